import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ReceiptDto } from '../cases/command.dto';
import { LabelDto } from '../cases/case.dto';
import { FieldFault } from '../common/problem.dto';
import { ApplicationDraftDto } from './application-draft.dto';

export const APPLICATION_STATES = ['draft', 'submitting', 'submitted', 'correcting'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export class PointDto {
  @ApiProperty({ description: 'From 1.' })
  number!: number;

  @ApiProperty()
  text!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Paper or part of the application that is meant.' })
  subject!: string | null;

  @ApiProperty({ type: String, nullable: true })
  basis!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the department that asks.' })
  askedBy!: string | null;
}

export class CorrectionDto {
  @ApiProperty({ description: 'Task that the resubmission answers.' })
  taskId!: string;

  @ApiProperty()
  stage!: string;

  @ApiProperty()
  stageName!: LabelDto;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty({ type: [PointDto] })
  points!: PointDto[];
}

export class ApplicationSummaryDto {
  @ApiProperty()
  applicationId!: string;

  @ApiProperty({ description: 'Name of the project; empty while there is none.' })
  title!: string;

  @ApiProperty()
  org!: string;

  @ApiProperty()
  orgName!: string;

  @ApiProperty()
  applicantName!: string;

  @ApiProperty({ enum: APPLICATION_STATES, description: 'Submitting: a submission was broken off; send it again.' })
  state!: ApplicationState;

  @ApiProperty({ description: 'Version of the working copy: send it back when you save.' })
  version!: number;

  @ApiProperty({ description: 'Highest submitted version; 0 before the first.' })
  submitted!: number;

  @ApiProperty({ type: String, nullable: true, example: 'LS-2026-000012' })
  caseId!: string | null;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  createdAt!: string;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  updatedAt!: string;
}

export class ApplicationDto extends ApplicationSummaryDto {
  @ApiProperty({ description: 'You may save and submit it now.' })
  editable!: boolean;

  @ApiProperty({ description: 'The working copy for the enterprise, for all others the last submitted version.' })
  application!: ApplicationDraftDto;

  @ApiProperty({ type: CorrectionDto, nullable: true })
  correction!: CorrectionDto | null;
}

export class ApplicationPage {
  @ApiProperty({ type: [ApplicationSummaryDto] })
  items!: ApplicationSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class ApplicationQuery {
  @ApiPropertyOptional({ enum: ['draft', 'submitted'] })
  @IsOptional()
  @IsIn(['draft', 'submitted'])
  state?: 'draft' | 'submitted';

  @ApiPropertyOptional({ description: 'Part of the name of the project.' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  q?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  cursor?: string;

  @ApiPropertyOptional({ default: 20, minimum: 1, maximum: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

export class GradeLineDto {
  @ApiProperty()
  cas!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  quantityT!: number;

  @ApiProperty({ type: Number, nullable: true })
  criticalT!: number | null;

  @ApiProperty({ example: '表1第12项' })
  criticalFrom!: string;

  @ApiProperty()
  ratio!: number;

  @ApiProperty({ type: Number, nullable: true })
  beta!: number | null;

  @ApiProperty()
  betaFrom!: string;

  @ApiProperty()
  weighted!: number;

  @ApiProperty({ description: 'Neither table names it: its category has to be stated.' })
  undetermined!: boolean;

  @ApiProperty()
  arithmetic!: string;
}

export class UnitGradeDto {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ['production', 'storage'] })
  kind!: string;

  @ApiProperty({ description: 'Σ q/Q' })
  s!: number;

  @ApiProperty({ description: 'S ≥ 1' })
  isMajor!: boolean;

  @ApiProperty()
  alpha!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'α·Σ β·q/Q; only of a major hazard source.' })
  r!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: '1 (gravest) to 4.' })
  level!: number | null;

  @ApiProperty({ type: [GradeLineDto] })
  lines!: GradeLineDto[];

  @ApiProperty()
  arithmetic!: string;
}

export class CriterionDto {
  @ApiProperty({ enum: ['listedProcess', 'listedChemical', 'majorHazard'] })
  code!: string;

  @ApiProperty()
  met!: boolean;

  @ApiProperty()
  reason!: LabelDto;

  @ApiProperty()
  basis!: string;
}

/** What a project is by its processes, substances and quantities, with the arithmetic. */
export class ScreeningDto {
  @ApiProperty()
  inScope!: boolean;

  @ApiProperty({ type: [CriterionDto] })
  reasons!: CriterionDto[];

  @ApiProperty({ type: [Object] })
  listedProcesses!: { code: string; name: LabelDto }[];

  @ApiProperty({ type: [Object] })
  listedChemicals!: { key: string; cas: string; name: LabelDto }[];

  @ApiProperty({ type: [Object] })
  controlled!: { cas: string; name: LabelDto; list: string }[];

  @ApiProperty({ type: [UnitGradeDto] })
  units!: UnitGradeDto[];

  @ApiProperty({ type: Number, nullable: true, description: 'Gravest level of all units.' })
  level!: number | null;

  @ApiProperty({ description: 'Facts for the routing table.', type: 'object', additionalProperties: true })
  routingFacts!: Record<string, string | number | boolean | string[]>;
}

export class PreCheckDto {
  @ApiProperty({ description: 'Nothing is missing or contradictory: it can be submitted.' })
  clean!: boolean;

  @ApiProperty({ type: [FieldFault] })
  problems!: FieldFault[];

  @ApiProperty()
  screening!: ScreeningDto;
}

export class SubmitDto {
  @ApiProperty({ description: 'Version of the working copy that is submitted.' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class PointAnswerDto {
  @ApiProperty({ description: 'Number of the point, from 1.' })
  @IsInt()
  @Min(1)
  number!: number;

  @ApiProperty()
  @IsString()
  @Length(1, 2000)
  answer!: string;
}

export class ResubmitDto extends SubmitDto {
  @ApiPropertyOptional({ description: 'Whatever there is to say beyond the points.' })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  explanation?: string;

  @ApiPropertyOptional({ type: [PointAnswerDto], description: 'One per point.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => PointAnswerDto)
  answers?: PointAnswerDto[];

  @ApiPropertyOptional({ type: [String], description: 'Documents uploaded before, beside those of the application.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  documents?: string[];
}

export class SubmissionReceiptDto extends ReceiptDto {
  @ApiProperty()
  applicationId!: string;

  @ApiProperty({ description: 'The submitted version that it made.' })
  submitted!: number;

  @ApiProperty({ example: 'LS-2026-000012' })
  caseNo!: string;
}

export class VersionSummaryDto {
  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'SHA-256 of the canonical JSON.' })
  hash!: string;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  submittedAt!: string;

  @ApiProperty()
  submittedByName!: string;
}

export class VersionDto extends VersionSummaryDto {
  @ApiProperty({ type: ApplicationDraftDto })
  application!: ApplicationDraftDto;
}

export class FieldChangeDto {
  @ApiProperty({
    example: 'substances[2].quantityT',
    description: 'In the later version; in the earlier for what fell.',
  })
  path!: string;

  @ApiProperty()
  label!: LabelDto;

  @ApiProperty({ enum: ['added', 'removed', 'changed'] })
  kind!: string;

  @ApiProperty({ nullable: true, description: 'Absent before: null.' })
  before!: unknown;

  @ApiProperty({ nullable: true, description: 'Absent after: null.' })
  after!: unknown;
}

export class VersionComparisonDto {
  @ApiProperty()
  from!: number;

  @ApiProperty()
  to!: number;

  @ApiProperty({ type: [FieldChangeDto] })
  differences!: FieldChangeDto[];
}
