import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import {
  AnchorsDto,
  AuditPage,
  AuditQuery,
  ExpiredDto,
  ImpactPreviewDto,
  ImpactQuery,
  IntegrityReportDto,
  JobParam,
  LimitQuery,
  PreviewImpactDto,
  ReferenceImpactDto,
  RunIntegrityDto,
  ServersDto,
  StartedDto,
} from './admin.dto';
import { AuditSearch } from './audit-search.service';
import { RecordsAdmin } from './records.service';
import { ReferenceImpact } from './reference-impact.service';
import { Servers } from './servers.service';

@ApiTags('administration')
@Controller('admin')
@Roles({ role: ADMIN_ROLE })
export class AdminController {
  constructor(
    private readonly records: RecordsAdmin,
    private readonly search: AuditSearch,
    private readonly impact: ReferenceImpact,
    private readonly machines: Servers,
  ) {}

  @Get('integrity')
  @ApiOperation({ summary: 'Last passes over the records: rows computed again from the events, and what differed' })
  @ApiOkResponse({ type: [IntegrityReportDto] })
  integrity(@Query() { limit }: LimitQuery): Promise<IntegrityReportDto[]> {
    return this.records.reports(limit);
  }

  @Post('integrity/run')
  @HttpCode(202)
  @ApiOperation({ summary: 'Check the records now' })
  @ApiAcceptedResponse({ type: StartedDto })
  runIntegrity(@CurrentActor() actor: Actor, @Body() dto: RunIntegrityDto): Promise<StartedDto> {
    return this.records.start(actor, { job: 'integrity', ...dto });
  }

  @Post('upkeep/:job')
  @HttpCode(202)
  @ApiOperation({ summary: 'Do one of the nightly jobs now' })
  @ApiAcceptedResponse({ type: StartedDto })
  upkeep(@CurrentActor() actor: Actor, @Param() { job }: JobParam): Promise<StartedDto> {
    return this.records.start(actor, { job });
  }

  @Get('anchors')
  @ApiOperation({ summary: 'Daily anchors over all chains, checked' })
  @ApiOkResponse({ type: AnchorsDto })
  anchors(@Query() { limit }: LimitQuery): Promise<AnchorsDto> {
    return this.records.anchors(limit);
  }

  @Get('retention')
  @ApiOperation({ summary: 'Archives past their period of keeping, for a person to decide on; nothing is deleted' })
  @ApiOkResponse({ type: [ExpiredDto] })
  retention(@Query() { limit }: LimitQuery): Promise<ExpiredDto[]> {
    return this.records.expired(limit);
  }

  @Get('reference-impact')
  @ApiOperation({ summary: 'Due dates that moved when calendars or limits were published' })
  @ApiOkResponse({ type: ReferenceImpactDto })
  referenceImpact(@Query() query: ImpactQuery): Promise<ReferenceImpactDto> {
    return this.impact.of(query);
  }

  @Post('reference-impact/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Due dates that would move with a calendar or a limit; nothing is written',
    description: 'Goes through the running cases part by part: ask again with `next` as `cursor`.',
  })
  @ApiOkResponse({ type: ImpactPreviewDto })
  previewImpact(@Body() dto: PreviewImpactDto): Promise<ImpactPreviewDto> {
    return this.impact.preview(dto);
  }

  @Get('audit')
  @ApiOperation({
    summary: 'Who did what across all cases, latest first',
    description: 'For acts on cases name a person, a type or a case.',
  })
  @ApiOkResponse({ type: AuditPage })
  audit(@Query() query: AuditQuery): Promise<AuditPage> {
    return this.search.page(query);
  }

  @Get('servers')
  @ApiOperation({ summary: 'What MongoDB and Temporal say of themselves, workers, schedules, notices' })
  @ApiOkResponse({ type: ServersDto })
  servers(): Promise<ServersDto> {
    return this.machines.summary();
  }
}
