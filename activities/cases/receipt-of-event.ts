import type { CommandReceipt } from '../../workflows/engine/commands';
import type { RecordedEvent } from '../../workflows/engine/events';

/** The answer that a command got, read from the event that it became. */
export function receiptOfEvent(event: RecordedEvent): CommandReceipt {
  const ended = event.changes.find((c) => c.on === 'case' && 'status' in c.set)?.set;
  return {
    caseId: event.caseId,
    seq: event.seq,
    status: ended?.['status'] === 'ended' ? 'ended' : 'running',
    result: ended?.['status'] === 'ended' ? String(ended['result']) : null,
    opened: event.changes.filter((c) => c.on === 'task' && c.was === null).map((c) => c.id),
    hash: event.command?.hash ?? '',
  };
}
