import { ApiProperty } from '@nestjs/swagger';
import { LabelDto } from './case.dto';

export class MatrixQuestionDto {
  @ApiProperty({ example: 'majorHazard', description: '`overall` where the procedure asks no single questions.' })
  code!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({ type: String, nullable: true })
  basis!: string | null;

  @ApiProperty({ description: 'Answers that are still missing.' })
  missing!: number;
}

export class MatrixDepartmentDto {
  @ApiProperty({ example: 'EMB' })
  org!: string;

  @ApiProperty({ example: '区应急管理局' })
  name!: string;

  @ApiProperty({ enum: ['notStarted', 'draft', 'inReview', 'ready', 'resting'], description: 'Ready: signed.' })
  state!: string;

  @ApiProperty({ type: String, nullable: true, example: 'CONDITIONAL', description: 'Null when it is not for you.' })
  opinion!: string | null;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty()
  overdue!: boolean;
}

export class MatrixCellDto {
  @ApiProperty()
  org!: string;

  @ApiProperty()
  question!: string;

  @ApiProperty({ enum: ['notStarted', 'draft', 'inReview', 'ready', 'resting'] })
  state!: string;

  @ApiProperty({ description: 'Not signed yet, or signed without an answer to this question.' })
  missing!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      '`met`, `notMet`, `notApplicable`; an opinion code for `overall`. Null without answer, or when it is not for you.',
  })
  finding!: string | null;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
}

/** Departments × questions of a review, what is missing first. */
export class ReviewMatrixDto {
  @ApiProperty({ type: [MatrixQuestionDto] })
  questions!: MatrixQuestionDto[];

  @ApiProperty({ type: [MatrixDepartmentDto] })
  departments!: MatrixDepartmentDto[];

  @ApiProperty({ type: [MatrixCellDto], description: 'One for each question that a department is asked.' })
  cells!: MatrixCellDto[];
}
