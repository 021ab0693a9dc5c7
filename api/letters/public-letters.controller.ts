import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { letterKindAt, readLetterKinds } from '../../activities/documents/letter-rules';
import { letterCheckSecret } from '../../activities/records/secret-file';
import { checkLetter } from '../../activities/store/letter.reader';
import { Public } from '../auth/access.decorators';
import { ApiConfig } from '../common/config';
import { languageOf } from '../common/language';
import { Store } from '../common/store';
import { LetterCheckDto, LetterCheckQuery } from './letters.dto';

/** For whoever is shown a letter: is it ours, and does it still hold? Nothing about people or the case. */
@ApiTags('public')
@Controller('public/letters')
export class PublicLettersController {
  constructor(
    private readonly store: Store,
    private readonly config: ApiConfig,
  ) {}

  @Get(':code')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Check a letter by the address in its QR code' })
  @ApiOkResponse({ type: LetterCheckDto })
  async check(
    @Param('code') code: string,
    @Query() { k }: LetterCheckQuery,
    @Req() req: Request,
  ): Promise<LetterCheckDto> {
    const secret = await letterCheckSecret(this.config.HAZFLOW_SECRETS_DIR);
    const found = await checkLetter(this.store.connection, secret, code, k);
    if (!found) return { valid: false };
    const title = letterKindAt(await readLetterKinds(this.store.connection), found.kind, found.issuedOn).name[
      languageOf(req)
    ];
    return { valid: true, title, ...found };
  }
}
