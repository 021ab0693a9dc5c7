import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { UPKEEP_JOBS, type UpkeepJob } from '../../workflows/upkeep';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { NamesDto } from '../organisations/organisations.dto';
import { PutCalendarDto, PutLimitDto } from '../reference/reference.dto';
import { PagedQuery } from '../common/paged-query';

export class LimitQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 30 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 30;
}

class MismatchDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty({ enum: ['record', 'case', 'task', 'anchor'] })
  where!: 'record' | 'case' | 'task' | 'anchor';

  @ApiProperty({ description: 'Id of the row, number of the event, or day of the anchor.' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  field!: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'As it is kept.' })
  kept!: unknown;

  @ApiProperty({ type: Object, nullable: true, description: 'As it follows from the record.' })
  computed!: unknown;
}

export class IntegrityReportDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['changed', 'full', 'case'] })
  mode!: 'changed' | 'full' | 'case';

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Null while it runs or when broken off.',
  })
  finishedAt!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Cases that changed since then; null for all.' })
  since!: string | null;

  @ApiProperty({ description: 'Cases looked at; grows while it runs.' })
  checked!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Cases to look at; null where that is not known ahead.' })
  total!: number | null;

  @ApiProperty({ description: 'Anchors looked at.' })
  anchors!: number;

  @ApiProperty()
  mismatchCount!: number;

  @ApiProperty({ description: 'Rows written before the rows had their shape of today; they agree as far as they go.' })
  outdated!: number;

  @ApiProperty({ type: [MismatchDto], description: 'The first 200.' })
  mismatches!: MismatchDto[];

  @ApiProperty({ description: 'Person id, or `schedule`.' })
  by!: string;
}

export class RunIntegrityDto {
  @ApiPropertyOptional({ enum: ['changed', 'full'] })
  @IsOptional()
  @IsIn(['changed', 'full'])
  mode?: 'changed' | 'full';

  @ApiPropertyOptional({ description: 'This case only.' })
  @IsOptional()
  @Matches(/^[\w.-]{1,60}$/)
  caseId?: string;
}

export class JobParam {
  @ApiProperty({ enum: UPKEEP_JOBS })
  @IsIn(UPKEEP_JOBS)
  job!: UpkeepJob;
}

export class StartedDto {
  @ApiProperty({ description: 'Workflow that does it; for Temporal’s own pages.' })
  workflowId!: string;
}

export class AnchorDto {
  @ApiProperty()
  day!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'Chain heads under it.' })
  count!: number;

  @ApiProperty({ description: 'Merkle root, hex.' })
  root!: string;

  @ApiProperty()
  hash!: string;

  @ApiProperty()
  prevHash!: string;

  @ApiProperty({ description: 'First 16 hex digits of the SHA-256 of the public key.' })
  keyId!: string;
}

export class AnchorsDto {
  @ApiProperty({ type: [AnchorDto], description: 'Newest first.' })
  items!: AnchorDto[];

  @ApiProperty({ description: 'Seals, links and leaves hold.' })
  intact!: boolean;

  @ApiProperty({ type: [MismatchDto] })
  faults!: MismatchDto[];

  @ApiProperty({ description: 'Public key (PEM) that archives and anchors are signed for.' })
  publicKey!: string;
}

export class AuditQuery extends PagedQuery({ usually: 50, most: 200 }) {
  @ApiPropertyOptional({
    enum: ['cases', 'admin'],
    default: 'cases',
    description: 'Acts on cases, or by administrators.',
  })
  @IsOptional()
  @IsIn(['cases', 'admin'])
  of: 'cases' | 'admin' = 'cases';

