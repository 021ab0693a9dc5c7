import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PRIORITIES, type Priority } from '../../workflows/engine/state';
import { PagedQuery } from '../common/paged-query';

export class LabelDto {
  @ApiProperty({ example: '科室审核' })
  zh!: string;

  @ApiProperty({ example: 'Section review' })
  en!: string;
}

export class ClockDto {
  @ApiProperty({ example: 'jointReview.legal', description: 'Use it in the clock commands.' })
  id!: string;

  @ApiProperty({ example: 'jointReview.legal' })
  limit!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({ enum: ['running', 'stopped', 'met', 'missed', 'cancelled'] })
  status!: string;

  @ApiProperty({ description: 'Epoch milliseconds.' })
  startedAt!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Epoch milliseconds; null while stopped.' })
  dueAt!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '2026-12-30',
    description: 'Last day in Asia/Shanghai; null while stopped.',
  })
  dueDay!: string | null;

  @ApiProperty({ description: 'Crosses into a year without a published calendar; computed again when it is loaded.' })
  provisional!: boolean;

  @ApiProperty()
  overdue!: boolean;

  @ApiProperty({ type: Number, nullable: true, description: 'Units of the limit left; null once it ended.' })
  left!: number | null;

  @ApiProperty({ enum: ['WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH'] })
  unit!: string;

  @ApiProperty({ description: 'The arithmetic in words.' })
  arithmetic!: string;

  @ApiProperty({ example: '行政许可法 第四十二条' })
  basis!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it stands still, with its legal basis.' })
  stoppedFor!: string | null;

  @ApiProperty({ type: [String], description: 'Grounds for which it may be stopped by hand.' })
  grounds!: string[];
}

export class StandingDto {
  @ApiProperty({ example: 'root' })
  scope!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'EMB',
    description: 'Branch of a parallel block: the department.',
  })
  branch!: string | null;

  @ApiProperty({ example: 'sectionReview' })
  stage!: string;

  @ApiProperty()
  name!: LabelDto;
}

export class CaseSummaryDto {
  @ApiProperty({ example: 'LS-2026-000012' })
  caseId!: string;

  @ApiProperty({ example: 'LS-2026-000012' })
  caseNo!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ example: 'jointReview' })
  process!: string;

  @ApiProperty()
  processName!: LabelDto;

  @ApiProperty()
  partyOrg!: string;

  @ApiProperty()
  partyName!: string;

  @ApiProperty({ enum: ['running', 'ended'] })
  status!: string;

  @ApiProperty({ type: String, nullable: true, example: 'conditionallyApproved' })
  result!: string | null;

  @ApiProperty({ description: 'Epoch milliseconds.' })
  startedAt!: number;

  @ApiProperty({ type: Number, nullable: true })
  endedAt!: number | null;

  @ApiProperty()
  updatedAt!: number;

  @ApiProperty({
    description: 'Number of the last event: send it back as `expectedSeq` to refuse acting on a stale view.',
  })
  seq!: number;

  @ApiProperty({ type: [StandingDto] })
  standing!: StandingDto[];

  @ApiProperty({ type: [String], description: 'Whose turn it is: organisation codes, `party`, `outside`.' })
  court!: string[];

  @ApiProperty({ type: Number, nullable: true })
  nextDueAt!: number | null;

  @ApiProperty()
  overdue!: boolean;

  @ApiProperty()
  stopped!: boolean;
}

export class CasePage {
  @ApiProperty({ type: [CaseSummaryDto] })
  items!: CaseSummaryDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Give it back as `cursor` for the next page; null on the last.',
  })
  next!: string | null;
}

export class CaseQuery extends PagedQuery() {
  @ApiPropertyOptional({ enum: ['running', 'ended'] })
  @IsOptional()
  @IsIn(['running', 'ended'])
  status?: 'running' | 'ended';

  @ApiPropertyOptional({ example: 'jointReview' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  process?: string;

  @ApiPropertyOptional({
    enum: ['mine', 'copied', 'visible'],
    description: 'Started by me, copied to me, or all that I may see.',
  })
  @IsOptional()
  @IsIn(['mine', 'copied', 'visible'])
  of?: 'mine' | 'copied' | 'visible';

  @ApiPropertyOptional({ description: 'Part of the number, the title or the name of the enterprise.' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  q?: string;
}

/** One cell of the review matrix: what a branch of a parallel block has come to. */
export class BranchStateDto {
  @ApiProperty({ example: 'departmentReview' })
  block!: string;

  @ApiProperty({ example: 'EMB' })
  branch!: string;

  @ApiProperty({ example: '区应急管理局' })
  name!: string;

  @ApiProperty({ enum: ['notStarted', 'draft', 'inReview', 'ready', 'resting'], description: 'Ready: signed.' })
  state!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'CONDITIONAL',
    description: 'Opinion code; null until it is signed or when you may not see it.',
  })
  opinion!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Form with the signed opinion; null when there is none for you.',
  })
  formId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty()
  overdue!: boolean;
}

