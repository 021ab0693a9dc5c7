import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { BlobStore } from '../../activities/documents/blob-store';
import { CurrentActor, type Actor } from '../auth/actor';
import { notModified } from '../common/etag';
import { languageOf } from '../common/language';
import { CaseRecords } from './case-records.service';
import { ArchiveDto, LetterDto } from './letters.dto';

@ApiTags('cases')
@Controller('cases/:caseId')
export class CaseLettersController {
  constructor(
    private readonly records: CaseRecords,
    private readonly blobs: BlobStore,
  ) {}

  @Get('letters')
  @ApiOperation({
    summary: 'Letters issued in a case',
    description: 'The enterprise sees its decision when the case has ended.',
  })
  @ApiOkResponse({ type: [LetterDto] })
  letters(@CurrentActor() actor: Actor, @Param('caseId') caseId: string, @Req() req: Request): Promise<LetterDto[]> {
    return this.records.letters(actor, caseId, languageOf(req));
  }

  @Get('archive')
  @ApiOperation({ summary: 'The archive of an ended case; for the leading organisation and administrators' })
  @ApiOkResponse({ type: ArchiveDto })
  async archive(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<ArchiveDto> {
    const archive = await this.records.archive(actor, caseId);
    const { seq, headHash, size, sha256, withHistory, keepUntil, basis } = archive;
    const archivedAt = archive.archivedAt.toISOString();
    return { caseId, seq, headHash, size, sha256, archivedAt, withHistory, keepUntil, basis };
  }

  @Get('archive/content')
  @ApiOperation({ summary: 'The archive itself, one sealed zip' })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const archive = await this.records.archive(actor, caseId);
    if (notModified(req, res, archive.sha256)) return;
    const { document, stream } = await this.blobs.open(archive.documentId);
    res.attachment(document.filename);
    res.setHeader('Content-Type', document.mediaType);
    res.setHeader('Content-Length', document.size);
    await pipeline(stream, res);
  }
}
