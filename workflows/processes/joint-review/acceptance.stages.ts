import type { Condition, Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { FORMS } from './forms';

/** Offered to nobody: only the clock gives such an outcome. */
const BY_CLOCK_ONLY: Condition = { any: [] };

/** 受理: one list of everything that is missing, within five working days, else deemed accepted. */
export const ACCEPTANCE: Stage[] = [
  {
    code: 'acceptance',
    kind: 'task',
    name: t('窗口受理', 'Acceptance at the window'),
    basis: [BASIS.acceptance],
    clocks: { own: 'jointReview.acceptance' },
    assignment: { org: '$leadOrg', role: 'windowClerk' },
    policy: { kind: 'single' },
    form: FORMS.acceptance.key,
    visibleToParty: true,
    outcomes: [
      { code: 'accept', name: t('受理', 'Accept'), to: 'screening', tone: 'positive' },
      {
        code: 'requestCorrection',
        name: t('一次性告知补正', 'Ask for corrections at once'),
        to: 'applicantCorrection',
        demands: { fields: ['points'] },
        tone: 'neutral',
      },
      {
        code: 'refuse',
        name: t('不予受理', 'Refuse to accept'),
        to: 'notAccepted',
        demands: { opinion: true },
        tone: 'negative',
      },
      {
        code: 'deemedAccepted',
        name: t('逾期未告知，视为受理', 'Deemed accepted'),
        to: 'deemedAcceptance',
        when: BY_CLOCK_ONLY,
        tone: 'neutral',
      },
    ],
    onDue: { outcome: 'deemedAccepted', basis: BASIS.acceptance },
  },
  {
    code: 'applicantCorrection',
    kind: 'task',
    name: t('申报人补正（受理前）', 'Correction before acceptance'),
    basis: [BASIS.acceptance],
    clocks: { own: 'jointReview.correction' },
    assignment: { person: '$applicant' },
    policy: { kind: 'single' },
    form: FORMS.resubmission.key,
    visibleToParty: true,
    recallable: false,
    outcomes: [
      {
        code: 'resubmit',
        name: t('重新提交', 'Resubmit'),
        to: 'acceptance',
        take: ['applicationVersion'],
        demands: { fields: ['explanation'] },
        tone: 'positive',
      },
    ],
  },
  {
    code: 'deemedAcceptance',
    kind: 'choose',
    name: t('视为受理', 'Deemed acceptance'),
    basis: [BASIS.acceptance],
    // 行政许可法 第三十二条: accepted as of the receipt of the papers, so the legal time counts from there.
    clocks: { start: ['jointReview.legal'], counting: { from: { stage: 'acceptance' } } },
    hit: 'first',
    rows: [],
    to: 'screening',
  },
];
