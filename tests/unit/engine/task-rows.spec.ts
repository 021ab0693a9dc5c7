import { foldCase } from '../../../workflows/engine/fold';
import type { TaskRow } from '../../../workflows/engine/rows';
import { HandCase } from '../../support/engine-case';
import { end, perDepartment, processOf, task } from '../../support/engine-definitions';

const people = ['lead.clerk.1', 'lead.supervisor.1', 'fire.officer.1', 'env.officer.1'];

function reviewed(): HandCase {
  const c = new HandCase(
    processOf([
      task('check', 'lead/clerk', ['accept>joint']),
      perDepartment(
        'joint',
        [task('review', { org: '$dept', role: 'officer' }, ['agree>signed', 'back<check']), end('signed')],
        'yes',
      ),
      end('yes'),
    ]),
    { depts: ['fire', 'env'] },
    people,
  );
  c.answer('lead.clerk.1', 'check', 'accept');
  c.answer('fire.officer.1', 'review', 'agree');
  c.answer('env.officer.1', 'review', 'back');
  return c;
}

describe('a row of the inbox', () => {
  const c = reviewed();
  const rows = [...foldCase(c.events, c.library).tasks.values()];
  const of = (org: string, stage: string): TaskRow[] => rows.filter((r) => r.orgs.includes(org) && r.stage === stage);

  it('names the department in whose figures it counts', () => {
    expect(of('fire', 'review').length).toBeGreaterThan(0);
    expect(of('lead', 'check')[0]?.orgs).toEqual(['lead']);
    expect(of('env', 'review')[0]?.orgs).toEqual(['env']);
  });

  it('says whether its answer sent the case back', () => {
    expect(of('env', 'review')[0]?.returned).toBe(true);
    expect(of('fire', 'review')[0]?.returned).toBe(false);
    expect(of('lead', 'check')[0]?.returned).toBe(false);
  });

  it('has an audience only while it is open', () => {
    for (const row of rows) {
      expect([row._id, row.audience.length > 0]).toEqual([row._id, row.status === 'open']);
    }
  });

  it('names who recused, on each open row of the case, also on those that the recusal did not move', () => {
    const fresh = reviewed();
    const before = [...foldCase(fresh.events, fresh.library).tasks.values()];
    expect(before.some((row) => row.barred)).toBe(false);
    fresh.command('recusePerson', 'lead.supervisor.1', {
      person: 'fire.officer.1',
      reason: '近亲属关系',
      basis: '公务员法 第七十六条',
    });
    for (const row of foldCase(fresh.events, fresh.library).tasks.values()) {
      expect([row._id, row.barred]).toEqual([row._id, row.status === 'open' ? ['fire.officer.1'] : undefined]);
    }
  });

  it('bears the urgency of its case until it is closed, also when it was opened later', () => {
    const c = reviewed();
    const rowsNow = (): TaskRow[] => [...foldCase(c.events, c.library).tasks.values()];
    c.command('setPriority', 'lead.supervisor.1', { priority: 'veryUrgent', reason: '省级重点项目' });
    for (const row of rowsNow()) {
      const live = row.status !== 'done' && row.status !== 'cancelled';
      expect([row._id, row.priority]).toEqual([row._id, live ? 'veryUrgent' : undefined]);
    }
    c.answer('lead.clerk.1', 'check', 'accept');
    const opened = rowsNow().filter(({ status }) => status === 'open');
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.every(({ priority }) => priority === 'veryUrgent')).toBe(true);
    c.command('setPriority', 'lead.supervisor.1', { priority: 'normal', reason: '已提前安排' });
    expect(rowsNow().some(({ priority }) => priority !== undefined)).toBe(false);
  });

  it('names whom a resting task waits for, and nobody once they have answered', () => {
    const c = reviewed();
    const { id } = c.taskFor('lead.clerk.1', 'check');
    const row = (): TaskRow | undefined => foldCase(c.events, c.library).tasks.get(id);
    c.command('addSigner', 'lead.clerk.1', { taskId: id, person: 'x', where: 'before', reason: '专业性强' });
    c.command('addSigner', 'lead.clerk.1', { taskId: id, person: 'y', where: 'beside', reason: '专业性强' });
    expect(row()).toMatchObject({ status: 'waiting', asked: ['x', 'y'] });
    c.answer('y', 'check', 'concur');
    expect(row()).toMatchObject({ status: 'waiting', asked: ['x'] });
    c.answer('x', 'check', 'concur');
    expect(row()).toMatchObject({ status: 'open' });
    expect(row()).not.toHaveProperty('asked');
  });
});
