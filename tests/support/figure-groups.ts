import { localDay } from '../../workflows/domain/calendar';
import type { FigureGroup } from '../../workflows/domain/department-figures';
import type { TaskRow } from '../../workflows/engine/rows';

export type CountedTask = Pick<
  TaskRow,
  'orgs' | 'status' | 'openedAt' | 'closedAt' | 'dueAt' | 'stopped' | 'returned' | 'limit'
>;

/** How the tasks of a department count in a period, one by one and without a store: what the counting in the store is held against. */
export function groupsOf(tasks: readonly CountedTask[], period: { from: number; to: number }): FigureGroup[] {
  const within = (moment: number | null) => moment !== null && moment >= period.from && moment <= period.to;
  return tasks
    .filter(({ status, openedAt }) => status !== 'cancelled' && openedAt <= period.to)
    .flatMap((task) => {
      const { openedAt, closedAt, dueAt, stopped, limit } = task;
      const open = closedAt === null || closedAt > period.to;
      const done = within(closedAt);
      const late = done && dueAt !== null && closedAt! > dueAt;
      return task.orgs.map((org): FigureGroup => ({
        org,
        count: 1,
        received: within(openedAt),
        open,
        overdue: open && dueAt !== null && !stopped && dueAt < period.to,
        done,
        late,
        returned: done && task.returned,
        openedDay: localDay(openedAt),
        closedDay: done ? localDay(closedAt!) : null,
        limit: late && limit ? { key: limit.key, name: limit.name, stopped: limit.stopped !== null } : null,
      }));
    });
}
