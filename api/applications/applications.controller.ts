import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ApplicationDraft } from '../../workflows/domain/application';
import { formatError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import { CurrentActor, type Actor } from '../auth/actor';
import { ApiIdempotencyKey, IdempotencyKey } from '../common/idempotency-key.decorator';
import { languageOf } from '../common/language';
import { ApplicationAccess } from './application-access.service';
import { ApplicationDraftDto, NewApplicationDto, SaveApplicationDto } from './application-draft.dto';
import {
  ApplicationDto,
  ApplicationPage,
  ApplicationQuery,
  VersionComparisonDto,
  PreCheckDto,
  ResubmitDto,
  ScreeningDto,
  SubmissionReceiptDto,
  SubmitDto,
  VersionDto,
  VersionSummaryDto,
} from './application.dto';
import { ApplicationViews } from './application-view.service';
import { Drafts } from './drafts.service';
import { PreChecks } from './precheck.service';
import { Submissions } from './submission.service';

@ApiTags('applications')
@Controller('applications')
export class ApplicationsController {
  constructor(
    private readonly views: ApplicationViews,
    private readonly drafts: Drafts,
    private readonly checks: PreChecks,
    private readonly submissions: Submissions,
    private readonly access: ApplicationAccess,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Applications of the own enterprise, newest change first' })
  @ApiOkResponse({ type: ApplicationPage })
  list(@CurrentActor() actor: Actor, @Query() query: ApplicationQuery): Promise<ApplicationPage> {
    return this.views.page(actor, query);
  }

  @Post()
  @ApiOperation({ summary: 'Begin an application' })
  @ApiCreatedResponse({ type: ApplicationDto })
  async create(
    @CurrentActor() actor: Actor,
    @Body() dto: NewApplicationDto,
    @Res({ passthrough: true }) res: Response,
  ): Promise<ApplicationDto> {
    const record = await this.drafts.create(actor, dto);
    res.setHeader('Location', `/api/v1/applications/${record._id}`);
    return this.answer(res, await this.views.detail({ record, own: true }));
  }

  @Post('screening')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Screen what there is so far',
    description: 'Nothing is stored. S and R of every unit of assessment with their arithmetic, and the reasons.',
  })
  @ApiOkResponse({ type: ScreeningDto })
  screening(@Body() draft: ApplicationDraftDto): Promise<ScreeningDto> {
    return this.checks.screen(draft);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'An application',
    description: 'The enterprise sees its working copy, the people of the case the last submitted version.',
  })
  @ApiOkResponse({ type: ApplicationDto })
  async get(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) res: Response,
  ): Promise<ApplicationDto> {
    return this.answer(res, await this.views.one(actor, id));
  }

  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: false, description: 'Version that was read; or `version` in the body.' })
  @ApiOperation({
    summary: 'Save the working copy',
    description: 'Before the first submission and while a correction is asked for. 409 when somebody saved in between.',
  })
  @ApiOkResponse({ type: ApplicationDto })
  async save(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() dto: SaveApplicationDto,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<ApplicationDto> {
    const record = await this.drafts.save(actor, id, dto.version ?? ifMatch(req), dto);
    return this.answer(res, await this.views.detail({ record, own: true }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Drop an application that was never submitted' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.drafts.remove(actor, id);
  }

  @Post(':id/precheck')
  @HttpCode(200)
  @ApiOperation({ summary: 'Name every missing or contradictory field with its rule, and screen the project' })
  @ApiOkResponse({ type: PreCheckDto })
  async precheck(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() req: Request): Promise<PreCheckDto> {
    const record = await this.access.openOwn(actor, id);
    const [problems, screening] = await Promise.all([
      this.checks.problems(record),
      this.checks.screen(record.draft as ApplicationDraft),
    ]);
    const lang = languageOf(req);
    const told = problems.map(({ field, code, params, rule }: FieldProblem) => ({
      field,
      code,
      detail: formatError(code, params, lang),
      rule,
    }));
    return { clean: problems.length === 0, problems: told, screening };
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({
    summary: 'Submit: the joint review begins',
    description: 'Refused with 422 and every finding unless the pre-check is clean.',
  })
  @ApiOkResponse({ type: SubmissionReceiptDto })
  submit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Body() { version }: SubmitDto,
  ): Promise<SubmissionReceiptDto> {
    return this.submissions.submit(actor, id, key, version);
  }

  @Post(':id/resubmit')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({
    summary: 'Submit the next version in answer to a correction',
    description: 'Answers every point of the combined list; the departments see what was changed.',
  })
  @ApiOkResponse({ type: SubmissionReceiptDto })
  resubmit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Body() dto: ResubmitDto,
  ): Promise<SubmissionReceiptDto> {
    return this.submissions.resubmit(actor, id, key, dto);
  }

  @Get(':id/versions')
  @ApiOperation({ summary: 'Submitted versions, the first one first' })
  @ApiOkResponse({ type: [VersionSummaryDto] })
  versions(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<VersionSummaryDto[]> {
    return this.views.versions(actor, id);
  }

  @Get(':id/versions/:version')
  @ApiOperation({ summary: 'One submitted version' })
  @ApiOkResponse({ type: VersionDto })
  version(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<VersionDto> {
    return this.views.version(actor, id, version);
  }

  @Get(':id/versions/:from/compare/:to')
  @ApiOperation({ summary: 'What changed from one submitted version to another, field by field' })
  @ApiOkResponse({ type: VersionComparisonDto })
  compare(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('from', ParseIntPipe) from: number,
    @Param('to', ParseIntPipe) to: number,
  ): Promise<VersionComparisonDto> {
    return this.views.compare(actor, id, from, to);
  }

  private answer(res: Response, application: ApplicationDto): ApplicationDto {
    res.setHeader('ETag', `"${application.version}"`);
    return application;
  }
}

/** Version named by `If-Match`; undefined without the header. @throws DomainError `input.invalid` */
function ifMatch(req: Request): number | undefined {
  const header = req.get('if-match');
  if (header === undefined) return undefined;
  const version = /^"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw invalidInput([
    { field: 'If-Match', code: 'field.format', params: { field: 'If-Match' }, rule: 'application.version' },
  ]);
}
