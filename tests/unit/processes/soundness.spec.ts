import { createAutomations } from '../../../activities/automations';
import { proveSound } from '../../../workflows/engine/soundness';
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

  it('carry a basis or a limit for every task, and names in both languages for every outcome', () => {
    const faults = DEFINITIONS.flatMap((definition) =>
      JSON.stringify(definition, (_, value: unknown) => value)
        .split('"zh":""')
        .slice(1),
    );
    expect(faults).toEqual([]);
  });

  it('are plain JSON: what travels is what was written', () => {
    for (const definition of DEFINITIONS) {
      expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    }
  });
});
