import type { Machine } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { OFFICERS } from './officers';

/** 变更: what was reported is compared with what was approved; a great change ends this life, and the project is reviewed anew. */
export const CHANGES: Machine = {
  start: 'changeAwaited',
  stages: [
    {
      code: 'changeAwaited',
      kind: 'wait',
      name: t('变更报告', 'Report of a change'),
      basis: [BASIS.project],
      for: { message: 'changeReported', take: ['changeVersion'] },
      by: [...OFFICERS, { person: '$applicant' }],
      to: 'assessChange',
    },
    {
      code: 'assessChange',
      kind: 'auto',
      name: t('变更判定', 'Assessment of the change'),
      basis: [BASIS.project],
      activity: 'assessChange',
      take: ['siteChanged', 'processChanged', 'scaleChanged', 'surroundingsChanged'],
      to: 'changeVerdict',
    },
    {
      code: 'changeVerdict',
      kind: 'choose',
      name: t('是否需要重新审查', 'Re-review or not'),
      basis: [BASIS.project],
      hit: 'first',
      rows: ['siteChanged', 'processChanged', 'scaleChanged', 'surroundingsChanged'].map((fact) => ({
        when: { fact, is: true },
        set: { reReview: true },
        to: 'reReviewNeeded',
        basis: BASIS.project,
      })),
      to: 'changeAwaited',
    },
    { code: 'reReviewNeeded', kind: 'end', name: t('需要重新审查', 'Re-review needed'), result: 'reReview' },
  ],
};
