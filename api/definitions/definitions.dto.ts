import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Facts, ProcessDefinition } from '../../workflows/processes/definition';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { NamesDto } from '../organisations/organisations.dto';
import { PagedQuery } from '../common/paged-query';

export class DefinitionSummaryDto {
  @ApiProperty({ example: 'jointReview' })
  code!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty({ type: NamesDto })
  name!: NamesDto;

  @ApiProperty({ description: 'Hash of its content.' })
  definitionRef!: string;

  @ApiProperty({ enum: ['upcoming', 'published', 'retired'] })
  status!: 'upcoming' | 'published' | 'retired';

  @ApiProperty({ description: 'Whether new cases start on it today.' })
  current!: boolean;

  @ApiProperty({ example: '2026-01-01' })
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true })
  effectiveTo!: string | null;

  @ApiProperty({ format: 'date-time' })
  publishedAt!: string;

  @ApiProperty()
  publishedBy!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was given a last day.' })
  retiredFor!: string | null;

  @ApiProperty({ description: 'Running cases that stand on it.' })
  runningCases!: number;
}

export class DefinitionDto extends DefinitionSummaryDto {
  @ApiProperty({ type: Object, description: 'The definition itself: machine of stages, forms, facts, limits.' })
  definition!: ProcessDefinition;
}

export class PublishDto {
  @ApiProperty({ type: Object, description: 'The whole definition; its version must be the next one.' })
  @IsObject()
  definition!: ProcessDefinition;
}

export class RetireDto {
  @ApiProperty({ example: '2026-12-31', description: 'Last day on which cases may start on it.' })
  @IsLocalDay()
  lastDay!: string;

  @ApiProperty()
  @IsString()
  @Length(2, 500)
  reason!: string;
}

export class DifferenceDto {
  @ApiProperty({ description: 'Path of the stage; empty for the definition as a whole.' })
  stage!: string;

  @ApiProperty({ type: NamesDto, nullable: true })
  name!: NamesDto | null;

  @ApiProperty({ enum: ['added', 'removed', 'changed'] })
  what!: 'added' | 'removed' | 'changed';

  @ApiProperty({ type: String, nullable: true, description: 'Part of the stage; null for the stage as a whole.' })
  part!: string | null;

  @ApiProperty({ type: Object, nullable: true })
  before!: unknown;

  @ApiProperty({ type: Object, nullable: true })
  after!: unknown;

  @ApiProperty({ type: [String], description: 'Roles and persons for whom it changes something.' })
  whom!: string[];
}

export class ComparisonDto {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  from!: number;

  @ApiProperty()
  to!: number;

  @ApiProperty({ type: [DifferenceDto] })
  differences!: DifferenceDto[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'The same by role: the stages in which something changes for it.',
  })
  forWhom!: Record<string, string[]>;
}

export class FaultDto {
  @ApiProperty({ description: 'Path of the stage; empty for the definition as a whole.' })
  stage!: string;

  @ApiProperty({ example: 'definition.unknownStage' })
  code!: string;

  @ApiProperty({ description: 'What is wrong, in words.' })
  detail!: string;
}

export class ProofDto {
  @ApiProperty({ description: 'It could be published as it is.' })
  publishable!: boolean;

  @ApiProperty({ description: 'The version that it must have.' })
  nextVersion!: number;

  @ApiProperty({ type: [FaultDto], description: 'Every fault, each by its stage; empty when no case can get stuck.' })
  faults!: FaultDto[];

  @ApiProperty({ type: ComparisonDto, nullable: true, description: 'Null for the first version of a process.' })
  comparison!: ComparisonDto | null;
}

class TargetDto {
  @ApiProperty()
  @IsString()
  stage!: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  branches?: string[];
}

export class ScriptStepDto {
  @ApiProperty({ example: 'acceptance' })
  @IsString()
  stage!: string;

  @ApiPropertyOptional({ example: 'EMB', description: 'Branch of a block; any when absent.' })
  @IsOptional()
  @IsString()
  branch?: string;

  @ApiProperty({ example: 'accept', description: 'Outcome of a task; result of an automation, wait or subcase.' })
  @IsString()
  outcome!: string;

  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsObject()
  facts?: Facts;

