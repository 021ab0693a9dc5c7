import type { nitrationPlant } from './joint-review-application';
import { foam } from './joint-review-cast';

type Application = ReturnType<typeof nitrationPlant>;

/** What a department opines, when it does not simply agree. */
export type Opinion =
  | { outcome: 'conditional' | 'object'; opinion: string }
  | { outcome: 'correction'; opinion: string; text: string; subject: string; basis: string };

/** One round of corrections. */
export interface Round {
  /** Who asks, for what. */
  asking: Record<string, Extract<Opinion, { outcome: 'correction' }>>;
  /** What the enterprise answers, point by point. */
  answers: string[];
  /** Name of the revised report's file. */
  report: string;
  change: (application: Application) => void;
  /** Fields in which the two submissions differ. */
  differences: string[];
}

export interface Proposal {
  propose: 'proposeApprove' | 'proposeConditional' | 'proposeReject';
  decide: 'approve' | 'approveWithConditions' | 'reject';
  /** The same two in words. */
  proposed: string;
  decided: string;
  result: 'approved' | 'conditionallyApproved' | 'rejected';
  reasons: string;
}

/** How a joint review of the nitration plant goes, as far as the stories differ. */
export interface Script {
  /** Opinions of the first review that are not a plain 同意 and not a correction. */
  opinions: Record<string, Exclude<Opinion, { outcome: 'correction' }>>;
  rounds: Round[];
  /** Whose section chief sends the first draft back. */
  returnedIn?: string;
  /** Tries what is not allowed while the departments work. */
  showsRefusals?: boolean;
  showsTimeline?: boolean;
  proposal: Proposal;
}

const CONDITIONAL = {
  FRB: { outcome: 'conditional', opinion: '同意，但须先行落实泡沫储备。' },
} as const;

const FIRST_ROUND: Round = {
  asking: {
    EMB: {
      outcome: 'correction',
      opinion: '硝化装置的自动化联锁论证不充分。',
      text: '安全评价报告未说明硝化反应釜温度、流量联锁切断的可靠性，请补充并重新出具报告',
      subject: '安全评价报告',
      basis: '实施意见第10项',
    },
    EEB: {
      outcome: 'correction',
      opinion: '危险废物去向不清。',
      text: '建设内容未写明废硝酸的产生量和处置去向，请补充',
      subject: '建设内容',
      basis: '实施意见第8项',
    },
  },
  answers: ['已由评价机构补充联锁可靠性论证并出具修订报告。', '已在建设内容中写明废硝酸的产生量和处置去向。'],
  report: '安全评价报告（修订）.pdf',
  change: (application) => {
    application.evaluation.reportNo = '示例评〔2026〕1号（修订）';
    application.project.description += '废硝酸年产生约120吨，委托有资质单位处置。';
  },
  differences: ['documents[0].documentId', 'evaluation.reportNo', 'project.description'],
};

const SECOND_ROUND: Round = {
  asking: {
    EMB: {
      outcome: 'correction',
      opinion: '联锁论证已补充，但未附安全完整性等级验证。',
      text: '修订报告未附联锁回路的安全完整性等级（SIL）验证，请补充',
      subject: '安全评价报告',
      basis: '实施意见第10项',
    },
  },
  answers: ['已补充安全完整性等级验证报告。'],
  report: '安全评价报告（再次修订）.pdf',
  change: (application) => {
    application.evaluation.reportNo = '示例评〔2026〕1号（再次修订）';
  },
  differences: ['documents[0].documentId', 'evaluation.reportNo'],
};

const APPROVED: Proposal = {
  propose: 'proposeApprove',
  decide: 'approve',
  proposed: '拟同意',
  decided: '同意',
  result: 'approved',
  reasons: '各部门均同意，拟同意。',
};

/** The usual one: two departments ask for corrections, one draft is returned, the fire brigade sets a condition. */
export const CONDITIONS: Script = {
  opinions: CONDITIONAL,
  rounds: [FIRST_ROUND],
  returnedIn: 'NRPB',
  showsRefusals: true,
  showsTimeline: true,
  proposal: {
    propose: 'proposeConditional',
    decide: 'approveWithConditions',
    proposed: '拟附条件同意',
    decided: '附条件同意',
    result: 'conditionallyApproved',
    reasons: '各部门意见一致，拟附条件同意。',
  },
};

export const APPROVAL: Script = { opinions: {}, rounds: [], proposal: APPROVED };

export const CORRECTIONS: Script = { opinions: {}, rounds: [FIRST_ROUND, SECOND_ROUND], proposal: APPROVED };

export const REJECTION: Script = {
  opinions: { EMB: { outcome: 'object', opinion: '外部安全防护距离不足，不同意。' } },
  rounds: [],
  proposal: {
    propose: 'proposeReject',
    decide: 'reject',
    proposed: '拟不予通过',
    decided: '不予通过',
    result: 'rejected',
    reasons: '外部安全防护距离不足，不符合危险化学品建设项目安全条件，依据45号令，拟不予通过。',
  },
};

/** Conditions that the proposal carries. */
export const conditionsOf = ({ proposal }: Script): ReturnType<typeof foam>[] =>
  proposal.result === 'conditionallyApproved' ? [foam()] : [];
