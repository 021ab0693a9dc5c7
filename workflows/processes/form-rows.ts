import type { Label } from './definition';
import { t } from './wording';

/** Rows of the list fields of forms. Days are local, `YYYY-MM-DD`. */

/** A field of type `conditions`: what an approval depends on. */
export interface ConditionRow {
  text: string;
  /** Who has to fulfil it, in words (usually a post of the enterprise). */
  owner: string;
  dueDay: string;
  /** Code of the step in the life of the project that it bars while open: see `CHECK_POINTS`. */
  checkPoint: string;
  /** Organisation code of the department that set it and checks it; absent: the leading organisation. */
  setBy?: string;
}

/** A field of type `points`: what has to be corrected. */
export interface PointRow {
  text: string;
  /** Paper or part of the application that is meant. */
  subject?: string;
  basis?: string;
  /** Organisation code of the department that asks. */
  askedBy?: string;
}

/** A field of type `findings`: the answer to one question of the review matrix. */
export interface FindingRow {
  /** Code of the question. */
  question: string;
  finding: Finding;
  note?: string;
}

export const FINDINGS = ['met', 'notMet', 'notApplicable'] as const;
export type Finding = (typeof FINDINGS)[number];

export const FINDING_NAMES: Record<Finding, Label> = {
  met: t('符合', 'Met'),
  notMet: t('不符合', 'Not met'),
  notApplicable: t('不涉及', 'Not applicable'),
};

/** A field of type `attendance`. */
export interface AttendanceRow {
  name: string;
  org?: string;
  post?: string;
}

/** Steps in the life of a project that an open condition can bar. */
export const CHECK_POINTS: readonly { code: string; name: Label }[] = [
  { code: 'safetyDesignReview', name: t('安全设施设计审查前', 'Before the safety design review') },
  { code: 'construction', name: t('开工建设前', 'Before construction') },
  { code: 'trialProduction', name: t('试生产前', 'Before trial production') },
  { code: 'completionAcceptance', name: t('竣工验收前', 'Before the completion acceptance') },
  { code: 'licence', name: t('取得安全生产许可证前', 'Before the licence') },
];

/** What a check point is called; one written freely is its own name. */
export function checkPointName(code: string): string {
  return CHECK_POINTS.find((point) => point.code === code)?.name.zh ?? code;
}
