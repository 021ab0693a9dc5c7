import type { components } from '../../api/schema';

export type Draft = components['schemas']['ApplicationDraftDto'];
export type Application = components['schemas']['ApplicationDto'];
export type Screening = components['schemas']['ScreeningDto'];
export type PreCheck = components['schemas']['PreCheckDto'];
export type Unit = NonNullable<Draft['units']>[number];
export type Substance = NonNullable<Draft['substances']>[number];

/** Groups of single values, by their key in the draft. */
export type Group = 'enterprise' | 'site' | 'project' | 'activities' | 'design' | 'evaluation';

export const STEPS = ['enterprise', 'project', 'substances', 'institutions', 'documents', 'check'] as const;
export type Step = (typeof STEPS)[number] | 'corrections';

const STEP_OF: [RegExp, Step][] = [
  [/^(application\.)?(enterprise|site)/, 'enterprise'],
  [/^(application\.)?(project|processes|population500m|hazardousWasteT|activities)/, 'project'],
  [/^(application\.)?(units|substances)/, 'substances'],
  [/^(application\.)?(design|evaluation)/, 'institutions'],
  [/^(application\.)?documents/, 'documents'],
];

/** Step in which a field is filled in. */
export const stepOf = (field: string): Step => STEP_OF.find(([pattern]) => pattern.test(field))?.[1] ?? 'check';

/** A path of the API as the pages use it: without the frame around the draft. */
export const plainPath = (field: string): string => field.replace(/^application\./, '');

export function setIn(draft: Draft, group: Group, key: string, value: unknown): Draft {
  return { ...draft, [group]: { ...(draft[group] ?? {}), [key]: value } };
}

/** Keys of units are for the machine: the smallest that is free. */
export function nextUnitKey(units: readonly Unit[]): string {
  for (let n = 1; ; n++) if (!units.some(({ key }) => key === `U${n}`)) return `U${n}`;
}
