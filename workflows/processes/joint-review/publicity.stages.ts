import type { Condition, Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { PROCEDURE_FORMS } from './procedure-forms';

const checked = ['contactCheck', 'summary'];
const hearingAsked: Condition = { fact: 'hearingRequested', is: true };

/** 公示与听证: of what is to be approved; whoever is touched by it may object, or ask for a hearing. */
export const PUBLICITY: Stage[] = [
  {
    code: 'publicOrNot',
    kind: 'choose',
    name: t('是否公示', 'Public notice or not'),
    hit: 'first',
    rows: [
      { when: { fact: 'proposal', is: 'reject' }, to: 'decide', basis: BASIS.decision },
      // Once is enough: what came of the notice or the hearing is in the new draft.
      { when: { not: { fact: 'noticeId', is: null } }, to: 'decide', basis: BASIS.openness },
    ],
    to: 'publishNotice',
  },
  {
    code: 'publishNotice',
    kind: 'auto',
    name: t('发布公示', 'Publishing the notice'),
    basis: [BASIS.openness, BASIS.interested, BASIS.hearingRight],
    activity: 'publishNotice',
    take: ['noticeId', 'noticeUntil'],
    to: 'publicNotice',
  },
  {
    code: 'publicNotice',
    kind: 'wait',
    name: t('公示期间', 'Public notice'),
    basis: [BASIS.openness, BASIS.hearingRight],
    for: { message: 'objection', until: { fact: 'noticeUntil', to: 'noticeOver' } },
    // Objections are taken down by the window or the officer, not by who applied.
    by: [
      { org: '$leadOrg', role: 'windowClerk' },
      { org: '$leadOrg', role: 'caseOfficer' },
    ],
    to: 'checkObjection',
  },
  {
    code: 'checkObjection',
    kind: 'task',
    name: t('核实异议', 'Check of an objection'),
    basis: [BASIS.interested],
    clocks: { own: 'jointReview.objection' },
    assignment: { org: '$leadOrg', role: 'windowClerk' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.objectionCheck.key,
    outcomes: [
      {
        code: 'noted',
        name: t('异议属实，提交研究', 'Noted'),
        to: 'publicNotice',
        set: { objectionNoted: true },
        demands: { fields: checked },
        tone: 'neutral',
      },
      {
        code: 'hearing',
        name: t('利害关系人申请听证', 'A party touched by it asks for a hearing'),
        to: 'publicNotice',
        set: { hearingRequested: true },
        take: ['hearingAskedOn'],
        when: { not: hearingAsked },
        demands: { fields: [...checked, 'hearingAskedOn'] },
        tone: 'neutral',
      },
      {
        // One hearing for all who ask; its time counts from who asked first, though that may be known later.
        code: 'hearingJoined',
        name: t('申请参加已申请的听证', 'Asks to join the hearing asked for'),
        to: 'publicNotice',
        take: ['hearingAskedOn'],
        when: hearingAsked,
        demands: { fields: checked },
        tone: 'neutral',
      },
      {
        code: 'dismissed',
        name: t('无法核实，不予采信', 'Could not be verified'),
        to: 'publicNotice',
        demands: { opinion: true, fields: checked },
        tone: 'negative',
      },
    ],
  },
  {
    code: 'noticeOver',
    kind: 'choose',
    name: t('公示结束', 'End of the notice'),
    hit: 'first',
    rows: [
      { when: hearingAsked, to: 'holdHearing', basis: BASIS.hearingRight },
      { when: { fact: 'objectionNoted', is: true }, to: 'considerObjections', basis: BASIS.interested },
    ],
    to: 'decide',
  },
  {
    code: 'considerObjections',
    kind: 'task',
    name: t('研究异议', 'Objections considered'),
    basis: [BASIS.interested],
    clocks: { own: 'jointReview.objection' },
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.objectionAnswer.key,
    outcomes: [
      {
        code: 'answered',
        name: t('已答复，维持拟办意见', 'Answered; the proposal stands'),
        to: 'decide',
        demands: { opinion: true },
        tone: 'positive',
      },
      {
        code: 'redraft',
        name: t('采纳异议，重新拟定决定', 'Accepted; draft anew'),
        to: 'decisionDraft',
        demands: { opinion: true },
        tone: 'neutral',
      },
    ],
  },
  {
    code: 'holdHearing',
    kind: 'task',
    name: t('举行听证', 'Hearing'),
    basis: [BASIS.hearingRight, BASIS.hearingConduct],
    clocks: {
      own: 'hearing.hold',
      // 行政许可法 第四十七条: within twenty days of the request, not of the end of the notice.
      counting: { from: { fact: 'hearingAskedOn' } },
      stop: [{ limit: 'jointReview.legal', reason: t('听证', 'Hearing'), basis: BASIS.notCounted }],
    },
    assignment: { org: '$leadOrg', role: 'deputyDirector' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.hearing.key,
    // 行政许可法 第四十八条（三）: whoever examined the application does not preside.
    notSameAs: ['arrangement', 'siteVisit', 'combineCorrections', 'decisionDraft', 'decisionReview'],
    outcomes: [
      {
        // 行政许可法 第四十八条: decided by the record, so the decision is drafted anew.
        code: 'held',
        name: t('听证结束', 'Held'),
        to: 'decisionDraft',
        set: { hearingHeld: true },
        demands: { attachment: true, fields: ['noticedOn', 'heldOn', 'attendance', 'record'] },
        tone: 'positive',
      },
      {
        code: 'waived',
        name: t('申请人撤回听证申请', 'The request was taken back'),
        to: 'considerObjections',
        demands: { opinion: true, attachment: true },
        tone: 'neutral',
      },
    ],
  },
];
