import type { ClockEffects, Condition, Outcome, Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { PROCEDURE_FORMS } from './procedure-forms';

const checked = ['contactCheck', 'summary'];
const hearingAsked: Condition = { fact: 'hearingRequested', is: true };
const notCounted = [{ limit: 'jointReview.legal', reason: t('听证', 'Hearing'), basis: BASIS.notCounted }];
const hearingClocks: ClockEffects = {
  own: 'hearing.hold',
  // 行政许可法 第四十七条: within twenty days of the request, not of the end of the notice.
  counting: { from: { fact: 'hearingAskedOn' } },
  stop: notCounted,
};

const waived = (to: string): Outcome => ({
  code: 'waived',
  name: t('申请人撤回听证申请', 'The request was taken back'),
  to,
  set: { hearingRequested: false },
  demands: { opinion: true, attachment: true },
  tone: 'neutral',
});

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
      { when: { not: { fact: 'noticeId', is: null } }, to: 'takeObjections', basis: BASIS.openness },
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
    for: { message: 'objection', until: { fact: 'noticeUntil', to: 'takeObjections' } },
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
        set: { objectionNoted: true, objectionsConsidered: false },
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
    // 行政许可法 第三十六条: what came in time is heard, though nobody took it down while the notice stood; one after the other.
    code: 'takeObjections',
    kind: 'auto',
    name: t('登记期内收到、尚未登记的异议', 'Objections in time that nobody took down'),
    basis: [BASIS.interested],
    activity: 'takeObjection',
    take: ['objectionTaken'],
    countsFromEntry: true,
    to: 'objectionTakenOrNot',
  },
  {
    code: 'objectionTakenOrNot',
    kind: 'choose',
    name: t('是否有未登记的异议', 'Whether there was one'),
    hit: 'first',
    rows: [{ when: { fact: 'objectionTaken', is: true }, to: 'checkObjection', basis: BASIS.interested }],
    to: 'noticeOver',
  },
  {
    code: 'noticeOver',
    kind: 'choose',
    name: t('公示结束', 'End of the notice'),
    hit: 'first',
    rows: [
      {
        when: { all: [hearingAsked, { not: { fact: 'hearingHeld', is: true } }] },
        to: 'arrangeHearing',
        basis: BASIS.hearingRight,
      },
      {
        when: { all: [{ fact: 'objectionNoted', is: true }, { not: { fact: 'objectionsConsidered', is: true } }] },
        to: 'considerObjections',
        basis: BASIS.interested,
      },
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
        set: { objectionsConsidered: true },
        demands: { opinion: true },
        tone: 'positive',
      },
      {
        code: 'redraft',
        name: t('采纳异议，重新拟定决定', 'Accepted; draft anew'),
        to: 'decisionDraft',
        set: { objectionsConsidered: true },
        demands: { opinion: true },
        tone: 'neutral',
      },
    ],
  },
  {
    code: 'arrangeHearing',
    kind: 'task',
    name: t('听证通知', 'Notice of the hearing'),
    basis: [BASIS.hearingConduct],
    clocks: hearingClocks,
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.hearingNotice.key,
    outcomes: [
      {
        // 行政许可法 第四十八条（一）: told seven days ahead, and made public.
        code: 'announce',
        name: t('通知并公告听证', 'Tell and announce'),
        to: 'announceHearing',
        take: ['hearingOn', 'hearingTime', 'hearingPlace'],
        demands: {
          fields: ['hearingOn', 'hearingTime', 'hearingPlace'],
          days: [{ fact: 'hearingOn', notBefore: { limit: 'hearing.notice' }, basis: BASIS.hearingNotice }],
        },
        tone: 'positive',
      },
      waived('considerObjections'),
    ],
  },
  {
    code: 'announceHearing',
    kind: 'auto',
    name: t('公告听证时间、地点', 'Time and place made public'),
    basis: [BASIS.hearingConduct],
    clocks: { stop: notCounted },
    activity: 'announceHearing',
    to: 'holdHearing',
  },
  {
    code: 'holdHearing',
    kind: 'task',
    name: t('举行听证', 'Hearing'),
    basis: [BASIS.hearingRight, BASIS.hearingConduct],
    clocks: hearingClocks,
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
        take: ['heldOn'],
        demands: {
          attachment: true,
          fields: ['heldOn', 'attendance', 'record'],
          days: [{ fact: 'heldOn', notBefore: { fact: 'hearingOn' }, basis: BASIS.hearingNotice }],
        },
        tone: 'positive',
      },
      {
        code: 'postponed',
        name: t('改期，重新通知', 'Put off; to be told anew'),
        to: 'hearingPostponed',
        demands: { opinion: true },
        tone: 'neutral',
      },
      waived('hearingCalledOff'),
    ],
  },
  {
    code: 'hearingPostponed',
    kind: 'auto',
    name: t('公告听证改期', 'Put off in public'),
    clocks: { stop: notCounted },
    activity: 'callOffHearing',
    to: 'arrangeHearing',
  },
  {
    code: 'hearingCalledOff',
    kind: 'auto',
    name: t('公告取消听证', 'Called off in public'),
    activity: 'callOffHearing',
    to: 'considerObjections',
  },
];
