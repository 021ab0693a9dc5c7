import type { ConditionRow } from '../../workflows/processes/form-rows';
import type { ToldCase } from './told-case';

/** The steps of a joint review of the second version that most stories share. */

type Opinion = 'agree' | 'conditional' | 'correction' | 'object' | 'notOurs';

export const CONDITION: ConditionRow = {
  text: '配备不少于6吨抗溶性泡沫，并与园区消防站签订联动协议',
  owner: '企业安全总监',
  dueDay: '2037-12-10',
  checkPoint: 'trialProduction',
  setBy: 'FRB',
};

const POINT = { text: '请补充联锁可靠性论证', subject: '安全评价报告', basis: '实施意见第10项' };

/** Accepted, screened, and arranged without site visit and experts: the departments review. */
export async function underReview(review: ToldCase): Promise<void> {
  await review.answer('hwedz.window1', 'acceptance', 'accept');
  await arranged(review, false, false);
  await review.standsIn('draft');
}

export async function arranged(review: ToldCase, needSiteVisit: boolean, needExperts: boolean): Promise<void> {
  await review.answer('hwedz.officer1', 'arrangement', 'arrange', {
    facts: { needSiteVisit, needExperts },
    filled: ['needSiteVisit', 'needExperts'],
  });
}

/** Departments whose officers have not drafted yet. */
export const drafting = (review: ToldCase): string[] => review.open('draft').flatMap((t) => t.branch ?? []);

/** 经办人、科室负责人、分管领导 of a department in one go. */
export async function opines(review: ToldCase, dept: string, opinion: Opinion, branch = dept): Promise<void> {
  const login = dept.toLowerCase();
  await review.answer(`${login}.${branch === dept ? 'officer1' : 'officer2'}`, 'draft', opinion, {
    of: branch,
    says: SAYS[opinion],
    values: {
      ...(opinion === 'conditional' ? { conditions: [CONDITION] } : {}),
      ...(opinion === 'correction' ? { points: [POINT] } : {}),
    },
  });
  await review.answer(`${login}.chief`, 'sectionReview', 'approve', { of: branch });
  await review.answer(`${login}.deputy`, 'sign', 'sign', { of: branch });
}

const SAYS: Record<Opinion, string> = {
  agree: '经审查，符合本部门审查要求。',
  conditional: '同意，但须先行落实泡沫储备。',
  correction: '硝化装置的自动化联锁论证不充分。',
  object: '外部安全防护距离不足。',
  notOurs: '消防设计审查不属本队职责。',
};

export async function othersAgree(review: ToldCase): Promise<void> {
  for (const dept of drafting(review)) {
    await opines(review, dept, 'agree');
  }
}

export async function meets(
  review: ToldCase,
  outcome: 'agreed' | 'upheld' | 'dutyUnclear' | 'irreconcilable',
): Promise<void> {
  await review.answer('hwedz.officer1', 'jointMeeting', outcome, {
    says: '会议结论见纪要。',
    filled: ['minutes', 'attendance'],
    attachments: ['联席会议纪要.pdf'],
  });
}

export async function corrects(
  review: ToldCase,
  version: number,
  sentAt: string,
  resubmittedAt: string,
): Promise<void> {
  await review.until(sentAt);
  await review.answer('hwedz.officer1', 'combineCorrections', 'send', { values: { points: [POINT] } });
  await review.until(resubmittedAt);
  await review.answer('firma.applicant1', 'applicantResubmission', 'resubmit', {
    facts: { applicationVersion: version },
    filled: ['explanation'],
  });
  await review.standsIn('draft');
}

export async function proposes(
  review: ToldCase,
  outcome: 'proposeApprove' | 'proposeConditional' | 'proposeReject',
  says = '各部门意见一致。',
): Promise<void> {
  await review.answer('hwedz.officer1', 'decisionDraft', outcome, {
    says,
    values: outcome === 'proposeConditional' ? { conditions: [CONDITION] } : {},
  });
  await review.answer('hwedz.chief', 'decisionReview', 'approve');
}

export async function decides(
  review: ToldCase,
  outcome: 'approve' | 'approveWithConditions' | 'reject',
): Promise<void> {
  await review.answer('hwedz.director', 'decide', outcome);
}

/** The window takes down an objection to the public notice. */
export const objects = (review: ToldCase): Promise<ToldCase> => review.message('hwedz.window1', 'objection');

/** @param askedOn day of the request, for a hearing */
export async function checks(
  review: ToldCase,
  outcome: 'noted' | 'hearing' | 'hearingJoined' | 'dismissed',
  askedOn?: string,
): Promise<void> {
  await review.answer('hwedz.window1', 'checkObjection', outcome, {
    says: '已电话核实。',
    filled: ['contactCheck', 'summary', ...(askedOn ? ['hearingAskedOn'] : [])],
    facts: askedOn ? { hearingAskedOn: askedOn } : {},
  });
}

/** The officer tells when and where the hearing is. */
export async function announces(review: ToldCase, hearingOn: string): Promise<void> {
  await review.answer('hwedz.officer1', 'arrangeHearing', 'announce', {
    filled: ['hearingOn', 'hearingTime', 'hearingPlace'],
    facts: { hearingOn, hearingTime: '9:30', hearingPlace: '示例大道1号会议室' },
  });
}
