import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PRIORITIES, type Priority } from '../../workflows/engine/state';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { FOLLOW, type Follow } from './follow-ups.service';
import { HELD, type Held } from './offers';
import { CaseDetailDto, ClockDto, LabelDto } from '../cases/case.dto';
import { PagedQuery } from '../common/paged-query';

export const TABS = ['todo', 'waiting', 'done', 'started', 'copied', 'watched', 'followUp'] as const;
export type Tab = (typeof TABS)[number];

export class TaskRowDto {
  @ApiProperty()
  taskId!: string;

  @ApiProperty()
  caseId!: string;

  @ApiProperty()
  caseNo!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  process!: string;

  @ApiProperty()
  processName!: LabelDto;

  @ApiProperty()
  partyName!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['good', 'listed'],
    description:
      'Credit of the enterprise when the case began. Good credit goes first among tasks due at the same moment.',
  })
  credit!: string | null;

  @ApiProperty({ enum: PRIORITIES, description: '紧急程度 of the case; always `normal` for the enterprise.' })
  priority!: Priority;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '2026-12-01',
    description: '跟进日期 that you set yourself; nobody else sees it.',
  })
  followUp!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Department of a parallel review.' })
  branch!: string | null;

  @ApiProperty()
  stage!: string;

  @ApiProperty()
  stageName!: LabelDto;

  @ApiProperty({ enum: ['stage', 'signBefore', 'signAfter', 'signBeside', 'delegated', 'confirm'] })
  kind!: string;

  @ApiProperty({ enum: ['open', 'waiting', 'answered', 'suspended', 'done', 'cancelled'] })
  status!: string;

  @ApiProperty({ description: 'Claimed by you.' })
  claimed!: boolean;

  @ApiProperty({ description: 'Nobody was found for it: it lies with the supervisor.' })
  fallback!: boolean;

  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;

  @ApiProperty({ description: 'Epoch milliseconds.' })
  openedAt!: number;

  @ApiProperty({ type: Number, nullable: true })
  closedAt!: number | null;

  @ApiProperty({ description: 'Working days since it arrived, until it was closed.' })
  daysOpen!: number;

  @ApiProperty({
    type: [String],
    description:
      'Names of others who hold it: who claimed it or was named. Empty for the enterprise and once it is closed.',
  })
  with!: string[];

  @ApiProperty({
    type: [String],
    description:
      'Names of the persons whose answer it waits for: 加签, 委派. Empty for the enterprise and where nobody was asked by name.',
  })
  asked!: string[];

  @ApiProperty({
    type: [String],
    description:
      'Whose turn it is in the case besides the units of the task: organisations, `party` for the enterprise, `outside`.',
  })
  court!: string[];

  @ApiProperty({ type: Number, nullable: true })
  dueAt!: number | null;

  @ApiProperty({ type: String, nullable: true })
  dueDay!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Working days left until the due day; negative when overdue, null without limit or while stopped.',
  })
  daysLeft!: number | null;

  @ApiProperty()
  provisional!: boolean;

  @ApiProperty()
  stopped!: boolean;

  @ApiProperty()
  overdue!: boolean;

  @ApiProperty()
  urgedCount!: number;

  @ApiProperty({ description: 'Not opened by you yet.' })
  unread!: boolean;
}

export class TaskPage {
  @ApiProperty({ type: [TaskRowDto] })
  items!: TaskRowDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class TabCountsDto {
  @ApiProperty()
  todo!: number;

  @ApiProperty({ description: 'Lie with you but rest until somebody else has answered.' })
  waiting!: number;

  @ApiProperty()
  done!: number;

  @ApiProperty()
  started!: number;

  @ApiProperty()
  copied!: number;

  @ApiProperty()
  watched!: number;

  @ApiProperty({ description: '跟进: not closed, with a follow-up day of yours.' })
  followUp!: number;

  @ApiProperty({ description: 'Of 跟进: the day has come.' })
  followUpDue!: number;

  @ApiProperty({ description: 'Of 待办: past the due moment.' })
  overdue!: number;
}

export const SORTS = ['due', 'opened', 'priority', 'followUp'] as const;
export type Sort = (typeof SORTS)[number];

export class FollowUpDto {
  @ApiProperty({ example: '2026-12-01', description: 'Day on which you want to come back to it, from today on.' })
  @IsLocalDay()
  day!: string;
}

export class TaskQuery extends PagedQuery() {
  @ApiPropertyOptional({ enum: TABS, default: 'todo' })
  @IsOptional()
  @IsIn(TABS)
  tab: Tab = 'todo';

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

