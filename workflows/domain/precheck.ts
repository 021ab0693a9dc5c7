import { type ApplicationDraft, PHYSICAL_STATES, type PhysicalState, type ProjectKind } from './application';
import type { Day } from './calendar';
import type { FieldProblem } from './errors';
import { COMPLETENESS_RULES } from './precheck/completeness';
import { DOCUMENT_RULES } from './precheck/documents';
import { INSTITUTION_RULES } from './precheck/institutions';
import { PROCESS_RULES } from './precheck/processes';
import { listOf, numberOf, type PreCheckContext, type PreCheckRule, textOf } from './precheck/rule';
import { SITE_RULES } from './precheck/site';
import { SUBSTANCE_RULES } from './precheck/substances';
import { UNIT_RULES } from './precheck/units';
import type { ProjectReference } from './reference';
import { type ProjectForScreening, screen, type ScreenedSubstance } from './screening';

/** Every rule of the pre-check, in the order in which its findings are told. */
export const PRECHECK_RULES: readonly PreCheckRule[] = [
  ...COMPLETENESS_RULES,
  ...SITE_RULES,
  ...PROCESS_RULES,
  ...UNIT_RULES,
  ...SUBSTANCE_RULES,
  ...INSTITUTION_RULES,
  ...DOCUMENT_RULES,
];

/**
 * Names every missing or contradictory field of an application, with the rule behind it; empty when it can be submitted.
 * Never throws, whatever the draft holds.
 * @param today local day of the check
 */
export function precheck(draft: ApplicationDraft, reference: ProjectReference, today: Day): FieldProblem[] {
  const tidy = tidied(draft);
  const context: PreCheckContext = { reference, today, inScope: screen(screenable(draft), reference).inScope };
  return PRECHECK_RULES.flatMap(({ id, clause, check }) =>
    check(tidy, context).map((finding) => ({ ...finding, rule: `${id}：${clause}` })),
  );
}

/** A draft is stored as it was typed or sent: parts that are not of their shape count as empty, at their place. */
function tidied(draft: ApplicationDraft): ApplicationDraft {
  const whole: ApplicationDraft = part(draft);
  return {
    ...whole,
    enterprise: part(whole.enterprise),
    site: part(whole.site),
    project: part(whole.project),
    activities: part(whole.activities),
    design: part(whole.design),
    evaluation: part(whole.evaluation),
    units: listOf(whole.units).map(part),
    substances: listOf(whole.substances).map(part),
    documents: listOf(whole.documents).map(part),
  };
}

function part<T>(value: T): NonNullable<T> {
  return (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as NonNullable<T>;
}

/**
 * What of a draft can already be screened: a preview while the form is being filled. Faulty entries are left out; the pre-check
 * names them.
 */
export function screenable(application: ApplicationDraft): ProjectForScreening {
  const draft = tidied(application);
  const substances = listOf(draft.substances).flatMap((one): (ScreenedSubstance & { unit: string | null })[] => {
    const [cas, quantityT] = [textOf(one?.cas), numberOf(one?.quantityT)];
    if (cas === null || quantityT === null || quantityT < 0) return [];
    const state = textOf(one.physicalState) as PhysicalState | null;
    return [
      {
        cas,
        name: textOf(one.name) ?? cas,
        quantityT,
        physicalState: state !== null && PHYSICAL_STATES.includes(state) ? state : 'liquid',
        category: textOf(one.category) ?? undefined,
        variant: textOf(one.variant) ?? undefined,
        unit: textOf(one.unit),
      },
    ];
  });
  const { activities } = draft;
  return {
    kind: (textOf(draft.project?.kind) ?? 'newBuild') as ProjectKind,
    inPark: draft.site?.inPark === true,
    processes: listOf(draft.processes).filter((code) => typeof code === 'string'),
    units: listOf(draft.units).flatMap((unit) => {
      const key = textOf(unit?.key);
      if (key === null) return [];
      const kind = unit.kind === 'storage' ? 'storage' : 'production';
      return [{ key, name: textOf(unit.name) ?? key, kind, substances: substances.filter((one) => one.unit === key) }];
    }),
    population500m: numberOf(draft.population500m) ?? 0,
    activities: {
      newBuildings: activities?.newBuildings === true,
      specialEquipment: activities?.specialEquipment === true,
      townGas: activities?.townGas === true,
      hazardousWaste: activities?.hazardousWaste === true,
      bondedStorage: activities?.bondedStorage === true,
      ownTransport: activities?.ownTransport === true,
    },
  };
}
