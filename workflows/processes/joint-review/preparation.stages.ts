import type { Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { PROCEDURE_FORMS } from './procedure-forms';

const expertTime = [{ limit: 'jointReview.legal', reason: t('专家评审', 'Expert review'), basis: BASIS.notCounted }];

/** 现场核查与专家评审: before the departments opine, so that they have the record and the advice before them. */
export const PREPARATION: Stage[] = [
  {
    code: 'arrangement',
    kind: 'task',
    name: t('审查安排', 'Arrangement of the review'),
    basis: [BASIS.examination],
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.arrangement.key,
    outcomes: [
      {
        code: 'arrange',
        name: t('确定安排', 'Arrange'),
        to: 'visitOrNot',
        take: ['needSiteVisit', 'needExperts'],
        demands: { fields: ['needSiteVisit', 'needExperts'] },
        tone: 'positive',
      },
    ],
  },
  {
    code: 'visitOrNot',
    kind: 'choose',
    name: t('是否现场核查', 'Site visit or not'),
    hit: 'first',
    rows: [{ when: { fact: 'needSiteVisit', is: true }, to: 'siteVisit', basis: BASIS.examination }],
    to: 'expertsOrNot',
  },
  {
    code: 'siteVisit',
    kind: 'task',
    name: t('现场核查', 'Site visit'),
    basis: [BASIS.examination],
    clocks: { own: 'jointReview.siteVisit' },
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.siteVisit.key,
    outcomes: [
      {
        code: 'recorded',
        name: t('核查完成', 'Visited'),
        to: 'expertsOrNot',
        // 行政许可法 第三十四条: two officers or more; the second one confirms the record.
        demands: { opinion: true, attachment: true, secondPerson: true, fields: ['visitedOn', 'attendance', 'record'] },
        tone: 'positive',
      },
    ],
  },
  {
    code: 'expertsOrNot',
    kind: 'choose',
    name: t('是否专家评审', 'Experts or not'),
    hit: 'first',
    rows: [{ when: { fact: 'needExperts', is: true }, to: 'specialities', basis: BASIS.notCounted }],
    to: 'departmentReview',
  },
  {
    code: 'specialities',
    kind: 'choose',
    name: t('所需专家专业', 'Specialities needed'),
    hit: 'collect',
    into: 'specialities',
    rows: [
      { when: { all: [] }, add: ['safety'], basis: BASIS.arrangement },
      { when: { not: { fact: 'listedProcesses', is: [] } }, add: ['process'], basis: BASIS.scope },
      { when: { fact: 'hasHazardousWaste', is: true }, add: ['environment'], basis: BASIS.duties },
    ],
    to: 'drawExperts',
  },
  {
    // Completes the panel: draws who is missing, without those who are in conflict or recused themselves.
    code: 'drawExperts',
    kind: 'auto',
    name: t('抽取专家', 'Drawing of experts'),
    basis: [BASIS.notCounted],
    activity: 'drawExperts',
    take: ['experts', 'expertsToAsk'],
    to: 'expertReview',
    onFailure: 'noExperts',
  },
  {
    code: 'expertReview',
    kind: 'parallel',
    name: t('专家评审', 'Expert review'),
    basis: [BASIS.notCounted],
    clocks: { own: 'jointReview.expertReview', stop: expertTime },
    branches: {
      each: {
        fact: 'experts',
        as: 'expert',
        machine: {
          start: 'advise',
          stages: [
            {
              code: 'advise',
              kind: 'task',
              name: t('出具评审意见', 'Advice'),
              basis: [BASIS.notCounted],
              assignment: { person: '$expert' },
              policy: { kind: 'single' },
              form: PROCEDURE_FORMS.expertAdvice.key,
              outcomes: [
                {
                  code: 'advise',
                  name: t('签署评审意见', 'Sign the advice'),
                  to: 'advised',
                  set: { recused: false },
                  demands: { opinion: true },
                  tone: 'positive',
                },
                {
                  code: 'recuse',
                  name: t('申请回避', 'Recuse'),
                  to: 'recused',
                  set: { recused: true },
                  demands: { opinion: true },
                  tone: 'neutral',
                },
              ],
            },
            { code: 'advised', kind: 'end', name: t('意见已签署', 'Signed'), result: 'advised' },
            { code: 'recused', kind: 'end', name: t('已回避', 'Recused'), result: 'recused' },
          ],
        },
      },
    },
    join: { kind: 'all' },
    siblings: 'keep',
    redoOnly: 'expertsToAsk',
    to: 'adviceReceived',
  },
  {
    code: 'adviceReceived',
    kind: 'task',
    name: t('汇总专家意见', 'Advice of the experts together'),
    basis: [BASIS.notCounted],
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.note.key,
    outcomes: [
      { code: 'forward', name: t('送部门审查', 'To the departments'), to: 'departmentReview', tone: 'positive' },
      {
        code: 'replace',
        name: t('补抽回避专家', 'Draw for who recused'),
        to: 'drawExperts',
        when: { branches: 'expertReview', fact: 'recused', some: true },
        tone: 'neutral',
      },
    ],
  },
  {
    code: 'noExperts',
    kind: 'task',
    name: t('无合适专家可抽取', 'No expert is free'),
    basis: [BASIS.notCounted],
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: PROCEDURE_FORMS.note.key,
    outcomes: [
      { code: 'again', name: t('补充专家库后重新抽取', 'Draw again'), to: 'drawExperts', tone: 'neutral' },
      {
        code: 'without',
        name: t('不再组织专家评审', 'Go on without'),
        to: 'departmentReview',
        demands: { opinion: true },
        tone: 'neutral',
      },
    ],
  },
];
