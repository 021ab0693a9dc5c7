import type { Condition, Outcome, Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { opinionMachine } from './department-review';
import { FORMS } from './forms';
import { PROCEDURE_FORMS } from './procedure-forms';

/** 实施意见（十八）: where the duty is unclear it falls to this authority. */
const BACKSTOP = 'EMB';

const among = (block: string, some: string): Condition => ({ branches: block, fact: 'opinion', some });
/** An opinion of a department, or of who took over the unclear duty. */
export const anyOpinion = (some: string): Condition => ({
  any: [among('departmentReview', some), among('dutyReview', some)],
});
const disowned = among('departmentReview', 'NOT_OURS');
const taken: Condition = { not: { fact: 'dutyHolder', is: null } };

/** A department may hold that the matter is not its own; the backstop may not. */
export const NOT_OURS: Outcome = {
  code: 'notOurs',
  name: t('认为不属本部门职责', 'Not our duty'),
  to: 'sectionReview',
  set: { opinion: 'NOT_OURS' },
  when: { not: { fact: 'dept', is: BACKSTOP } },
  demands: { opinion: true },
  tone: 'neutral',
};

const minutes = { opinion: true, fields: ['minutes', 'attendance'] };

/** 争议: a meeting; an unclear duty falls to the backstop; what stays irreconcilable goes to 编办, which names who is responsible. */
export const DISPUTE: Stage[] = [
  {
    code: 'dutyGate',
    kind: 'choose',
    name: t('职责承担部门是否再次审查', 'Does the duty holder review again'),
    hit: 'first',
    rows: [
      {
        when: { any: [among('dutyReview', 'CORRECTION'), among('dutyReview', 'OBJECT')] },
        to: 'dutyReview',
        basis: BASIS.duties,
      },
    ],
    to: 'gate',
  },
  {
    code: 'gate',
    kind: 'choose',
    name: t('汇总部门意见', 'Opinions together'),
    basis: [BASIS.policy],
    hit: 'first',
    rows: [
      { when: anyOpinion('CORRECTION'), to: 'correctionDepartments', basis: BASIS.acceptance },
      { when: { all: [disowned, { not: taken }] }, to: 'jointMeeting', basis: BASIS.duties },
      // Where all object there is nothing to reconcile.
      {
        when: { branches: 'departmentReview', fact: 'opinion', every: 'OBJECT' },
        to: 'decisionDraft',
        basis: BASIS.decision,
      },
      { when: anyOpinion('OBJECT'), to: 'jointMeeting', basis: BASIS.duties },
    ],
    to: 'decisionDraft',
  },
  {
    code: 'jointMeeting',
    kind: 'task',
    name: t('联席会议', 'Joint meeting'),
    basis: [BASIS.duties, BASIS.arrangement],
    clocks: { own: 'jointReview.meeting' },
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: FORMS.meeting.key,
    outcomes: [
      {
        code: 'agreed',
        name: t('达成一致，有关部门重新出具意见', 'Agreed: who differed opines anew'),
        to: 'objectors',
        demands: minutes,
        tone: 'positive',
      },
      {
        code: 'upheld',
        name: t('异议成立', 'The objection stands'),
        to: 'decisionDraft',
        when: anyOpinion('OBJECT'),
        demands: minutes,
        tone: 'negative',
      },
      {
        code: 'dutyUnclear',
        name: t('职责不清，由区应急管理局兜底', 'Duty unclear: to the backstop'),
        to: 'dutyReview',
        set: { dutyHolder: BACKSTOP },
        when: { all: [disowned, { not: taken }] },
        demands: minutes,
        tone: 'neutral',
      },
      {
        code: 'irreconcilable',
        name: t('难以协调一致，提请编办', 'Irreconcilable: to the establishment office'),
        to: 'estabArbitration',
        when: disowned,
        demands: { ...minutes, attachment: true },
        tone: 'neutral',
      },
    ],
  },
  {
    code: 'objectors',
    kind: 'choose',
    name: t('意见不一致的部门', 'Departments that differ'),
    hit: 'collect',
    into: 'correctionDepartments',
    rows: ['OBJECT', 'NOT_OURS'].map((is) => ({
      when: { all: [] },
      addMembersOf: { block: 'departmentReview', fact: 'opinion', is },
      basis: BASIS.duties,
    })),
    to: 'departmentReview',
  },
  {
    code: 'estabArbitration',
    kind: 'task',
    name: t('编办协调职责', 'Arbitration by the establishment office'),
    basis: [BASIS.duties],
    clocks: { own: 'jointReview.establishmentOffice' },
    assignment: { org: 'ESTAB', role: 'director' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.arbitration.key,
    outcomes: [
      {
        // Who is responsible, not whether the project is safe: the one named opines like every department.
        code: 'assign',
        name: t('明确承担职责的部门', 'Name who is responsible'),
        to: 'dutyReview',
        take: ['dutyHolder'],
        demands: { opinion: true, attachment: true, fields: ['dutyHolder'] },
        tone: 'positive',
      },
    ],
  },
  {
    code: 'dutyReview',
    kind: 'parallel',
    name: t('职责承担部门审查', 'Review by who takes the duty'),
    basis: [BASIS.duties],
    clocks: { own: 'jointReview.backstop' },
    branches: {
      fixed: [{ key: 'holder', name: t('职责承担部门', 'Who takes the duty'), machine: opinionMachine('$dutyHolder') }],
    },
    join: { kind: 'all' },
    siblings: 'keep',
    to: 'gate',
  },
];
