import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { LabelDto } from '../cases/case.dto';
import { IsLocalDay } from '../common/is-local-day.decorator';

export class StatisticsQuery {
  @ApiProperty({ example: '2026-10-01', description: 'First day.' })
  @IsLocalDay()
  from!: string;

  @ApiProperty({ example: '2026-12-31', description: 'Last day.' })
  @IsLocalDay()
  to!: string;

  @ApiPropertyOptional({ description: 'Procedure; all when absent.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  process?: string;
}

export class LateReasonDto {
  @ApiProperty({ description: 'Limit that ran out.' })
  limit!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty()
  count!: number;

  @ApiProperty({ description: 'Of them: the clock had been stopped on a lawful ground before.' })
  stopped!: number;
}

export class DepartmentFiguresDto {
  @ApiProperty()
  org!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Tasks opened in the period.' })
  received!: number;

  @ApiProperty({ description: 'Answered in the period.' })
  done!: number;

  @ApiProperty()
  inTime!: number;

  @ApiProperty()
  late!: number;

  @ApiProperty({ type: [LateReasonDto] })
  lateReasons!: LateReasonDto[];

  @ApiProperty({ description: 'Not answered at the end of the period.' })
  open!: number;

  @ApiProperty({ description: 'Of those open: past the due moment.' })
  overdue!: number;

  @ApiProperty({ description: 'Answers that sent the case back.' })
  returns!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'From opening to answer.' })
  averageWorkingDays!: number | null;
}
