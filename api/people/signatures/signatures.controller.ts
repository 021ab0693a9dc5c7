import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../../auth/actor';
import { sendPicture } from '../../common/send-picture';
import { SignatureDto, SignDto } from './signatures.dto';
import { Signatures } from './signatures.service';

@ApiTags('people')
@Controller('profile/signatures')
export class SignaturesController {
  constructor(private readonly signatures: Signatures) {}

  @Get()
  @ApiOperation({ summary: 'Your hand signatures, newest first, with the time for which each holds' })
  @ApiOkResponse({ type: [SignatureDto] })
  list(@CurrentActor() actor: Actor): Promise<SignatureDto[]> {
    return this.signatures.list(actor);
  }

  @Post()
  @ApiOperation({
    summary: '手写签名: from now on this one',
    description: 'For officials. What was signed before keeps the signature of then.',
  })
  @ApiCreatedResponse({ type: [SignatureDto] })
  sign(@CurrentActor() actor: Actor, @Body() dto: SignDto): Promise<SignatureDto[]> {
    return this.signatures.sign(actor, dto.png);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'From now on none; what was signed before keeps it' })
  @ApiNoContentResponse()
  async withdraw(@CurrentActor() actor: Actor): Promise<void> {
    await this.signatures.withdraw(actor);
  }

  @Get(':signatureId/picture')
  @ApiOperation({ summary: 'The picture of one of yours' })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async picture(
    @CurrentActor() actor: Actor,
    @Param('signatureId') signatureId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    sendPicture(req, res, await this.signatures.picture(actor, signatureId));
  }
}
