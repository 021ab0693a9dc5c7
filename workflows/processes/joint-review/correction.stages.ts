import type { Stage } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { FORMS } from './forms';

/** 补正: what all departments miss goes to the applicant as one round; the legal time rests meanwhile. */
export const CORRECTION: Stage[] = [
  {
    code: 'correctionDepartments',
    kind: 'choose',
    name: t('提出补正的部门', 'Departments that ask for corrections'),
    hit: 'collect',
    into: 'correctionDepartments',
    rows: [
      {
        when: { all: [] },
        addMembersOf: { block: 'departmentReview', fact: 'opinion', is: 'CORRECTION' },
        basis: BASIS.acceptance,
      },
    ],
    to: 'combineCorrections',
  },
  {
    code: 'combineCorrections',
    kind: 'task',
    name: t('汇总补正内容', 'One combined round of corrections'),
    basis: [BASIS.acceptance, BASIS.joint],
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: FORMS.combinedCorrection.key,
    outcomes: [
      {
        code: 'send',
        name: t('一次性告知申报人', 'Tell the applicant at once'),
        to: 'applicantResubmission',
        demands: { fields: ['points'] },
        tone: 'neutral',
      },
      sendBack('noneNeeded', t('无需补正，退回有关部门', 'None needed: back to the departments'), 'departmentReview'),
    ],
  },
  {
    code: 'applicantResubmission',
    kind: 'task',
    name: t('申报人补正', 'Correction by the applicant'),
    basis: [BASIS.acceptance, BASIS.truthful],
    clocks: {
      own: 'jointReview.correction',
      stop: [
        {
          limit: 'jointReview.legal',
          reason: t('申报人补正、整改', 'Correction and rectification by the applicant'),
          basis: BASIS.rectification,
        },
      ],
    },
    assignment: { person: '$applicant' },
    policy: { kind: 'single' },
    form: FORMS.resubmission.key,
    visibleToParty: true,
    recallable: false,
    outcomes: [
      {
        code: 'resubmit',
        name: t('重新提交', 'Resubmit'),
        // What was changed may change what the project is: it is screened anew.
        to: 'screening',
        take: ['applicationVersion'],
        demands: { fields: ['explanation'] },
        tone: 'positive',
      },
    ],
  },
];
