import { createAutomations } from '../../../activities/automations';
import { allStages, proveSound } from '../../../workflows/engine/soundness';
import { DATA, DEFINITIONS } from '../../support/joint-review-harness';

const known = {
  limits: DATA.limits.map((rule) => rule.key),
  roles: DATA.roles.map((role) => role.id),
  orgs: DATA.organisations.map((organisation) => organisation.code),
  activities: Object.keys(createAutomations({ connection: null as never, publicUrl: '', secretsDir: '' })),
  processes: DEFINITIONS.map((definition) => definition.code),
};

describe('published procedures', () => {
  it.each(DEFINITIONS.map((d) => [`${d.code} v${d.version}`, d] as const))('%s is sound', (_, definition) => {
    expect(proveSound(definition, known)).toEqual([]);
  });

  const stages = DEFINITIONS.flatMap((d) =>
    allStages(d.machine).map((stage) => ({ at: `${d.code} v${d.version}`, stage })),
  );

  it('cite a clause for every task and every row of a table', () => {
    const without = stages.flatMap(({ at, stage }) => [
      ...(stage.kind === 'task' && !stage.basis?.length ? [`${at} ${stage.code}`] : []),
      ...(stage.kind === 'choose' ? stage.rows.filter((row) => row.basis.trim() === '').map(() => stage.code) : []),
    ]);
    expect(without).toEqual([]);
  });

  it('are named in both languages', () => {
    const names = stages.flatMap(({ stage }) => [
      stage.name,
      ...(stage.kind === 'task' ? stage.outcomes.map((outcome) => outcome.name) : []),
    ]);
    expect(names.filter(({ zh, en }) => !/[\u4e00-\u9fff]/.test(zh) || !/^[\x20-\x7e’]+$/.test(en))).toEqual([]);
  });

  it('are plain JSON: what travels is what was written', () => {
    for (const definition of DEFINITIONS) {
      expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    }
  });
});
