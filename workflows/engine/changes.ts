import { patched } from '@temporalio/workflow';

/**
 * Changes of what a case's workflow does in which order. Cases run for months: a history that began before a change is replayed with the
 * branch of then, which is why both branches stand in the code for a while. One function per change, asked only where the branches
 * part, so that a case that never comes there pays nothing for the marker.
 *
 * When the old branch may go:
 * 1. as long as a case from before runs, `patched` stays, and its histories in `tests/histories` must replay;
 * 2. when none runs any more and the retention of the ended ones is over, `deprecatePatch` takes its place and the old branch and its
 *    histories go;
 * 3. when no case that carries the marker runs any more, the call goes too.
 */

/**
 * Since 2026-11: a timer is set once per moment and called off when a later one takes its place; holders looked up earlier are confirmed
 * where the decision is written instead of being looked up before it, and those of organisations that a decision brings in are looked
 * up together. Until then timers rang for nothing, some of them twice, and look-ups were local activities of their own.
 */
export function sparesHistory(): boolean {
  return patched('2026-11-spare-history');
}

/**
 * Since 2026-11: what follows a wait or a limit counts from the moment at which it ran out; until then from when its timer rang, shortly
 * after, which could be the next day.
 */
export function countsFromTheMoment(): boolean {
  return patched('2026-11-count-from-the-moment');
}
