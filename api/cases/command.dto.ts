import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { localDay, type Day } from '../../workflows/domain/calendar';
import { PRIORITIES, type Priority } from '../../workflows/engine/state';

export class BackdatedDto {
  @ApiProperty({ example: '2026-03-02T08:00:00Z', description: 'When the act really happened.' })
  @IsISO8601()
  at!: string;

  @ApiProperty({ description: 'Document that proves it.' })
  @IsString()
  @Length(1, 64)
  evidence!: string;
}

/** Local day on which an act that is recorded now happened. */
export function dayOfAct({ backdated }: { backdated?: BackdatedDto }): Day {
  return localDay(backdated ? Date.parse(backdated.at) : Date.now());
}

/** What every command may carry. */
export class CommandDto {
  @ApiPropertyOptional({ description: 'Refuse with 409 when the case has moved on from this event.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  expectedSeq?: number;

  @ApiPropertyOptional({ description: '代理: the person on whose behalf you act.' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  onBehalfOf?: string;

  @ApiPropertyOptional({ type: BackdatedDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => BackdatedDto)
  backdated?: BackdatedDto;
}

export class TargetDto {
  @ApiProperty({ example: 'departmentReview' })
  @IsString()
  @Length(1, 60)
  stage!: string;

  @ApiPropertyOptional({ type: [String], example: ['EMB'], description: 'Only these branches of the block.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  branches?: string[];
}

export class CompleteTaskDto extends CommandDto {
  @ApiProperty({ example: 'agree' })
  @IsString()
  @Length(1, 60)
  outcome!: string;

  @ApiPropertyOptional({
    description: 'Field values by key, as the form of the stage declares them; `opinion` is the opinion text.',
    type: Object,
  })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [String], description: 'Documents uploaded before.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  attachments?: string[];

  @ApiPropertyOptional({ type: TargetDto, description: 'For a return to a stage of choice.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TargetDto)
  target?: TargetDto;
}

export class ReasonDto extends CommandDto {
  @ApiProperty()
  @IsString()
  @Length(2, 500)
  reason!: string;
}

export class ReasonAndBasisDto extends ReasonDto {
  @ApiProperty({ example: '行政许可法 第六十九条' })
  @IsString()
  @Length(2, 200)
  basis!: string;
}

export class ReopenDto extends ReasonAndBasisDto {
  @ApiProperty({ example: 'decisionDraft' })
  @IsString()
  @Length(1, 60)
  stage!: string;
}

export class PersonReasonDto extends ReasonDto {
  @ApiProperty({ description: 'Person id.' })
  @IsString()
  @Length(1, 64)
  to!: string;
}

export class AddSignerDto extends ReasonDto {
  @ApiProperty({ description: 'Person id.' })
  @IsString()
  @Length(1, 64)
  person!: string;

  @ApiProperty({ enum: ['before', 'after', 'beside'] })
  @IsIn(['before', 'after', 'beside'])
  where!: 'before' | 'after' | 'beside';
}

export class StopClockDto extends CommandDto {
  @ApiProperty({ example: 'correction', description: 'Ground that the limit knows.' })
  @IsString()
  @Length(1, 60)
  ground!: string;

  @ApiProperty()
  @IsString()
  @Length(2, 500)
  note!: string;
}

export class ResumeClockDto extends CommandDto {
  @ApiProperty()
  @IsString()
  @Length(2, 500)
  note!: string;
}

export class ExtendDto extends ReasonAndBasisDto {
  @ApiProperty({ description: 'In the unit of the limit.' })
  @IsInt()
  @Min(1)
  @Max(1000)
  more!: number;
}

export class UrgeDto extends CommandDto {
  @ApiProperty()
  @IsString()
  @Length(1, 200)
  note!: string;
}

export class CommentDto extends CommandDto {
  @ApiProperty()
  @IsString()
  @Length(1, 2000)
  text!: string;

  @ApiPropertyOptional({ description: 'The task that it is about.' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  taskId?: string;

  @ApiPropertyOptional({ type: [String], description: 'Persons asked to answer.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  mentions?: string[];
}

export class PriorityDto extends ReasonDto {
  @ApiProperty({ enum: PRIORITIES, description: '普通, 加急, 特急（党政机关公文处理工作条例 第九条）.' })
  @IsIn(PRIORITIES)
  priority!: Priority;
}

export class CopyDto extends CommandDto {
  @ApiProperty({ type: [String], description: 'Person ids.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  persons!: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(0, 200)
  note?: string;
}

export class RecuseDto extends ReasonAndBasisDto {
  @ApiProperty({ description: 'Person id.' })
  @IsString()
  @Length(1, 64)
  person!: string;
}

export class HandOverDto extends ReasonDto {
  @ApiProperty()
  @IsString()
  @Length(1, 64)
  from!: string;

  @ApiProperty()
  @IsString()
  @Length(1, 64)
  to!: string;
}

export class AttachDto extends CommandDto {
  @ApiProperty({ description: 'Document uploaded before.' })
  @IsString()
  @Length(1, 64)
  documentId!: string;

  @ApiProperty({ example: 'siteVisitRecord' })
  @IsString()
  @Length(1, 60)
  kind!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  taskId?: string;

  @ApiPropertyOptional({ description: 'Document that it takes the place of.' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  replaces?: string;
}

export class MessageDto extends CommandDto {
  @ApiPropertyOptional({ type: Object, description: 'Facts of the answer, as the waiting stage takes them.' })
  @IsOptional()
  @IsObject()
  facts?: Record<string, string | number | boolean>;

  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  attachments?: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(2, 200)
  basis?: string;
}

export class MigrateDto extends ReasonDto {
  @ApiProperty({ description: 'Version to move to.' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class ReceiptDto {
  @ApiProperty({ example: 'LS-2026-000012' })
  caseId!: string;

  @ApiProperty({ description: 'Number of the event that recorded it.' })
  seq!: number;

  @ApiProperty({ enum: ['running', 'ended'] })
  status!: string;

  @ApiProperty({ type: String, nullable: true })
  result!: string | null;

  @ApiProperty({ type: [String], description: 'Tasks that it opened.' })
  opened!: string[];

  @ApiProperty({ description: 'Hash of the content first sent under this key.' })
  hash!: string;
}
