import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
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
import { IsLocalDay } from '../common/is-local-day.decorator';
import { NamesDto, OrganisationDto } from '../organisations/organisations.dto';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

class StopReasonDto {
  @ApiProperty({ example: 'correction' })
  @IsString()
  @Matches(/^[a-z][A-Za-z0-9]{1,39}$/)
  code!: string;

  @ApiProperty({ type: NamesDto })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  name!: NamesDto;

  @ApiProperty({ example: '行政许可法 第四十五条' })
  @IsString()
  @Length(2, 200)
  basis!: string;
}

class ExtensionDto {
  @ApiProperty({ description: 'Most that all extensions together may add, in the unit of the limit.' })
  @IsNumber()
  @Min(1)
  @Max(10_000)
  cap!: number;

  @ApiProperty({ description: 'Role that may grant it.' })
  @IsString()
  @Length(1, 100)
  grantedBy!: string;

  @ApiProperty()
  @IsString()
  @Length(2, 200)
  basis!: string;
}

/** A version of a limit; its key is in the address. */
export class PutLimitDto {
  @ApiProperty({ type: NamesDto })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  name!: NamesDto;

  @ApiProperty({ enum: ['WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH'] })
  @IsIn(['WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH'])
  unit!: 'WORKING_DAY' | 'NATURAL_DAY' | 'HOUR' | 'MONTH';

  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(10_000)
  amount!: number;

  @ApiProperty({ type: [StopReasonDto], description: 'Grounds on which the clock may stop; empty: none.' })
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique(({ code }: StopReasonDto) => code)
  @ValidateNested({ each: true })
  @Type(() => StopReasonDto)
  stoppableFor!: StopReasonDto[];

  @ApiPropertyOptional({ type: ExtensionDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ExtensionDto)
  extension?: ExtensionDto;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  rollsToWorkingDay?: boolean;

  @ApiPropertyOptional({ minimum: 0.1, maximum: 1 })
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(1)
  warnAt?: number;

  @ApiProperty()
  @IsString()
  @Length(2, 300)
  legalBasis!: string;

  @ApiProperty({ description: 'Clause that the number comes from, or `design`.' })
  @IsString()
  @Length(2, 300)
  source!: string;

  @ApiProperty({ example: '2027-01-01' })
  @IsLocalDay()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Last day; null while open.' })
  @IsOptional()
  @IsLocalDay()
  effectiveTo: string | null = null;
}

export class LimitDto extends PutLimitDto {
  @ApiProperty({ example: 'jointReview.acceptance' })
  key!: string;
}

/** A setting; its key is in the address. */
export class PutSettingDto {
  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(10_000)
  value!: number;

  @ApiProperty({ example: '2027-01-01', description: 'Today or later.' })
  @IsLocalDay()
  effectiveFrom!: string;

  @ApiProperty({ description: 'Document that the change rests on.' })
  @IsString()
  @Length(2, 300)
  source!: string;

  @ApiProperty({ description: 'Why it is changed; stays on the trail.' })
  @IsString()
  @Length(2, 500)
  reason!: string;
}

/** A published year; the year is in the address. */
export class PutCalendarDto {
  @ApiProperty({
    type: [String],
    example: ['2026-10-01'],
    description: 'Days off, weekends that the notice names included.',
  })
  @IsArray()
  @ArrayMaxSize(366)
  @ArrayUnique()
  @Matches(DAY, { each: true })
  off!: string[];

  @ApiProperty({ type: [String], example: ['2026-10-10'], description: 'Weekend days on which work is done.' })
  @IsArray()
  @ArrayMaxSize(104)
  @ArrayUnique()
  @Matches(DAY, { each: true })
  makeUp!: string[];

  @ApiProperty({ description: 'The notice, with its number.' })
  @IsString()
  @Length(4, 300)
  source!: string;
}

export class CalendarDto extends PutCalendarDto {
  @ApiProperty()
  year!: number;

  @ApiProperty({ description: 'Grows with every correction.' })
  version!: number;
}

export class SourceDto {
  @ApiProperty()
  source!: string;

  @ApiProperty()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true })
  effectiveTo!: string | null;
}

export class ReferenceSetDto {
  @ApiProperty({ example: 'processes' })
  set!: string;

  @ApiProperty({ description: 'Grows with every change.' })
  version!: number;

  @ApiProperty({ type: [SourceDto] })
  sources!: SourceDto[];

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  items!: unknown[];
}

export class PastQuery {
  @ApiPropertyOptional({
    enum: ['true'],
    description: 'With rows that no longer hold, to name what was entered while they did.',
  })
  @IsOptional()
  @IsIn(['true'])
  past?: 'true';
}

export class LimitSetDto extends ReferenceSetDto {
  @ApiProperty({ type: [LimitDto] })
  declare items: LimitDto[];
}

export class CalendarSetDto extends ReferenceSetDto {
  @ApiProperty({ type: [CalendarDto] })
  declare items: CalendarDto[];
}

export class OrganisationSetDto {
  @ApiProperty()
  version!: number;

  @ApiProperty({ type: [OrganisationDto] })
  items!: OrganisationDto[];
}

/** The tables of GB 18218-2018 together. */
export class MajorHazardTablesDto {
  @ApiProperty()
  version!: number;

  @ApiProperty({ type: ReferenceSetDto, description: 'Table 1: critical quantities of named substances.' })
  table1!: ReferenceSetDto;

  @ApiProperty({ type: ReferenceSetDto, description: 'Tables 2 and 4: categories with critical quantity and β.' })
  categories!: ReferenceSetDto;

  @ApiProperty({ type: ReferenceSetDto, description: 'Table 3: β of named gases.' })
  beta!: ReferenceSetDto;

  @ApiProperty({ type: ReferenceSetDto, description: 'Table 5: α by population.' })
  alpha!: ReferenceSetDto;

  @ApiProperty({ type: ReferenceSetDto, description: 'Table 6: levels by R.' })
  levels!: ReferenceSetDto;
}

export class RevisionDto extends SourceDto {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  revision!: number;

  @ApiProperty({ description: 'Person id, or `seed`.' })
  by!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the person; null for what was shipped.' })
  byName!: string | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: unknown;
}
