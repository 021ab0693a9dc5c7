import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { LabelDto } from '../cases/case.dto';
import { PagedQuery } from '../common/paged-query';

/** In the order of their life. */
export const OBLIGATION_STATES = ['toFulfil', 'toCheck', 'toConfirm', 'fulfilled', 'lifted', 'closed'] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

export class SentBackDto {
  @ApiProperty({ description: 'Epoch milliseconds.' })
  at!: number;

  @ApiProperty({ description: 'What the department found missing.' })
  reason!: string;
}

export class ObligationDto {
  @ApiProperty({ description: 'The case under which it is followed.' })
  caseId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Life of the project.' })
  projectCaseId!: string | null;

  @ApiProperty({ description: 'Project.' })
  title!: string;

  @ApiProperty()
  partyName!: string;

  @ApiProperty({ description: 'What has to be done.' })
  text!: string;

  @ApiProperty({ description: 'Who answers for it in the enterprise.' })
  owner!: string;

  @ApiProperty({ example: 'FRB', description: 'Department that set it and checks it.' })
  setBy!: string;

  @ApiProperty({ example: '2027-02-22' })
  dueDay!: string;

  @ApiProperty({ type: LabelDto, description: 'Step that the project cannot take while it is open.' })
  checkPoint!: LabelDto;

  @ApiProperty({ enum: OBLIGATION_STATES })
  state!: ObligationState;

  @ApiProperty()
  overdue!: boolean;

  @ApiProperty({
    type: SentBackDto,
    nullable: true,
    description: 'Why it was sent back last, while it has to be done again.',
  })
  sentBack!: SentBackDto | null;

  @ApiProperty({ type: String, nullable: true, description: 'Task on it that lies with you.' })
  yourTask!: string | null;

  @ApiProperty({ description: 'You may open its case.' })
  mayOpen!: boolean;
}

export class ObligationPage {
  @ApiProperty({ type: [ObligationDto] })
  items!: ObligationDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class ObligationQuery extends PagedQuery() {
  @ApiPropertyOptional({ enum: ['open', 'closed'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'closed'])
  which: 'open' | 'closed' = 'open';
}
