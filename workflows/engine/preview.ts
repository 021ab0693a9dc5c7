import type { Label } from '../processes/definition';
import type { CompleteTask } from './commands';
import { decide } from './decide';
import type { Context } from './draft';
import type { Library } from './evolve';
import { applyChange } from './evolve';
import { stageOf } from './locate';
import { audienceOf } from './rows';
import type { BranchResult, CaseState, Task } from './state';
import { isLive } from './tasks';

/** What completing a task would do, without doing it. */
export interface Preview {
  /** Results of branches that stand afterwards, and those that fall. */
  stay: BranchResult[];
  fall: BranchResult[];
  /** Live tasks that are closed or made to rest, the answered one left out. */
  closed: { task: Task; stageName: Label; branch: string | null; how: 'cancelled' | 'suspended' | 'done' }[];
  opened: { task: Task; stageName: Label; branch: string | null }[];
  /** Audience keys of who is told. */
  told: string[];
  clocks: { id: string; name: Label; before: string | null; after: string | null }[];
}

/**
 * Decides on a copy and compares.
 * @throws DomainError as the command itself would be refused; NeedDirectory when role holders must be looked up first
 */
export function previewCompletion(
  state: CaseState,
  command: CompleteTask,
  context: Context,
  library: Library,
): Preview {
  const decision = decide(state, { name: 'completeTask', body: command }, context, library);
  if (!decision) {
    throw new Error('a completion always decides something');
  }
  const after = decision.event.changes.reduce((s, c) => applyChange(s, c), state);
  const standing = (s: CaseState): BranchResult[] => Object.values(s.results).filter((r) => !r.fallen);
  const key = (r: BranchResult): string => `${r.scope}|${r.block}|${r.branch}`;
  const kept = new Set(standing(after).map(key));
  const describe = (s: CaseState, task: Task): { task: Task; stageName: Label; branch: string | null } => {
    const scope = s.scopes[task.scope];
    return {
      task,
      stageName: scope ? stageOf(s, scope, task.stage).name : { zh: task.stage, en: task.stage },
      branch: scope?.branch ?? null,
    };
  };
  const closed = Object.values(state.tasks)
    .filter((t) => isLive(t) && t.status !== 'suspended' && t.id !== command.taskId)
    .flatMap((t) => {
      const now = after.tasks[t.id];
      const how = now?.status;
      return how === 'cancelled' || how === 'suspended' || how === 'done' ? [{ ...describe(after, t), how }] : [];
    });
  const opened = Object.values(after.tasks)
    .filter((t) => t.status === 'open' && state.tasks[t.id]?.status !== 'open')
    .map((t) => describe(after, t));
  return {
    stay: standing(state).filter((r) => kept.has(key(r))),
    fall: standing(state).filter((r) => !kept.has(key(r))),
    closed,
    opened,
    told: [...new Set([...opened.map((o) => o.task), ...closed.map((c) => c.task)].flatMap(audienceOf))],
    clocks: Object.values(after.clocks)
      .filter((c) => state.clocks[c.id] && state.clocks[c.id]?.dueDay !== c.dueDay)
      .map((c) => ({ id: c.id, name: c.rule.name, before: state.clocks[c.id]?.dueDay ?? null, after: c.dueDay })),
  };
}
