import type { Machine, WaitStage } from '../processes/definition';
import { termOf } from './conditions';
import type { Draft } from './draft';
import { orgKey, personKey } from './rows';
import type { Scope } from './state';
import { poolsOf } from './tasks';

/**
 * Who may report what a wait waits for gets no task that would tell them of the case, so it is open to them by itself: from its
 * beginning where the definition names them, else from when the wait does.
 */
export function admitReporters(d: Draft, scope: Scope, waits: readonly WaitStage[]): void {
  const keys = waits
    .flatMap((stage) => stage.by ?? [])
    .flatMap((to) =>
      'person' in to
        ? [termOf(to.person, d.state, scope.id)].filter(Boolean).map(personKey)
        : poolsOf(d.state, scope, to).flatMap(({ org }) => (org ? [orgKey(org)] : [])),
    );
  const fresh = [...new Set(keys)].filter((key) => !d.state.involved.includes(key));
  if (fresh.length > 0) {
    d.setCase({ involved: [...d.state.involved, ...fresh] });
  }
}

/** Every wait of a machine and of those inside it. */
export function waitsIn(machine: Machine): WaitStage[] {
  return machine.stages.flatMap((stage) => {
    if (stage.kind === 'wait') {
      return [stage];
    }
    if (stage.kind !== 'parallel') {
      return [];
    }
    const { branches } = stage;
    return 'each' in branches ? waitsIn(branches.each.machine) : branches.fixed.flatMap((b) => waitsIn(b.machine));
  });
}
