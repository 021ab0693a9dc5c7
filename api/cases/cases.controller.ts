import { Controller, Get, Param, ParseIntPipe, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import { CurrentActor, type Actor } from '../auth/actor';
import { sendPicture } from '../common/send-picture';
import { CaseFiles } from './case-file.service';
import { CaseLists } from './case-list.service';
import { CaseViews } from './case-view.service';
import { CaseDetailDto, CasePage, CaseQuery, ChainReportDto, FormVersionDto, TimelineEntryDto } from './case.dto';
import { ReviewMatrixDto } from './review-matrix.dto';
import { ReviewMatrices } from './review-matrix.service';
import { Timelines } from './timeline.service';

@ApiTags('cases')
@Controller('cases')
export class CasesController {
  constructor(
    private readonly lists: CaseLists,
    private readonly views: CaseViews,
    private readonly files: CaseFiles,
    private readonly timelines: Timelines,
    private readonly matrices: ReviewMatrices,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Cases that you may see, newest change first' })
  @ApiOkResponse({ type: CasePage })
  list(@CurrentActor() actor: Actor, @Query() query: CaseQuery): Promise<CasePage> {
    return this.lists.page(actor, query);
  }

  @Get(':caseId')
  @ApiOperation({ summary: 'A case: where it stands, whose turn it is, clocks, branches, what you may do' })
  @ApiOkResponse({ type: CaseDetailDto })
  detail(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<CaseDetailDto> {
    return this.views.detail(actor, caseId);
  }

  @Get(':caseId/timeline')
  @ApiOperation({ summary: 'Who did what, when and on whose behalf, as far as you may see it' })
  @ApiOkResponse({ type: [TimelineEntryDto] })
  timeline(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<TimelineEntryDto[]> {
    return this.timelines.entries(actor, caseId);
  }

  @Get(':caseId/signatures/:seq')
  @ApiOperation({ summary: 'The hand signature under a step: the one that was in force then' })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async signature(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('seq', ParseIntPipe) seq: number,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    sendPicture(req, res, await this.timelines.signature(actor, caseId, seq));
  }

  @Get(':caseId/matrix')
  @ApiOperation({
    summary: 'Departments × questions of the review, what is missing first',
    description: 'Of another department only what it signed; nothing for the applicant before the decision.',
  })
  @ApiOkResponse({ type: ReviewMatrixDto })
  matrix(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<ReviewMatrixDto> {
    return this.matrices.of(actor, caseId);
  }

  @Get(':caseId/events')
  @ApiOperation({ summary: 'The statutory record as it is kept; for the leading organisation' })
  @ApiOkResponse({ type: [Object] })
  events(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<RecordedEvent[]> {
    return this.timelines.record(actor, caseId);
  }

  @Get(':caseId/chain')
  @ApiOperation({ summary: 'Checks the hash chain of the record' })
  @ApiOkResponse({ type: ChainReportDto })
  chain(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<ChainReportDto> {
    return this.timelines.chain(actor, caseId);
  }

  @Get(':caseId/forms/:formId')
  @ApiOperation({ summary: 'A filled form that you may read' })
  @ApiOkResponse({ type: FormVersionDto })
  form(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('formId') formId: string,
  ): Promise<FormVersionDto> {
    return this.timelines.form(actor, caseId, formId);
  }

  @Get(':caseId/definition')
  @ApiOperation({ summary: 'The definition on which the case runs, for its diagram' })
  @ApiOkResponse({ type: Object })
  async definition(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<ProcessDefinition> {
    return (await this.files.open(actor, caseId)).state.definition;
  }
}
