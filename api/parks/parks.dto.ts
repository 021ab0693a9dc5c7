import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { LabelDto } from '../cases/case.dto';
import { IsLocalDay } from '../common/is-local-day.decorator';

export class ParkDto {
  @ApiProperty({ example: 'HWEDZ' })
  code!: string;

  @ApiProperty()
  name!: LabelDto;
}

export class LedgerQuery {
  @ApiPropertyOptional({ example: '2026-12-31', description: 'The day for which the ledger is drawn up; today.' })
  @IsOptional()
  @IsLocalDay()
  day?: string;
}

export class LevelCountsDto {
  @ApiProperty()
  1!: number;

  @ApiProperty()
  2!: number;

  @ApiProperty()
  3!: number;

  @ApiProperty()
  4!: number;
}

export class ParkLoadDto {
  @ApiProperty({ description: 'Sum of R of the major hazard sources.' })
  sumR!: number;

  @ApiProperty({ description: 'Major hazard sources by level.' })
  units!: LevelCountsDto;

  @ApiProperty({ description: 'People within 500 m.' })
  population!: number;

  @ApiProperty({ description: 'Hazardous waste, tonnes a year.' })
  wasteT!: number;

  @ApiProperty({ description: 'Projects that bring hazardous waste without having stated how much.' })
  wasteUnstated!: number;
}

export class LedgerLineDto {
  @ApiProperty({ enum: ['sumR', 'level1', 'level2', 'level3', 'level4', 'population', 'rescue', 'waste'] })
  measure!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty()
  unit!: LabelDto;

  @ApiProperty()
  before!: number;

  @ApiProperty()
  added!: number;

  @ApiProperty()
  after!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Null: no limit was set.' })
  capacity!: number | null;

  @ApiProperty({ description: 'The limit would be passed.' })
  passed!: boolean;

  @ApiProperty({ description: 'It is passed already without the project.' })
  passedBefore!: boolean;

  @ApiProperty({ description: 'The arithmetic in words.' })
  arithmetic!: LabelDto;
}

export class LedgerEntryDto {
  @ApiProperty({ description: 'Key of a plant that stood before, or number of the joint review.' })
  key!: string;

  @ApiProperty({ enum: ['holding', 'case'] })
  kind!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The joint review, where you may open it.' })
  caseId!: string | null;

  @ApiProperty()
  enterprise!: string;

  @ApiProperty()
  project!: string;

  @ApiProperty()
  load!: ParkLoadDto;

  @ApiProperty({ type: String, nullable: true, description: 'Local day; null while it is under review.' })
  bookedOn!: string | null;

  @ApiProperty({ type: String, nullable: true })
  releasedOn!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'abandoned' })
  releasedFor!: string | null;
}

export class ParkLedgerDto {
  @ApiProperty()
  park!: ParkDto;

  @ApiProperty({ example: '2026-12-31' })
  day!: string;

  @ApiProperty({ type: [LedgerLineDto], description: 'What the park bears on that day against what it can bear.' })
  lines!: LedgerLineDto[];

  @ApiProperty({ type: [LedgerEntryDto] })
  entries!: LedgerEntryDto[];

  @ApiProperty({ type: [LedgerEntryDto], description: 'Projects that were released by that day.' })
  released!: LedgerEntryDto[];

  @ApiProperty({ type: [LedgerEntryDto], description: 'Projects in this park that were under review on that day.' })
  underReview!: LedgerEntryDto[];

  @ApiProperty({ description: 'Where the capacities come from.' })
  source!: string;

  @ApiProperty({ type: [LabelDto], description: 'What the records do not tell of that day, in sentences.' })
  unknown!: LabelDto[];
}

export class LedgerEffectDto {
  @ApiProperty({ type: ParkDto, nullable: true, description: 'Null outside of parks, and in a park without ledger.' })
  park!: ParkDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['outsidePark', 'noLedger'],
    description: 'Why there is no ledger to hold it against.',
  })
  without!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The park as the application names it.' })
  named!: string | null;

  @ApiProperty({ example: '2026-12-31' })
  day!: string;

  @ApiProperty({ description: 'Version of the application.' })
  applicationVersion!: number;

  @ApiProperty({ description: 'Not screened by the case yet: computed from what was submitted.' })
  provisional!: boolean;

  @ApiProperty()
  load!: ParkLoadDto;

  @ApiProperty({ type: [LedgerLineDto], description: 'Before and after this project alone.' })
  lines!: LedgerLineDto[];

  @ApiProperty({
    type: [LedgerLineDto],
    description: 'With all projects under review in the park; empty without others.',
  })
  withOthers!: LedgerLineDto[];

  @ApiProperty({ type: [LedgerEntryDto], description: 'The other projects under review in the park.' })
  others!: LedgerEntryDto[];
}
