import type { ProjectApplication } from '../../workflows/domain/application';
import type { CreditRecord } from '../../workflows/domain/credit';
import type { Park } from '../../workflows/domain/ledger';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import type { Setting } from '../../workflows/domain/settings';
import type { Names, ProjectReference, Provenance } from '../../workflows/domain/reference';
import type { PoolExpert } from '../../activities/automations/expert-panel';
import type { ReReviewRules } from '../../activities/automations/significant-change';
import type { RetentionRule } from '../../activities/closing/retention-rules';
import type { LetterKind, NoticeWords } from '../../activities/documents/letter-rules';
import type { Remedies } from '../../activities/pdf/decision-letter';
import type { ObjectionOffice, PersonalDataRule } from '../../activities/store/objection-rules';
import type { Condition } from '../../workflows/processes/definition';
import type { ReviewQuestion } from '../../workflows/processes/joint-review/questions';

/** A data file: where it comes from, when it holds, and its rows. */
export interface DataFile<Row> extends Provenance {
  rows: Row[];
}

/** Dates of a row; the source is that of its file. */
type Span = Pick<Provenance, 'effectiveFrom' | 'effectiveTo'>;

export type FlowCode = 'jointReview' | 'accidentInvestigation' | 'wasteManifest';

export type OrganisationKind =
  'authority' | 'higherAuthority' | 'enterprise' | 'designFirm' | 'evaluator' | 'platform' | 'expertPool';

export interface Organisation {
  code: string;
  kind: OrganisationKind;
  name: Names;
  /** 统一社会信用代码; firms only. */
  uscc?: string;
  /** Items of the policy that name it. */
  seedItems: number[];
  /** Its part in each flow: `lead`, `reviewer`, `member`, `approver`, `arbiter`, `invited`, `informed`, `external`. */
  flows: Partial<Record<FlowCode, { part: string; duty: string }>>;
  source: string;
  demo?: boolean;
}

export interface Role {
  id: string;
  name: Names;
  may: string;
}

export interface Person {
  id: string;
  login: string;
  name: string;
  memberships: { orgCode: string; role: string }[];
  demo?: boolean;
}

export interface PeopleFile extends DataFile<Person> {
  /** The one password of all demo accounts. */
  demoPassword: string;
}

/** A row of a routing table, usable as it is as a row of a `collect` table of a process definition. */
export interface RoutingRow {
  department: string;
  when: Condition;
  add: string[];
  reason: Names;
  basis: string;
  /** Whether the condition rests on law, on the policy or on a default of the system. */
  mark: 'law' | 'seed' | 'design';
}

/** A ready application without its documents, which have to be uploaded first. */
export interface DemoApplication {
  key: string;
  org: string;
  title: Names;
  application: Omit<ProjectApplication, 'documents'>;
}

/** All reference data, checked against each other. */
export interface Reference extends ProjectReference {
  organisations: Organisation[];
  roles: Role[];
  people: Person[];
  demoPassword: string;
  limits: LimitRule[];
  calendars: CalendarYear[];
  jointReviewRouting: RoutingRow[];
  /** What each department answers in its opinion. */
  reviewQuestions: ReviewQuestion[];
  /** Whom experts are drawn from, and for what. */
  experts: PoolExpert[];
  expertSpecialities: { code: string; name: Names }[];
  /** From when on a change of an approved project is a great one. */
  reReview: ReReviewRules;
  /** How long files are kept; each row with dates and a source of its own. */
  retention: (RetentionRule & Provenance)[];
  letterKinds: (LetterKind & Provenance)[];
  remedies: (Remedies & Provenance)[];
  noticeWords: (NoticeWords & Provenance)[];
  /** Where objections are taken, and what is done with the personal data of who objects. */
  objectionOffices: (ObjectionOffice & Span)[];
  personalData: (Omit<PersonalDataRule, 'effectiveFrom'> & Span)[];
  /** Numbers that no law states. */
  settings: Setting[];
  parks: Park[];
  creditRecords: CreditRecord[];
  demoApplications: DemoApplication[];
  /** Source and effective dates of each file, by its name without extension. */
  provenance: Record<string, Provenance>;
}
