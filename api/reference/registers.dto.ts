import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
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
import { CREDIT_LISTS, type CreditList } from '../../workflows/domain/credit';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { NamesDto } from '../organisations/organisations.dto';

const MOST = 1_000_000;
const amount = { type: Number, nullable: true, minimum: 0 } as const;

/** A limit of a park; null while it was not set. */
function OptionalAmount(): PropertyDecorator {
  return (target, key) => {
    ApiProperty(amount)(target, key);
    IsOptional()(target, key);
    IsNumber({ maxDecimalPlaces: 4 })(target, key);
    Min(0)(target, key);
    Max(MOST)(target, key);
  };
}

function Amount(): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ minimum: 0 })(target, key);
    IsNumber({ maxDecimalPlaces: 4 })(target, key);
    Min(0)(target, key);
    Max(MOST)(target, key);
  };
}

function Count(): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ minimum: 0 })(target, key);
    IsInt()(target, key);
    Min(0)(target, key);
    Max(MOST)(target, key);
  };
}

class LevelLimitsDto {
  @OptionalAmount() 1!: number | null;
  @OptionalAmount() 2!: number | null;
  @OptionalAmount() 3!: number | null;
  @OptionalAmount() 4!: number | null;
}

class LevelCountsDto {
  @Count() 1!: number;
  @Count() 2!: number;
  @Count() 3!: number;
  @Count() 4!: number;
}

class RescueDto {
  @ApiProperty({ description: 'Rescuers on duty.' })
  @IsInt()
  @Min(0)
  @Max(MOST)
  people!: number;

  @ApiProperty({ type: LevelCountsDto, description: 'Needed for each major hazard source, by its level.' })
  @IsObject()
  @ValidateNested()
  @Type(() => LevelCountsDto)
  perUnit!: LevelCountsDto;
}

class CapacityDto {
  @OptionalAmount()
  sumR!: number | null;

  @ApiProperty({ type: LevelLimitsDto })
  @IsObject()
  @ValidateNested()
  @Type(() => LevelLimitsDto)
  units!: LevelLimitsDto;

  @OptionalAmount()
  population!: number | null;

  @OptionalAmount()
  wasteT!: number | null;

  @ApiProperty({ type: RescueDto, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RescueDto)
  rescue!: RescueDto | null;
}

class LoadDto {
  @Amount()
  sumR!: number;

  @ApiProperty({ type: LevelCountsDto })
  @IsObject()
  @ValidateNested()
  @Type(() => LevelCountsDto)
  units!: LevelCountsDto;

  @Count()
  population!: number;

  @Amount()
  wasteT!: number;

  @Count()
  wasteUnstated!: number;
}

class HoldingDto {
  @ApiProperty({ example: 'HWEDZ-H1' })
  @Matches(/^[\w-]{1,60}$/)
  key!: string;

  @ApiProperty()
  @IsString()
  @Length(2, 100)
  enterprise!: string;

  @ApiProperty()
  @IsString()
  @Length(2, 200)
  project!: string;

  @ApiProperty({ type: LoadDto })
  @IsObject()
  @ValidateNested()
  @Type(() => LoadDto)
  load!: LoadDto;

  @ApiProperty()
  @IsLocalDay()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Last day; null while it stands.' })
  @IsOptional()
  @IsLocalDay()
  effectiveTo!: string | null;

  @ApiProperty()
  @IsString()
  @Length(2, 300)
  source!: string;
}

/** What a park can bear and what stands in it; its code is in the address. */
export class PutParkDto {
  @ApiProperty({ type: NamesDto })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  name!: NamesDto;

  @ApiProperty({ type: [String], description: 'Other names under which applications have it.' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(2, 100, { each: true })
  aliases!: string[];

  @ApiProperty({ type: CapacityDto })
  @IsObject()
  @ValidateNested()
  @Type(() => CapacityDto)
  capacity!: CapacityDto;

  @ApiProperty({ type: [HoldingDto] })
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => HoldingDto)
  holdings!: HoldingDto[];

  @ApiProperty({ description: 'Document by which the figures were set.' })
  @IsString()
  @Length(2, 300)
  source!: string;
}

export class ParkRowDto extends PutParkDto {
  @ApiProperty()
  code!: string;

  @ApiProperty({ description: 'Of the row; sent back with a change.' })
  revision!: number;

  @ApiProperty({ description: 'Day from which this revision holds.' })
  effectiveFrom!: string;
}

export class ParkParam {
  @ApiProperty({ example: 'HWEDZ' })
  @Matches(/^[A-Z][A-Z0-9_-]{1,39}$/)
  code!: string;
}

/** An entry of a credit list; its key is in the address. */
export class PutCreditRecordDto {
  @ApiProperty({ description: 'Code of the enterprise.' })
  @IsString()
  @Length(1, 60)
  org!: string;

  @ApiProperty({ enum: CREDIT_LISTS })
  @IsIn(CREDIT_LISTS)
  list!: CreditList;

  @ApiProperty({ type: NamesDto, description: 'Name of the list.' })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  name!: NamesDto;

  @ApiProperty({ type: NamesDto })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  reason!: NamesDto;

  @ApiProperty()
  @IsString()
  @Length(2, 300)
  basis!: string;

  @ApiProperty({ description: 'Code of the authority that decided it.' })
  @IsString()
  @Length(1, 60)
  decidedBy!: string;

  @ApiProperty({ description: 'Decision or platform that the entry comes from.' })
  @IsString()
  @Length(2, 300)
  source!: string;

  @ApiProperty({ description: 'First day on the list.' })
  @IsLocalDay()
  from!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Last day on the list; null while it is open.' })
  @IsOptional()
  @IsLocalDay()
  until!: string | null;
}

export class CreditRowDto extends PutCreditRecordDto {
  @ApiProperty()
  key!: string;

  @ApiProperty({ description: 'Of the row; sent back with a change.' })
  revision!: number;
}

export class CreditParam {
  @ApiProperty({ example: 'FIRM_B:good' })
  @Matches(/^[\w-]{1,60}:[A-Za-z]{1,30}(:\d{4}-\d{2}-\d{2})?$/)
  key!: string;
}

/** Which revision a change was made from: two people who change the same row do not undo each other. */
export class RevisionQuery {
  @ApiPropertyOptional({ minimum: 0, description: 'Revision that was seen; 0 for a new row.' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  revision!: number;
}