  @ApiPropertyOptional({ type: TargetDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => TargetDto)
  target?: TargetDto;

  @ApiPropertyOptional({ description: 'Days after the step before.' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(3650)
  daysLater?: number;
}

export class DryRunDto {
  @ApiPropertyOptional({ description: 'A published process and version …' })
  @IsOptional()
  @IsString()
  code?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;

  @ApiPropertyOptional({ type: Object, description: '… or a definition that is not published.' })
  @IsOptional()
  @IsObject()
  definition?: ProcessDefinition;

  @ApiPropertyOptional({ type: Object, description: 'Facts at the start.' })
  @IsOptional()
  @IsObject()
  facts?: Facts;

  @ApiPropertyOptional({ type: [ScriptStepDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ScriptStepDto)
  script?: ScriptStepDto[];

  @ApiPropertyOptional({ example: '2026-09-01', description: 'Day of the start, 09:00; today when absent.' })
  @IsOptional()
  @IsLocalDay()
  startDay?: string;

  @ApiPropertyOptional({ description: 'Organisation that leads; the supervisor’s of the definition when absent.' })
  @IsOptional()
  @IsString()
  leadOrg?: string;

  @ApiPropertyOptional({ description: 'Organisation of the party.' })
  @IsOptional()
  @IsString()
  partyOrg?: string;
}

class AnsweredDto {
  @ApiProperty()
  by!: string;

  @ApiProperty()
  outcome!: string;

  @ApiProperty({ description: 'Epoch milliseconds.' })
  at!: number;
}

class PoolDto {
  @ApiProperty()
  org!: string;

  @ApiProperty()
  role!: string;
}

export class DryVisitDto {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty()
  stage!: string;

  @ApiProperty({ type: NamesDto })
  name!: NamesDto;

  @ApiProperty()
  scope!: string;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty({ type: [PoolDto], description: 'Roles that would get it.' })
  pools!: PoolDto[];

  @ApiProperty({ type: [String], description: 'Persons named for it.' })
  persons!: string[];

  @ApiProperty({ description: 'Nobody was found: it would lie with the supervisor.' })
  fallback!: boolean;

  @ApiProperty({ description: 'Epoch milliseconds.' })
  openedAt!: number;

  @ApiProperty({ type: Number, nullable: true })
  dueAt!: number | null;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty()
  provisional!: boolean;

  @ApiProperty({ type: AnsweredDto, nullable: true })
  answered!: AnsweredDto | null;
}

class DryClockDto {
  @ApiProperty()
  limit!: string;

  @ApiProperty()
  status!: string;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;
}

export class DryRunResultDto {
  @ApiProperty({ type: [DryVisitDto], description: 'Who would get what, and until when.' })
  visits!: DryVisitDto[];

  @ApiProperty({ type: [DryClockDto] })
  clocks!: DryClockDto[];

  @ApiProperty({ type: String, nullable: true })
  result!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  endedAt!: number | null;

  @ApiProperty({ type: [String], description: 'Stages at which the script had no answer.' })
  openAt!: string[];
}

export class DryRunCasesDto {
  @ApiPropertyOptional({ description: 'A published process and version …' })
  @IsOptional()
  @IsString()
  code?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;

  @ApiPropertyOptional({ type: Object, description: '… or a definition that is not published.' })
  @IsOptional()
  @IsObject()
  definition?: ProcessDefinition;

  @ApiPropertyOptional({ type: [String], description: 'Numbers of past cases; absent: those that ended last.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Matches(/^[\w.-]{1,60}$/, { each: true })
  caseIds?: string[];

  @ApiPropertyOptional({ minimum: 1, maximum: 50, description: 'How many of those that ended last.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  last?: number;
}

class VisitSideDto {
  @ApiProperty({ type: [String] })
  who!: string[];

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty()
  provisional!: boolean;

  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;
}

class VisitDifferenceDto {
  @ApiProperty()
  stage!: string;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty({ description: 'How often the stage had been walked before.' })
  round!: number;

  @ApiProperty({ type: VisitSideDto, nullable: true })
  before!: VisitSideDto | null;

  @ApiProperty({ type: VisitSideDto, nullable: true })
  after!: VisitSideDto | null;
}

class UnusedAnswerDto {
  @ApiProperty({ description: 'Number of the event that recorded it.' })
  seq!: number;

  @ApiProperty()
  stage!: string;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty()
  outcome!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused; null when nobody asked for it.' })
  why!: string | null;
}

export class PastCaseRunDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty({ description: 'Version on which the case ran.' })
  version!: number;

  @ApiProperty({ type: String, nullable: true, description: 'What the case came to.' })
  recorded!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What its answers lead to when walked again on its own version.',
  })
  before!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What they lead to on the version that is tried.' })
  after!: string | null;

  @ApiProperty({ description: 'Nothing would have been different.' })
  same!: boolean;

  @ApiProperty({ type: [VisitDifferenceDto] })
  differences!: VisitDifferenceDto[];

  @ApiProperty({ type: [UnusedAnswerDto], description: 'Recorded answers for which there is no place.' })
  unused!: UnusedAnswerDto[];

  @ApiProperty({ type: [String], description: 'Stages at which an answer would still be wanted.' })
  openAt!: string[];
}

export class PageQuery extends PagedQuery({ usually: 50 }) {}

export class MigrationVerdictDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ description: 'Version on which it stands.' })
  version!: number;

  @ApiProperty()
  can!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it cannot.' })
  why!: string | null;
}

export class MigrationPage {
  @ApiProperty({ type: [MigrationVerdictDto] })
  items!: MigrationVerdictDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