  @ApiPropertyOptional({ description: 'Part of the number, the title or the name of the enterprise.' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  q?: string;

  @ApiPropertyOptional({ enum: ['today', 'week', 'overdue', 'stopped'] })
  @IsOptional()
  @IsIn(['today', 'week', 'overdue', 'stopped'])
  due?: 'today' | 'week' | 'overdue' | 'stopped';

  @ApiPropertyOptional({
    enum: HELD,
    description: 'Of `todo`: what you claimed or were given by name, what is unclaimed, what you have by proxy alone.',
  })
  @IsOptional()
  @IsIn(HELD)
  held?: Held;

  @ApiPropertyOptional({
    example: 'EMB',
    description:
      'A unit whose task it is, that asks for the signature (加签, 委派), or that leads the case: whichever of them.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  org?: string;

  @ApiPropertyOptional({ enum: PRIORITIES, description: '紧急程度.' })
  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional({
    enum: FOLLOW,
    description: 'With a follow-up day of yours: that has come, that comes within seven days, any.',
  })
  @IsOptional()
  @IsIn(FOLLOW)
  follow?: Follow;

  @ApiPropertyOptional({
    description: 'Of `todo`: what lies by name with this member of an organisation that you lead, instead of with you.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  member?: string;

  @ApiPropertyOptional({
    enum: SORTS,
    default: 'due',
    description:
      'Nearest due first; newest first; most urgent first; nearest follow-up day first, the others after it.',
  })
  @IsOptional()
  @IsIn(SORTS)
  sort: Sort = 'due';
}

export class OfferedOutcomeDto {
  @ApiProperty({ example: 'conditional' })
  code!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({ enum: ['forward', 'return'] })
  kind!: string;

  @ApiProperty({ enum: ['positive', 'neutral', 'negative'] })
  tone!: string;

  @ApiProperty({
    type: [String],
    description: 'What it demands: `opinion`, `conditions`, `attachment`, `secondPerson`, `field:<key>`.',
  })
  demands!: string[];

  @ApiProperty({
    type: [String],
    description: 'Stages to choose from when the return goes to a stage of choice; empty otherwise.',
  })
  targets!: string[];
}

export class FormQuestionDto {
  @ApiProperty({ example: 'majorHazard' })
  code!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({ example: 'GB 18218-2018' })
  basis!: string;
}

export class FormFieldDto {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({
    enum: [
      'text',
      'longText',
      'number',
      'date',
      'boolean',
      'choice',
      'conditions',
      'points',
      'attendance',
      'findings',
      'documents',
    ],
  })
  type!: string;

  @ApiProperty()
  required!: boolean;

  @ApiProperty({ type: [Object] })
  choices!: { code: string; name: LabelDto }[];

  @ApiProperty({ type: [FormQuestionDto], description: 'For `findings`: what you are asked.' })
  questions!: FormQuestionDto[];

  @ApiProperty({ type: LabelDto, nullable: true })
  help!: LabelDto | null;

  @ApiProperty({ type: String, nullable: true })
  basis!: string | null;
}

export class TaskDetailDto extends TaskRowDto {
  @ApiProperty({ type: [OfferedOutcomeDto], description: 'Empty when you may not answer it.' })
  outcomes!: OfferedOutcomeDto[];

  @ApiProperty({ type: [FormFieldDto] })
  fields!: FormFieldDto[];

  @ApiProperty({ type: [String], description: 'Clauses that the stage rests on.' })
  basis!: string[];

  @ApiProperty({ type: ClockDto, nullable: true })
  clock!: ClockDto | null;

  @ApiProperty({ type: [String], description: 'Commands on the task that you may give now.' })
  actions!: string[];

  @ApiProperty()
  case!: CaseDetailDto;
}

export class PreviewDto {
  @ApiProperty({ type: [Object], description: 'Opinions that stay.' })
  stay!: { branch: string; name: string; result: string }[];

  @ApiProperty({ type: [Object], description: 'Opinions that fall.' })
  fall!: { branch: string; name: string; result: string }[];

  @ApiProperty({ type: [Object], description: 'Tasks that are closed or rest.' })
  closed!: { taskId: string; stageName: LabelDto; branch: string | null; how: string }[];

  @ApiProperty({ type: [Object], description: 'Tasks that are opened, and for whom.' })
  opened!: { stageName: LabelDto; branch: string | null; with: string[] }[];

  @ApiProperty({ type: [String], description: 'Who is told.' })
  told!: string[];

  @ApiProperty({ type: [Object], description: 'Due days that move.' })
  clocks!: { name: LabelDto; before: string | null; after: string | null }[];
}
