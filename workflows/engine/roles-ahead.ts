import type { Facts, Machine, ProcessDefinition } from '../processes/definition';

/**
 * Role keys `org/role` that the case may need later on, as far as they are known now. Looking them up together saves a look-up with every
 * stage; what is not foreseen here is looked up when it is needed.
 * @param facts those of the case as a whole
 */
export function rolesAhead(definition: ProcessDefinition, leadOrg: string, facts: Facts): string[] {
  const keys = new Set<string>();
  walk(definition.machine, facts, keys);
  keys.add(`${leadOrg}/${definition.supervisor.role}`);
  return [...keys];
}

function walk(machine: Machine, facts: Record<string, unknown>, keys: Set<string>): void {
  const org = (term: string): string | null => {
    const value = term.startsWith('$') ? facts[term.slice(1)] : term;
    return typeof value === 'string' ? value : null;
  };
  for (const stage of machine.stages) {
    if (stage.kind === 'task' && !('person' in stage.assignment)) {
      const pairs = 'roles' in stage.assignment ? stage.assignment.roles : [stage.assignment];
      for (const pair of pairs) {
        const code = org(pair.org);
        if (code !== null) {
          keys.add(`${code}/${pair.role}`);
        }
      }
    }
    if (stage.kind === 'parallel') {
      const { branches } = stage;
      if ('each' in branches) {
        const members = facts[branches.each.fact];
        for (const member of Array.isArray(members) ? (members as unknown[]) : []) {
          walk(branches.each.machine, { ...facts, [branches.each.as]: member }, keys);
        }
      } else {
        branches.fixed.forEach((branch) => walk(branch.machine, facts, keys));
      }
    }
  }
}