export class OpenTaskDto {
  @ApiProperty()
  taskId!: string;

  @ApiProperty({ example: 'draft' })
  stage!: string;

  @ApiProperty()
  stageName!: LabelDto;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty({ enum: ['stage', 'signBefore', 'signAfter', 'signBeside', 'delegated', 'confirm'] })
  kind!: string;

  @ApiProperty({ enum: ['open', 'waiting', 'answered', 'suspended'] })
  status!: string;

  @ApiProperty({ type: [String], description: 'Names of the persons or pools with whom it lies.' })
  with!: string[];

  @ApiProperty({ description: 'You may work on it now.' })
  yours!: boolean;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty()
  overdue!: boolean;
}

export class StageVisitDto {
  @ApiProperty({ example: 'root' })
  scope!: string;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty()
  stage!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({ enum: ['active', 'completed', 'returned', 'cancelled', 'suspended'] })
  how!: string;

  @ApiProperty()
  times!: number;

  @ApiProperty()
  enteredAt!: number;

  @ApiProperty({ type: Number, nullable: true })
  leftAt!: number | null;

  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;

  @ApiProperty()
  overdue!: boolean;
}

export class CaseDetailDto extends CaseSummaryDto {
  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'Hash of the definition on which the case runs.' })
  definitionRef!: string;

  @ApiProperty()
  leadOrg!: string;

  @ApiProperty({ description: 'Business ids, for instance `applicationId`.' })
  keys!: Record<string, string>;

  @ApiProperty({ description: 'Facts on which the case decides, as far as you may see them.' })
  facts!: Record<string, string | number | boolean | string[] | null>;

  @ApiProperty({ type: [ClockDto] })
  clocks!: ClockDto[];

  @ApiProperty({ type: [BranchStateDto] })
  branches!: BranchStateDto[];

  @ApiProperty({ type: [OpenTaskDto] })
  openTasks!: OpenTaskDto[];

  @ApiProperty({ type: [StageVisitDto], description: 'Passed, current, returned and overdue stages for the diagram.' })
  visits!: StageVisitDto[];

  @ApiProperty({ type: [String], description: 'Commands on the case that you may give now.' })
  actions!: string[];

  @ApiProperty({
    enum: PRIORITIES,
    nullable: true,
    description: '紧急程度; null for the enterprise: it is about the order of work within the government.',
  })
  priority!: Priority | null;

  @ApiProperty({ description: '关注: you keep an eye on it.' })
  watched!: boolean;
}

export class SubmittedVersionDto {
  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'SHA-256 of the canonical JSON of the application.' })
  hash!: string;
}

export class TimelineEntryDto {
  @ApiProperty()
  seq!: number;

  @ApiProperty({ example: 'taskCompleted' })
  type!: string;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  at!: string;

  @ApiProperty({ example: '示例·应急经办甲' })
  actorName!: string;

  @ApiProperty({ type: String, nullable: true, example: '区应急管理局' })
  orgName!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'On whose behalf.' })
  onBehalfOfName!: string | null;

  @ApiProperty({ example: '区应急管理局 科室审核：同意', description: 'What happened, in an official’s words.' })
  text!: string;

  @ApiProperty({ type: String, nullable: true })
  stage!: string | null;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Opinion text; null when there is none for you.' })
  opinion!: string | null;

  @ApiProperty({ type: String, nullable: true })
  formId!: string | null;

  @ApiProperty({ description: 'A hand signature stands under it: `GET /cases/{caseId}/signatures/{seq}`.' })
  signed!: boolean;

  @ApiProperty({ type: [String] })
  attachments!: string[];

  @ApiProperty({ type: String, nullable: true })
  basis!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '补录: when it really happened.' })
  backdatedTo!: string | null;

  @ApiProperty({ example: 'a1b2…' })
  hash!: string;

  @ApiProperty({
    type: SubmittedVersionDto,
    nullable: true,
    description: 'The version of the application that came in with it.',
  })
  application!: SubmittedVersionDto | null;
}

export class ChainReportDto {
  @ApiProperty()
  intact!: boolean;

  @ApiProperty()
  events!: number;

  @ApiProperty()
  headHash!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The first event that was touched, and how.' })
  fault!: string | null;
}

export class FormVersionDto {
  @ApiProperty()
  formId!: string;

  @ApiProperty({ example: 'departmentOpinion' })
  form!: string;

  @ApiProperty({ description: 'Field values by key.' })
  data!: Record<string, unknown>;

  @ApiProperty()
  hash!: string;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  at!: string;
}
