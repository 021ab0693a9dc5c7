import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { BlobStore } from '../../activities/documents/blob-store';
import { MEDIA_TYPES } from '../../activities/documents/media-types';
import { findDocument, type DocumentView } from '../../activities/store/document.reader';
import { DomainError } from '../../workflows/domain/errors';
import { CurrentActor, type Actor } from '../auth/actor';
import { notModified } from '../common/etag';
import { Store } from '../common/store';
import { DocumentAccess } from './document-access';
import { ContentQuery, DocumentDto, UploadQuery } from './documents.dto';
import { FILE_FIELD, receiveUpload } from './receive-upload';

/** Types that a browser shows without running anything in them. */
const SHOWN_INLINE = ['application/pdf', 'image/png', 'image/jpeg'];

@ApiTags('documents')
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly store: Store,
    private readonly blobs: BlobStore,
    private readonly access: DocumentAccess,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Upload a file',
    description: 'Its type is found in the content and must be what the extension says.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: [FILE_FIELD],
      properties: { [FILE_FIELD]: { type: 'string', format: 'binary' } },
    },
  })
  @ApiCreatedResponse({ type: DocumentDto })
  async upload(
    @CurrentActor() actor: Actor,
    @Query() { kind, caseId }: UploadQuery,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<DocumentDto> {
    if (caseId !== undefined) await this.access.requireAttach(actor, caseId);
    const meta = { uploadedBy: actor.personId, kind, ...(caseId === undefined ? {} : { caseId }) };
    return receiveUpload(req, res, (filename, content) => this.blobs.put(content, { filename, ...meta }));
  }

  @Get(':id')
  @ApiOperation({ summary: 'What is known of a document' })
  @ApiOkResponse({ type: DocumentDto })
  async get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DocumentDto> {
    return this.readable(actor, id);
  }

  @Get(':id/content')
  @ApiOperation({ summary: 'The file itself' })
  @ApiProduces(...MEDIA_TYPES.map(({ mediaType }) => mediaType))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { as }: ContentQuery,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const document = await this.readable(actor, id);
    if (notModified(req, res, document.sha256)) return;
    const { stream } = await this.blobs.open(id);
    const inline = as === 'inline' && SHOWN_INLINE.includes(document.mediaType);
    res.attachment(document.filename);
    if (inline)
      res.setHeader(
        'Content-Disposition',
        String(res.getHeader('Content-Disposition')).replace(/^attachment/, 'inline'),
      );
    res.setHeader('Content-Type', document.mediaType);
    res.setHeader('Content-Length', document.size);
    // The file is shown inside the product's own pages; nothing in it may load or run.
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
    await pipeline(stream, res);
  }

  private async readable(actor: Actor, id: string): Promise<DocumentView> {
    const document = await findDocument(this.store.connection, id);
    if (!document) throw new DomainError('resource.unknown');
    await this.access.requireRead(actor, document);
    return document;
  }
}
