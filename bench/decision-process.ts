import type { ProcessDefinition } from '../workflows/processes/definition';

/** Departments that review at the same time in one case of the benchmark. */
export const DEPARTMENTS = ['EMB', 'EEB', 'NRPB', 'EITB', 'FRB'];

/** Five departments agree in parallel, then one decision: six decisions a case, with clocks, as in the real procedure. */
export const DECISION_PROCESS: ProcessDefinition = {
  code: 'benchReview',
  numberPrefix: 'BM',
  version: 1,
  name: { zh: '性能测试', en: 'Benchmark' },
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  legalBasis: ['benchmark'],
  facts: {
    departments: { type: 'strings', name: { zh: '部门', en: 'Departments' }, from: 'start' },
    department: { type: 'string', name: { zh: '部门', en: 'Department' }, from: 'engine' },
    opinion: { type: 'string', name: { zh: '意见', en: 'Opinion' }, from: 'engine' },
  },
  forms: [],
  limits: ['jointReview.department'],
  machine: {
    start: 'review',
    stages: [
      {
        code: 'review',
        kind: 'parallel',
        name: { zh: '部门审查', en: 'Review' },
        branches: {
          each: {
            fact: 'departments',
            as: 'department',
            machine: {
              start: 'opinion',
              stages: [
                {
                  code: 'opinion',
                  kind: 'task',
                  name: { zh: '意见', en: 'Opinion' },
                  clocks: { own: 'jointReview.department' },
                  assignment: { org: '$department', role: 'caseOfficer' },
                  policy: { kind: 'single' },
                  outcomes: [
                    {
                      code: 'agree',
                      name: { zh: '同意', en: 'Agree' },
                      to: 'given',
                      set: { opinion: 'AGREE' },
                      demands: { opinion: true },
                    },
                  ],
                },
                { code: 'given', kind: 'end', name: { zh: '已出具', en: 'Given' }, result: 'given' },
              ],
            },
          },
        },
        join: { kind: 'all' },
        siblings: 'keep',
        to: 'decision',
      },
      {
        code: 'decision',
        kind: 'task',
        name: { zh: '决定', en: 'Decision' },
        assignment: { org: 'HWEDZ', role: 'director' },
        policy: { kind: 'single' },
        outcomes: [
          { code: 'approve', name: { zh: '同意', en: 'Approve' }, to: 'approved', demands: { opinion: true } },
        ],
      },
      { code: 'approved', kind: 'end', name: { zh: '同意', en: 'Approved' }, result: 'approved' },
    ],
  },
  withdrawal: { allowed: false, by: { org: 'FIRM_A', role: 'applicant' }, notIn: [], basis: 'benchmark' },
  supervisor: { org: 'HWEDZ', role: 'supervisor' },
};
