import { evolve, originOf, type Library } from './evolve';
import type { CaseEvent } from './events';
import { rowsOf, type CaseRow, type NotificationRow, type TaskRow } from './rows';
import type { CaseHeader, CaseState } from './state';

/** Hashes of the snapshots that the events of a case point to. */
export function snapshotRefs(events: readonly CaseEvent[]): { definitions: string[]; references: string[] } {
  const definitions = new Set<string>();
  const references = new Set<string>();
  for (const event of events) {
    if (event.type === 'caseStarted') {
      definitions.add(event.data['definitionRef'] as string);
      references.add(event.data['referenceRef'] as string);
    } else if (event.type === 'caseMigrated') {
      definitions.add((event.data['to'] as { definitionRef: string }).definitionRef);
    } else if (event.type === 'referenceChanged') {
      references.add(event.data['to'] as string);
    }
  }
  return { definitions: [...definitions], references: [...references] };
}

export interface Folded {
  state: CaseState;
  case: CaseRow;
  tasks: Map<string, TaskRow>;
  notifications: NotificationRow[];
}

/**
 * State and read models of a case from its record alone.
 * @param upTo fold only the events up to this number
 * @throws when there are no events, one is missing, or a snapshot is not in the library
 */
export function foldCase(events: readonly CaseEvent[], library: Library, upTo = Number.POSITIVE_INFINITY): Folded {
  const first = events[0];
  if (first?.type !== 'caseStarted') {
    throw new Error('a record begins with the start of the case');
  }
  let state = originOf(
    {
      caseId: first.caseId,
      header: first.data['header'] as CaseHeader,
      definitionRef: first.data['definitionRef'] as string,
      referenceRef: first.data['referenceRef'] as string,
      startedAt: Date.parse(first.at),
    },
    library,
  );
  const tasks = new Map<string, TaskRow>();
  const notifications: NotificationRow[] = [];
  let row: CaseRow | null = null;
  for (const event of events) {
    if (event.seq > upTo) {
      break;
    }
    const after = evolve(state, event, library);
    const rows = rowsOf(state, event, after);
    rows.tasks.forEach((task) => tasks.set(task._id, task));
    notifications.push(...rows.notifications);
    row = rows.case;
    state = after;
  }
  return { state, case: row as CaseRow, tasks, notifications };
}
