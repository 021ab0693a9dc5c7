import type { Outcome, TaskStage } from '../processes/definition';
import { leadsTo, stageIn } from './locate';
import { outcomeOf } from './signing';
import type { Place, Report } from './soundness-report';
import { stageReferences } from './soundness-references';

/** Faults of a human task: its outcomes and where they lead, its signing policy, what is demanded, its limit. */
export function taskFaults(place: Place, stage: TaskStage, at: string, report: Report): void {
  const refer = stageReferences(place, at, report);
  refer.assignment(stage.assignment);
  const codes = stage.outcomes.map((o) => o.code);
  if (codes.length === 0) {
    report(at, 'definition.noOutcomes');
  }
  codes
    .filter((code, n) => codes.indexOf(code) !== n)
    .forEach((outcome) => report(at, 'definition.duplicateOutcome', { outcome }));
  const form = place.definition.forms.find((f) => f.key === stage.form);
  if (stage.form !== undefined && !form) {
    report(at, 'definition.unknownForm', { form: stage.form });
  }
  for (const outcome of stage.outcomes) {
    refer.facts(outcome.take ?? []);
    refer.sets(outcome.set);
    if (outcome.when) {
      refer.condition(outcome.when);
    }
    for (const field of outcome.demands?.fields ?? []) {
      if (!form?.fields.some((f) => f.key === field)) {
        report(at, 'definition.unknownField', { field });
      }
    }
    for (const { fact, notBefore } of outcome.demands?.days ?? []) {
      refer.facts([fact, ...('fact' in notBefore ? [notBefore.fact] : [])], 'string');
      refer.clocks('limit' in notBefore ? { start: [notBefore.limit] } : undefined);
      if (!outcome.take?.includes(fact)) {
        report(at, 'definition.unknownField', { field: fact });
      }
    }
    if (outcome.kind === 'return') {
      proveReturn(place, stage, outcome, at, report);
    }
  }
  proveOffer(stage, at, report);
  provePolicy(stage, at, report);
  proveDue(stage, at, report);
  for (const code of stage.notSameAs ?? []) {
    const machines = [place.machine, ...place.around.map((a) => a.machine)];
    const found = machines.some((m) => stageIn(m, code)?.kind === 'task');
    if (!found || code === stage.code) {
      report(at, 'definition.unknownStage', { to: code });
    }
  }
}

/** A return names an earlier stage of its own machine or of one around it, and just one. */
function proveReturn(place: Place, stage: TaskStage, outcome: Outcome, at: string, report: Report): void {
  if (outcome.demands?.secondPerson) {
    report(at, 'definition.returnConfirmed', { outcome: outcome.code });
  }
  if (outcome.to === '*') {
    return;
  }
  const machines = [
    { machine: place.machine, standing: stage.code },
    ...place.around.map(({ machine, block }) => ({ machine, standing: block })),
  ];
  const holding = machines.filter(({ machine }) => stageIn(machine, outcome.to));
  const [nearest] = holding;
  if (!nearest) {
    report(at, 'definition.unknownStage', { to: outcome.to });
  } else if (holding.length > 1) {
    report(at, 'definition.ambiguousReturn', { outcome: outcome.code, to: outcome.to });
  } else if (
    outcome.to === nearest.standing ||
    stageIn(nearest.machine, outcome.to)?.kind === 'end' ||
    !leadsTo(nearest.machine, outcome.to, nearest.standing)
  ) {
    report(at, 'definition.returnNotEarlier', { outcome: outcome.code, to: outcome.to });
  }
}

/** Somebody must always be able to give some outcome: one without condition, or one for a condition and one for its contrary. */
function proveOffer(stage: TaskStage, at: string, report: Report): void {
  const conditions = new Set(stage.outcomes.map((o) => JSON.stringify(o.when)));
  const contrary = stage.outcomes.some((o) => conditions.has(JSON.stringify({ not: o.when })));
  if (stage.outcomes.length > 0 && !contrary && !stage.outcomes.some((o) => !o.when)) {
    report(at, 'definition.nothingOffered');
  }
}

function provePolicy(stage: TaskStage, at: string, report: Report): void {
  const { policy, assignment } = stage;
  const named =
    policy.kind === 'vote'
      ? [policy.tieOutcome, policy.abstainOutcome, policy.vetoOutcome]
      : 'breaks' in policy
        ? (policy.breaks ?? [])
        : [];
  for (const outcome of named) {
    if (outcome !== undefined && !outcomeOf(stage.outcomes, outcome)) {
      report(at, 'definition.policyOutcome', { outcome });
    }
  }
  if (policy.kind !== 'vote') {
    return;
  }
  const roles =
    'roles' in assignment ? assignment.roles.map((r) => r.role) : 'role' in assignment ? [assignment.role] : [];
  const most = 'roles' in assignment ? assignment.roles.length : 'person' in assignment ? 1 : Number.POSITIVE_INFINITY;
  if (!Number.isInteger(policy.quorum) || policy.quorum < 1 || policy.quorum > most) {
    report(at, 'definition.voteQuorum', { quorum: policy.quorum });
  }
  if (!(policy.threshold >= 0 && policy.threshold < 1)) {
    report(at, 'definition.voteThreshold', { threshold: policy.threshold });
  }
  if (Object.values(policy.weights ?? {}).some((w) => !(w > 0))) {
    report(at, 'definition.voteWeights');
  }
  const vetoing = policy.vetoRoles ?? [];
  if (vetoing.length > 0 !== (policy.vetoOutcome !== undefined) || vetoing.some((r) => !roles.includes(r))) {
    report(at, 'definition.voteVeto');
  }
  if (outcomeOf(stage.outcomes, policy.tieOutcome)?.to === '*') {
    report(at, 'definition.policyOutcome', { outcome: policy.tieOutcome });
  }
}

/** Silence never approves: what the clock gives needs a limit and a basis, names its stage, and is no consent. */
function proveDue(stage: TaskStage, at: string, report: Report): void {
  if (!stage.onDue) {
    return;
  }
  const outcome = outcomeOf(stage.outcomes, stage.onDue.outcome);
  if (!outcome || outcome.to === '*') {
    report(at, 'definition.policyOutcome', { outcome: stage.onDue.outcome });
  } else if (outcome.tone === 'positive' || !stage.onDue.basis.trim()) {
    report(at, 'definition.silentApproval', { outcome: outcome.code });
  }
  if (!stage.clocks?.own) {
    report(at, 'definition.dueWithoutLimit');
  }
}
