import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { LabelDto } from '../cases/case.dto';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { PagedQuery } from '../common/paged-query';

export class HeldProxyLoadDto {
  @ApiProperty()
  principal!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Open tasks that you may answer for them.' })
  open!: number;

  @ApiProperty()
  overdue!: number;
}

export class MemberLoadDto {
  @ApiProperty()
  org!: string;

  @ApiProperty()
  personId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Open tasks claimed by or assigned to the person.' })
  open!: number;

  @ApiProperty()
  overdue!: number;
}

export class HomeDto {
  @ApiProperty({ description: 'Of your tasks: due today and not yet overdue.' })
  dueToday!: number;

  @ApiProperty()
  overdue!: number;

  @ApiProperty({ description: 'Their clock is stopped.' })
  stopped!: number;

  @ApiProperty({ description: 'You asked others (加签, 委派) and wait for them.' })
  waitingForOthers!: number;

  @ApiProperty({ type: [HeldProxyLoadDto], description: 'Proxies that you hold today.' })
  proxies!: HeldProxyLoadDto[];

  @ApiProperty({ type: [MemberLoadDto], description: 'People of the organisations that you lead; empty for others.' })
  team!: MemberLoadDto[];
}

export class DepartmentLightDto {
  @ApiProperty()
  org!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ['red', 'yellow', 'green'], description: 'Red: something is overdue. Yellow: a warning is on.' })
  light!: string;

  @ApiProperty()
  open!: number;

  @ApiProperty()
  overdue!: number;

  @ApiProperty({ description: 'Past the warning, not yet overdue.' })
  warned!: number;

  @ApiProperty()
  stopped!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Working days for a task over the last `averageDays`.' })
  averageWorkingDays!: number | null;
}

export class StageHeatDto {
  @ApiProperty()
  process!: string;

  @ApiProperty()
  processName!: LabelDto;

  @ApiProperty()
  stage!: string;

  @ApiProperty()
  stageName!: LabelDto;

  @ApiProperty()
  open!: number;

  @ApiProperty()
  overdue!: number;
}

export class DeadlineDto {
  @ApiProperty({ example: '2026-12-01' })
  day!: string;

  @ApiProperty()
  due!: number;
}

export class SupervisionDto {
  @ApiProperty({ description: 'Days back over which the averages are taken: a setting.' })
  averageDays!: number;

  @ApiProperty({ type: [DepartmentLightDto] })
  departments!: DepartmentLightDto[];

  @ApiProperty({ type: [StageHeatDto] })
  stages!: StageHeatDto[];

  @ApiProperty({
    type: [DeadlineDto],
    description: 'The days ahead, as many as the setting says; days without a deadline too.',
  })
  deadlines!: DeadlineDto[];
}

export const FIGURE_TABLES = ['departments', 'stages', 'deadlines'] as const;
export type FigureTable = (typeof FIGURE_TABLES)[number];

export class FigureTableQuery {
  @ApiProperty({ enum: FIGURE_TABLES, description: 'Which chart.' })
  @IsIn(FIGURE_TABLES)
  of!: FigureTable;
}

export class DiagramParam {
  @ApiProperty({ example: 'jointReview' })
  @IsString()
  @Length(1, 60)
  process!: string;
}

/** A procedure as it is drawn: what new cases of today start on. */
export class DiagramDto {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Stages with their ways, as in a definition.',
  })
  machine!: unknown;
}

export class DrillDownQuery extends PagedQuery() {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 64)
  org?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 60)
  process?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 60)
  stage?: string;

  @ApiPropertyOptional({ enum: ['overdue', 'warned', 'stopped'] })
  @IsOptional()
  @IsIn(['overdue', 'warned', 'stopped'])
  light?: 'overdue' | 'warned' | 'stopped';

  @ApiPropertyOptional({ description: 'Number, title or enterprise contains it.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  q?: string;

  @ApiPropertyOptional({ description: 'Due on this day.' })
  @IsOptional()
  @IsLocalDay()
  dueDay?: string;
}