  @ApiPropertyOptional({ description: 'Person id of who acted.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  actor?: string;

  @ApiPropertyOptional({ example: 'taskCompleted' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  type?: string;

  @ApiPropertyOptional({ description: 'Case number, or target of an administrative act.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  target?: string;

  @ApiPropertyOptional({ example: '2026-09-01' })
  @IsOptional()
  @IsLocalDay()
  from?: string;

  @ApiPropertyOptional({ example: '2026-09-30' })
  @IsOptional()
  @IsLocalDay()
  to?: string;
}

export class AuditEntryDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty({ description: 'Case number, or what an administrator changed.' })
  target!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the person who was changed.' })
  targetName!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Number of the event in its case.' })
  seq!: number | null;

  @ApiProperty()
  actor!: string;

  @ApiProperty()
  actorName!: string;

  @ApiProperty({ type: String, nullable: true })
  onBehalfOf!: string | null;

  @ApiProperty({ type: String, nullable: true })
  basis!: string | null;

  @ApiProperty({ type: Object })
  data!: Record<string, unknown>;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEntryDto] })
  items!: AuditEntryDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class ImpactQuery extends LimitQuery {
  @ApiPropertyOptional({ description: 'Hash of a state of the reference data; the present one when absent.' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  ref?: string;
}

class MovedClockDto {
  @ApiProperty()
  clock!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Due day before.' })
  from!: string | null;

  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
}

export class ImpactDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: [MovedClockDto] })
  moved!: MovedClockDto[];
}

export class ReferenceImpactDto {
  @ApiProperty({ description: 'Hash of the calendars and limits in question.' })
  ref!: string;

  @ApiProperty({ description: 'Cases that were told.' })
  told!: number;

  @ApiProperty({ description: 'Running cases that still compute with other data.' })
  waiting!: number;

  @ApiProperty({ type: [ImpactDto], description: 'Cases in which something moved, latest first.' })
  items!: ImpactDto[];
}

class ProposedCalendarDto extends PutCalendarDto {
  @ApiProperty({ example: 2027 })
  @IsInt()
  @Min(2000)
  @Max(2200)
  year!: number;
}

class ProposedLimitDto extends PutLimitDto {
  @ApiProperty({ example: 'jointReview.acceptance' })
  @IsString()
  @Length(1, 100)
  key!: string;
}

/** A calendar or a version of a limit that is not published yet. */
export class PreviewImpactDto {
  @ApiPropertyOptional({ type: ProposedCalendarDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProposedCalendarDto)
  calendar?: ProposedCalendarDto;

  @ApiPropertyOptional({ type: ProposedLimitDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProposedLimitDto)
  limit?: ProposedLimitDto;

  @ApiPropertyOptional({ description: '`next` of the part before.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  cursor?: string;
}

class WouldMoveDto extends MovedClockDto {
  @ApiProperty({ type: NamesDto, description: 'Name of the limit.' })
  name!: NamesDto;
}

class CaseWouldMoveDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: [WouldMoveDto] })
  moved!: WouldMoveDto[];
}

export class ImpactPreviewDto {
  @ApiProperty({ description: 'Running cases altogether.' })
  running!: number;

  @ApiProperty({ description: 'Cases looked at in this part.' })
  checked!: number;

  @ApiProperty({ type: [CaseWouldMoveDto], description: 'Those in which a due date would move.' })
  items!: CaseWouldMoveDto[];

  @ApiProperty({ type: String, nullable: true, description: 'For the next part; null after the last.' })
  next!: string | null;
}

export class ExpiredDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty()
  process!: string;

  @ApiProperty({ format: 'date-time' })
  endedAt!: string;

  @ApiProperty({ description: 'Last day of keeping.' })
  keepUntil!: string;

  @ApiProperty()
  basis!: string;

  @ApiProperty()
  documentId!: string;

  @ApiProperty()
  size!: number;
}

export class NoticeDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['calendarMissing'] })
  kind!: string;

  @ApiProperty({ format: 'date-time' })
  raisedAt!: string;

  @ApiProperty({ type: Object })
  params!: Record<string, string | number>;
}

class PollerDto {
  @ApiProperty()
  identity!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  lastSeen!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Build that it runs; null without worker versioning.' })
  build!: string | null;
}

class QueueDto {
  @ApiProperty({ description: 'Tasks that no worker has taken yet, about.' })
  count!: number;

  @ApiProperty({ description: 'Age of the oldest of them, seconds.' })
  oldestSeconds!: number;
}

class BacklogDto {
  @ApiProperty({ type: QueueDto, description: 'Steps of cases.' })
  decisions!: QueueDto;

  @ApiProperty({ type: QueueDto, description: 'Work outside of the cases: writing, papers, mails.' })
  activities!: QueueDto;
}

class ScheduleDto {
  @ApiProperty()
  job!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  lastRun!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  nextRun!: string | null;

  @ApiProperty()
  paused!: boolean;
}

class MongoServerDto {
  @ApiProperty()
  version!: string;

  @ApiProperty({ type: String, nullable: true })
  replicaSet!: string | null;

  @ApiProperty({ description: 'Milliseconds of a round trip.' })
  ms!: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'Rows, about.' })
  rows!: Record<string, number>;
}

class TemporalServerDto {
  @ApiProperty()
  version!: string;

  @ApiProperty()
  namespace!: string;

  @ApiProperty()
  taskQueue!: string;

  @ApiProperty({ description: 'Milliseconds of a round trip.' })
  ms!: number;

  @ApiProperty({ type: BacklogDto })
  backlog!: BacklogDto;

  @ApiProperty({ type: [PollerDto], description: 'Workers that asked for work lately.' })
  workers!: PollerDto[];

  @ApiProperty({ type: [ScheduleDto] })
  schedules!: ScheduleDto[];
}

export class ServersDto {
  @ApiProperty({ type: MongoServerDto, nullable: true, description: 'Null while it is away.' })
  mongo!: MongoServerDto | null;

  @ApiProperty({ type: TemporalServerDto, nullable: true, description: 'Null while it is away.' })
  temporal!: TemporalServerDto | null;

  @ApiProperty({ type: [NoticeDto], description: 'What operators have to see to.' })
  notices!: NoticeDto[];

  @ApiProperty({ description: 'Release of this process.' })
  node!: string;

  @ApiProperty({ description: 'Seconds that this process runs.' })
  uptime!: number;
}
