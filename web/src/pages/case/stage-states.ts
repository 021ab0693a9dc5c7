import type { CaseDetail } from '../../api/types';

export type StageState = 'passed' | 'current' | 'returned' | 'overdue' | 'ahead';

export interface StageFigure {
  state: StageState;
  /** Branches that stand here now. */
  here: string[];
  times: number;
}

/** What became of each stage, all branches of a block together. */
export function stageStates(detail: CaseDetail): Map<string, StageFigure> {
  const figures = new Map<string, StageFigure>();
  for (const visit of detail.visits) {
    const before = figures.get(visit.stage);
    const active = visit.how === 'active' || visit.how === 'suspended';
    const state: StageState = active
      ? visit.overdue
        ? 'overdue'
        : 'current'
      : visit.how === 'returned'
        ? 'returned'
        : visit.how === 'completed'
          ? 'passed'
          : 'ahead';
    figures.set(visit.stage, {
      state: before ? graver(before.state, state) : state,
      here: [...(before?.here ?? []), ...(active && visit.branch ? [visit.branch] : [])],
      times: Math.max(before?.times ?? 0, visit.times),
    });
  }
  return figures;
}

const GRAVITY: StageState[] = ['ahead', 'passed', 'returned', 'current', 'overdue'];
const graver = (a: StageState, b: StageState): StageState => (GRAVITY.indexOf(a) > GRAVITY.indexOf(b) ? a : b);
