import type { Label } from '../text/text';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type TaskRow = Schemas['TaskRowDto'];
export type TaskDetail = Schemas['TaskDetailDto'];
export type OfferedOutcome = Schemas['OfferedOutcomeDto'];
export type FormField = Omit<Schemas['FormFieldDto'], 'choices'> & { choices: { code: string; name: Label }[] };
export type TabCounts = Schemas['TabCountsDto'];
export type CaseSummary = Schemas['CaseSummaryDto'];
export type CaseDetail = Schemas['CaseDetailDto'];
export type Clock = Schemas['ClockDto'];
export type BranchState = Schemas['BranchStateDto'];
export type OpenTask = Schemas['OpenTaskDto'];
export type StageVisit = Schemas['StageVisitDto'];
export type TimelineEntry = Schemas['TimelineEntryDto'];
export type ChainReport = Schemas['ChainReportDto'];
export type FormVersion = Schemas['FormVersionDto'];
export type Receipt = Schemas['ReceiptDto'];
export type Preview = Schemas['PreviewDto'];
export type Organisation = Schemas['OrganisationDto'];
export type Person = Schemas['PersonDto'];
export type DocumentInfo = Schemas['DocumentDto'];
export type Notice = Schemas['NotificationDto'];
export type PublicNotice = Schemas['PublicNoticeDetailDto'];
export type ObjectionReceipt = Schemas['ObjectionReceiptDto'];
export type CaseObjections = Schemas['CaseObjectionsDto'];
export type ObjectionRow = Schemas['ObjectionRowDto'];
export type Limit = Schemas['LimitDto'];
export type Calendar = Schemas['CalendarDto'];

export type Tab = 'todo' | 'waiting' | 'done' | 'started' | 'copied' | 'watched' | 'followUp';

/** What may travel as the values of a form. */
export type FormValues = Record<string, unknown>;

/** Rows of list fields. */
export interface ConditionRow {
  text: string;
  owner: string;
  dueDay: string;
  checkPoint: string;
  setBy?: string;
}

export interface PointRow {
  text: string;
  subject?: string;
  basis?: string;
  askedBy?: string;
}

export interface AttendanceRow {
  name: string;
  org?: string;
  post?: string;
}

/** The application that a case is about; undefined for cases without one. */
export const applicationOf = ({ keys }: Pick<CaseDetail, 'keys'>): string | undefined =>
  (keys as Record<string, string>)['applicationId'];
