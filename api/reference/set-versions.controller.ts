import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import { languageOf } from '../common/language';
import { TABLE_LIMIT } from '../common/table-limit';
import { SetImpact } from './set-impact.service';
import {
  ImpactPartDto,
  LoadVersionDto,
  OnQuery,
  ProposeVersionDto,
  SetFileQuery,
  SetImpactDto,
  SetParam,
  SetPreviewDto,
  SetSummaryDto,
  SetTableDto,
  SetVersionDto,
} from './set-versions.dto';
import { SetVersions, type Upload } from './set-versions.service';
import { MEDIA_TYPES } from './sets/write-file';

const FILE = 'file';
const TakeFile = () =>
  UseInterceptors(
    FileInterceptor(FILE, {
      defParamCharset: 'utf8',
      limits: { files: 1, fileSize: TABLE_LIMIT.bytes, fields: 6, fieldSize: 4_096 },
    }),
  );

const fields = (properties: object, required: string[]) => ({
  schema: {
    type: 'object' as const,
    required: [FILE, ...required],
    properties: { [FILE]: { type: 'string' as const, format: 'binary' }, ...properties },
  },
});
const DAY = { effectiveFrom: { type: 'string' as const, example: '2027-01-01' } };

/** @throws DomainError `file.missing`, `file.empty` */
function uploadOf(file: Express.Multer.File | undefined): Upload {
  if (!file) throw new DomainError('file.missing', {}, FILE);
  if (file.size === 0) throw new DomainError('file.empty', { name: file.originalname }, FILE);
  return { name: file.originalname, content: file.buffer };
}

/** Sets of reference data as tables: everybody who is signed in reads them, administrators load further versions. */
@ApiTags('reference')
@Controller('reference-sets')
export class SetVersionsController {
  constructor(
    private readonly versions: SetVersions,
    private readonly impact: SetImpact,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Sets that are kept as tables, with their columns' })
  @ApiOkResponse({ type: [SetSummaryDto] })
  sets(): SetSummaryDto[] {
    return this.versions.sets();
  }

  @Get(':set')
  @ApiOperation({ summary: 'A set as it stands, stood or will stand on a day' })
  @ApiOkResponse({ type: SetTableDto })
  table(@Param() { set }: SetParam, @Query() { on }: OnQuery, @Req() req: Request): Promise<SetTableDto> {
    return this.versions.table(set, on ?? localDay(Date.now()), languageOf(req));
  }

  @Get(':set/file')
  @ApiOperation({
    summary: 'A set as a file',
    description: 'XLSX, CSV (UTF-8) or JSON; can be edited and loaded again as it is.',
  })
  @ApiOkResponse({
    content: {
      [MEDIA_TYPES.xlsx]: { schema: { type: 'string', format: 'binary' } },
      'text/csv': { schema: { type: 'string' } },
      'application/json': { schema: { type: 'object' } },
    },
  })
  async file(
    @Param() { set }: SetParam,
    @Query() { on, format }: SetFileQuery,
    @Req() req: Request,
  ): Promise<StreamableFile> {
    const day = on ?? localDay(Date.now());
    const content = await this.versions.file(set, day, format, languageOf(req));
    const disposition = `attachment; filename="${set}-${day}.${format}"`;
    return new StreamableFile(content, { type: MEDIA_TYPES[format], disposition });
  }

  @Get(':set/versions')
  @Roles({ role: ADMIN_ROLE })
  @ApiOperation({ summary: 'Versions of a set, latest first, with who loaded them, on what and why' })
  @ApiOkResponse({ type: [SetVersionDto] })
  list(@Param() { set }: SetParam): Promise<SetVersionDto[]> {
    return this.versions.versions(set);
  }

  @Post(':set/preview')
  @HttpCode(200)
  @Roles({ role: ADMIN_ROLE })
  @TakeFile()
  @ApiConsumes('multipart/form-data')
  @ApiBody(fields(DAY, ['effectiveFrom']))
  @ApiOperation({
    summary:
      'What loading a file would change, row by row, or what is wrong with it by line and column; nothing is written',
  })
  @ApiOkResponse({ type: SetPreviewDto })
  preview(
    @Param() { set }: SetParam,
    @Body() dto: ProposeVersionDto,
    @UploadedFile() file: Express.Multer.File | undefined,
    @Req() req: Request,
  ): Promise<SetPreviewDto> {
    return this.versions.preview(set, dto, uploadOf(file), languageOf(req));
  }

  @Post(':set/impact')
  @HttpCode(200)
  @Roles({ role: ADMIN_ROLE })
  @TakeFile()
  @ApiConsumes('multipart/form-data')
  @ApiBody(fields({ ...DAY, cursor: { type: 'string' } }, ['effectiveFrom']))
  @ApiOperation({
    summary: 'Of which running cases something else would be found; nothing is written',
    description: 'Goes through the running cases part by part: ask again with `next` as `cursor`.',
  })
  @ApiOkResponse({ type: SetImpactDto })
  impactOf(
    @Param() { set }: SetParam,
    @Body() dto: ImpactPartDto,
    @UploadedFile() file: Express.Multer.File | undefined,
    @Req() req: Request,
  ): Promise<SetImpactDto> {
    return this.impact.of(set, dto, uploadOf(file), languageOf(req));
  }

  @Post(':set/versions')
  @Roles({ role: ADMIN_ROLE })
  @TakeFile()
  @ApiConsumes('multipart/form-data')
  @ApiBody(
    fields({ ...DAY, source: { type: 'string' }, reason: { type: 'string' }, state: { type: 'string' } }, [
      'effectiveFrom',
      'source',
      'reason',
      'state',
    ]),
  )
  @ApiOperation({
    summary: 'Publish a file as the version of a set from a day on',
    description: 'What held before ends on the eve and can still be seen by its day. Today or later.',
  })
  @ApiCreatedResponse({ type: SetVersionDto })
  load(
    @CurrentActor() actor: Actor,
    @Param() { set }: SetParam,
    @Body() dto: LoadVersionDto,
    @UploadedFile() file: Express.Multer.File | undefined,
  ): Promise<SetVersionDto> {
    return this.versions.load(actor, set, dto, uploadOf(file));
  }
}
