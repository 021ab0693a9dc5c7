import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { ObjectionState } from '../../activities/store/objection.reader';
import type { Standing } from '../../activities/store/objection.schema';
import { PagedQuery } from '../common/paged-query';

const STANDINGS: readonly Standing[] = ['affected', 'resident', 'other'];
const STATES: readonly ObjectionState[] = ['received', 'checking', 'noted', 'hearing', 'dismissed'];

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class NoticeQuery extends PagedQuery({ most: 50 }) {
  @ApiPropertyOptional({
    enum: ['open', 'past'],
    description: 'Running notices, or those that are over; all when absent.',
  })
  @IsOptional()
  @IsIn(['open', 'past'])
  state?: 'open' | 'past';

  @ApiPropertyOptional({ description: 'Part of the name of the project or of the enterprise, or of the number.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;
}

/** 听证公告: when and where; anybody may come and listen. */
export class NoticeHearingDto {
  @ApiProperty({ example: '2027-03-20' })
  on!: string;

  @ApiProperty({ example: '9:30' })
  time!: string;

  @ApiProperty()
  place!: string;

  @ApiProperty({ description: 'Put off or not needed any more.' })
  calledOff!: boolean;
}

/** What the law publishes of a project before it is decided; nothing about people, no internal opinion. */
export class PublicNoticeDto {
  @ApiProperty({ example: 'LS-2026-000012-1' })
  noticeId!: string;

  @ApiProperty({ example: 'LS-2026-000012' })
  caseNo!: string;

  @ApiProperty()
  project!: string;

  @ApiProperty()
  enterprise!: string;

  @ApiProperty()
  site!: string;

  @ApiProperty()
  scale!: string;

  @ApiProperty({ description: 'Why it is a key-hazard project, in words.', type: [String] })
  risk!: string[];

  @ApiProperty({ enum: ['approve', 'approveWithConditions'], description: 'What is to be decided.' })
  proposal!: string;

  @ApiProperty({ description: 'The authority that publishes.' })
  authority!: string;

  @ApiProperty({ example: '2027-03-01' })
  from!: string;

  @ApiProperty({ example: '2027-03-08', description: 'Last day on which one may object.' })
  until!: string;

  @ApiProperty({ example: '2027-03-08', description: 'Last day on which a hearing can be asked for.' })
  hearingUntil!: string;

  @ApiProperty({ type: NoticeHearingDto, nullable: true, description: 'The hearing, once it is announced.' })
  hearing!: NoticeHearingDto | null;

  @ApiProperty({ enum: ['open', 'past'] })
  state!: 'open' | 'past';
}

export class OfficeDto {
  @ApiProperty()
  name!: string;

  @ApiProperty()
  address!: string;

  @ApiProperty()
  phone!: string;

  @ApiProperty()
  hours!: string;
}

export class PublicNoticeDetailDto extends PublicNoticeDto {
  @ApiProperty({ description: 'Whether an objection is taken now.' })
  mayObject!: boolean;

  @ApiProperty({ description: 'Whether a hearing may be asked for now.' })
  mayAskHearing!: boolean;

  @ApiProperty({ type: [String], description: 'Clauses that the notice rests on.' })
  basis!: string[];

  @ApiProperty({ type: OfficeDto, nullable: true, description: 'Where to object on paper or in person.' })
  office!: OfficeDto | null;

  @ApiProperty({ description: 'How personal data of who objects are used; to be agreed to.' })
  personalData!: string;
}

export class PublicNoticePage {
  @ApiProperty({ type: [PublicNoticeDto] })
  items!: PublicNoticeDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class NewObjectionDto {
  @ApiProperty({ minLength: 2, maxLength: 50 })
  @trimmed
  @IsString()
  @Length(2, 50)
  name!: string;

  @ApiProperty({ enum: STANDINGS, description: 'Affected party 利害关系人, resident nearby, or other.' })
  @IsIn(STANDINGS)
  standing!: Standing;

  @ApiPropertyOptional({ example: '13800000000', description: 'A phone number or a mail address is needed.' })
  @IsOptional()
  @trimmed
  @IsString()
  @Length(0, 30)
  phone?: string;

  @ApiPropertyOptional({ example: 'name@example.com' })
  @IsOptional()
  @trimmed
  @IsString()
  @Length(0, 200)
  mail?: string;

  @ApiProperty({ minLength: 5, maxLength: 2000 })
  @trimmed
  @IsString()
  @Length(5, 2000)
  text!: string;

  @ApiProperty()
  @IsBoolean()
  asksHearing!: boolean;

  @ApiProperty({ description: 'Agreed to what `personalData` of the notice says.' })
  @IsBoolean()
  consent!: boolean;
}

export class ObjectionReceiptDto {
  @ApiProperty({ example: 'YY-7K3M-9Q2X', description: 'With the contact that was given, it tells what became of it.' })
  receipt!: string;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  receivedAt!: string;

  @ApiProperty()
  noticeId!: string;

  @ApiProperty()
  project!: string;

  @ApiProperty()
  asksHearing!: boolean;
}

export class ObjectionEnquiryDto {
  @ApiProperty({ description: 'The phone number or mail address that was given.' })
  @trimmed
  @IsString()
  @Length(5, 200)
  contact!: string;
}

export class ObjectionStatusDto extends ObjectionReceiptDto {
  @ApiProperty({ enum: STATES })
  state!: ObjectionState;
}

/** An objection as it stands in a list; nothing of it tells who made it. */
export class ObjectionRowDto {
  @ApiProperty()
  receipt!: string;

  @ApiProperty()
  noticeId!: string;

  @ApiProperty({ description: 'ISO 8601 in UTC.' })
  receivedAt!: string;

  @ApiProperty({ enum: STANDINGS })
  standing!: Standing;

  @ApiProperty()
  asksHearing!: boolean;

  @ApiProperty({ enum: STATES })
  state!: ObjectionState;
}

export class CaseObjectionsDto {
  @ApiProperty({ type: [PublicNoticeDto] })
  notices!: PublicNoticeDto[];

  @ApiProperty({ type: [ObjectionRowDto] })
  items!: ObjectionRowDto[];

  @ApiProperty({ description: 'Whether the case takes objections now.' })
  awaited!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Task in which an objection is being checked.' })
  checkTaskId!: string | null;

  @ApiProperty({ description: 'Whether you take objections onto the case.' })
  mayRecord!: boolean;

  @ApiProperty({ description: 'Whether you check them.' })
  mayCheck!: boolean;
}

export class ObjectionContentDto extends ObjectionRowDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null when it has been erased.' })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true })
  mail!: string | null;

  @ApiProperty({ type: String, nullable: true })
  text!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Last day of keeping; null when it has been erased.' })
  keptUntil!: string | null;

  @ApiProperty({ description: 'You may erase who made it, on their request.' })
  mayErase!: boolean;
}

export class EraseObjectionDto {
  @ApiProperty({ description: 'Who asked for it, when and how.' })
  @trimmed
  @IsString()
  @Length(2, 1000)
  reason!: string;
}

/** Result of the check; who may not check leaves it out, and the window gets the task. */
export class RecordObjectionDto {
  @ApiPropertyOptional({ enum: ['reached', 'unreachable'], description: 'Contact check.' })
  @IsOptional()
  @IsIn(['reached', 'unreachable'])
  contactCheck?: 'reached' | 'unreachable';

  @ApiPropertyOptional({ enum: ['noted', 'hearing', 'dismissed'] })
  @IsOptional()
  @IsIn(['noted', 'hearing', 'dismissed'])
  outcome?: 'noted' | 'hearing' | 'dismissed';

  @ApiPropertyOptional({ description: 'What is objected, in the officer’s words.' })
  @IsOptional()
  @trimmed
  @IsString()
  @Length(0, 2000)
  summary?: string;

  @ApiPropertyOptional({ description: 'Findings; needed to dismiss.' })
  @IsOptional()
  @trimmed
  @IsString()
  @Length(0, 2000)
  opinion?: string;
}

export class RecordedObjectionDto {
  @ApiProperty({ enum: STATES })
  state!: ObjectionState;

  @ApiProperty({ type: String, nullable: true, description: 'Task in which it is to be checked.' })
  checkTaskId!: string | null;
}

/** A notice as its authority sees it. */
export class OwnNoticeDto extends PublicNoticeDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty({ description: 'Objections that came in.' })
  received!: number;

  @ApiProperty({ description: 'Of them, not on the case yet.' })
  waiting!: number;
}

export class OwnNoticePage {
  @ApiProperty({ type: [OwnNoticeDto] })
  items!: OwnNoticeDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
