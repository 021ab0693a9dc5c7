import type { Assignment, ClockEffects, Condition, Facts, FactType, FactValue } from '../processes/definition';
import type { Place, Report } from './soundness-report';
import { stageIn } from './locate';

/** Checks that what a stage names exists and is of the type in which it is used. */
export interface References {
  facts(names: readonly string[], type?: FactType): void;
  sets(facts: Facts | undefined): void;
  condition(condition: Condition): void;
  clocks(effects: ClockEffects | undefined): void;
  assignment(assignment: Assignment): void;
  block(code: string): void;
  activity(code: string): void;
  process(code: string): void;
}

export function stageReferences(place: Place, at: string, report: Report): References {
  const { definition, known } = place;
  const typeOf = (fact: string): FactType | undefined => definition.facts[fact]?.type ?? place.given[fact];

  const fact = (name: string, type?: FactType): void => {
    const declared = typeOf(name);
    if (!declared) {
      report(at, 'definition.unknownFact', { stage: at, fact: name });
    } else if (type && declared !== type) {
      report(at, 'definition.factType', { stage: at, fact: name, type: declared });
    }
  };
  const value = (name: string, given: FactValue): void => {
    if (given === null) {
      fact(name);
    } else {
      fact(name, Array.isArray(given) ? 'strings' : (typeof given as FactType));
    }
  };
  const term = (text: string): void => {
    if (text.startsWith('$')) {
      fact(text.slice(1), 'string');
    }
  };
  const block = (code: string): void => {
    const machines = [place.machine, ...place.around.map((a) => a.machine)];
    if (!machines.some((m) => stageIn(m, code)?.kind === 'parallel')) {
      report(at, 'definition.unknownStage', { stage: at, to: code });
    }
  };
  const role = (org: string, code: string): void => {
    term(org);
    const orgKnown = org.startsWith('$') || !known.orgs || known.orgs.includes(org);
    if (!known.roles.includes(code) || !orgKnown) {
      report(at, 'definition.unknownAssignee', { stage: at, assignee: `${org}/${code}` });
    }
  };
  const condition = (c: Condition): void => {
    if ('all' in c) {
      c.all.forEach(condition);
    } else if ('any' in c) {
      c.any.forEach(condition);
    } else if ('not' in c) {
      condition(c.not);
    } else if ('branches' in c) {
      block(c.branches);
      value(c.fact, 'some' in c ? c.some : c.every);
    } else if ('is' in c) {
      value(c.fact, c.is);
    } else if ('in' in c) {
      fact(c.fact);
    } else {
      fact(c.fact, 'includes' in c ? 'strings' : 'number');
    }
  };
  return {
    facts: (names, type) => names.forEach((name) => fact(name, type)),
    sets: (facts) => Object.entries(facts ?? {}).forEach(([name, v]) => value(name, v)),
    condition,
    block,
    clocks: (effects) => {
      const named = [
        ...(effects?.own ? [effects.own] : []),
        ...(effects?.start ?? []),
        ...(effects?.meet ?? []),
        ...(effects?.stop ?? []).map((s) => s.limit),
      ];
      for (const limit of named.filter((key) => !definition.limits.includes(key) || !known.limits.includes(key))) {
        report(at, 'definition.unknownLimit', { stage: at, limit });
      }
      const { from, until } = effects?.counting ?? {};
      if (from && 'stage' in from && !stageIn(place.machine, from.stage)) {
        report(at, 'definition.unknownStage', { stage: at, to: from.stage });
      }
      [from && 'fact' in from ? from.fact : null, until?.fact ?? null].forEach((name) => name && fact(name, 'string'));
    },
    assignment: (assignment) => {
      if ('person' in assignment) {
        term(assignment.person);
        if (!assignment.person.startsWith('$')) {
          // Persons come and go; a definition names roles, or the person that a fact holds.
          report(at, 'definition.unknownAssignee', { stage: at, assignee: assignment.person });
        }
        return;
      }
      const roles = 'roles' in assignment ? assignment.roles : [assignment];
      roles.forEach((r) => role(r.org, r.role));
      if (roles.length === 0) {
        report(at, 'definition.unknownAssignee', { stage: at, assignee: '' });
      }
    },
    activity: (activity) => {
      if (!known.activities.includes(activity)) {
        report(at, 'definition.unknownActivity', { stage: at, activity });
      }
    },
    process: (process) => {
      if (!known.processes.includes(process)) {
        report(at, 'definition.unknownProcess', { stage: at, process });
      }
    },
  };
}
