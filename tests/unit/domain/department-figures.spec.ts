import { loadReference } from '../../../seeds/reference';
import { endOfDay, startOfDay, workCalendar } from '../../../workflows/domain/calendar';
import { departmentFigures } from '../../../workflows/domain/department-figures';
import { groupsOf, type CountedTask } from '../../support/figure-groups';

const calendar = workCalendar(loadReference().calendars);
const noon = (day: string): number => startOfDay(day) + 12 * 3_600_000;
const limit = { key: 'review', name: { zh: '部门审查', en: 'Review' }, stopped: null };

function task(given: Partial<CountedTask>): CountedTask {
  return {
    orgs: ['EMB'],
    status: 'done',
    openedAt: noon('2026-09-21'),
    closedAt: noon('2026-09-23'),
    dueAt: endOfDay('2026-09-24'),
    stopped: false,
    returned: false,
    limit,
    ...given,
  };
}

describe('figures of departments', () => {
  const period = { from: startOfDay('2026-09-01'), to: endOfDay('2026-09-30') };
  const of = (...tasks: CountedTask[]) => departmentFigures(groupsOf(tasks, period), calendar);

  it('tell what was done in time and late, and which limit was missed', () => {
    const [emb] = of(
      task({}),
      task({ closedAt: endOfDay('2026-09-24') }),
      task({ closedAt: startOfDay('2026-09-25'), returned: true }),
      task({ closedAt: noon('2026-09-28'), limit: { ...limit, stopped: '补正' } }),
    );
    expect(emb).toMatchObject({ received: 4, done: 4, inTime: 2, late: 2, returns: 1, open: 0 });
    expect(emb?.lateReasons).toEqual([{ limit: 'review', name: limit.name, count: 2, stopped: 1 }]);
  });

  it('average in working days, without the festival: from Thursday before Mid-Autumn 2026 to the Monday after is two days', () => {
    // 25 September 2026 is off, 26 and 27 are the weekend (国办 notice for 2026).
    const [emb] = of(
      task({ openedAt: noon('2026-09-23'), closedAt: noon('2026-09-28') }),
      task({ closedAt: noon('2026-09-22') }),
    );
    expect(emb?.averageWorkingDays).toBe(1.5);
  });

  it('count what was open at the end of the period, not what happened after it', () => {
    const [emb] = of(
      task({ closedAt: noon('2026-10-09') }),
      task({ status: 'open', closedAt: null, dueAt: null }),
      task({ status: 'open', closedAt: null, stopped: true }),
      task({ openedAt: noon('2026-10-08'), closedAt: null, status: 'open' }),
      task({ openedAt: noon('2026-08-31') }),
    );
    expect(emb).toMatchObject({ received: 3, done: 1, open: 3, overdue: 1 });
  });

  it('leave out what was cancelled, and keep departments apart', () => {
    expect(of(task({ status: 'cancelled' }))).toEqual([]);
    expect(of(task({ orgs: ['EEB'] }), task({})).map((d) => [d.org, d.done])).toEqual([
      ['EEB', 1],
      ['EMB', 1],
    ]);
    expect(of(task({ closedAt: null, status: 'open' }))[0]?.averageWorkingDays).toBeNull();
  });
});
