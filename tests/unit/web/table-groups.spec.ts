import { SET_SCHEMAS } from '../../../api/reference/sets';
import { grouped, groupOf, TABLE_GROUPS } from '../../../web/src/pages/admin/reference/table-groups';

const NAMED = Object.values(TABLE_GROUPS).flat() as string[];

it('every table that the system keeps has a subject, and none has two', () => {
  const kept = ['routing', 'parks', 'credit', ...SET_SCHEMAS.map(({ set }) => set)];
  expect([...NAMED].sort()).toEqual([...kept].sort());
});

it('a table that nobody gave a subject is still found, after those of the last one', () => {
  expect(groupOf('something-new')).toBe('others');
  const shown = grouped([{ set: 'something-new' }, { set: 'settings' }, { set: 'chemicals' }]);
  expect(shown).toEqual([
    { group: 'hazards', tables: [{ set: 'chemicals' }] },
    { group: 'others', tables: [{ set: 'settings' }, { set: 'something-new' }] },
  ]);
});
