import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** An event with its place in the chain of its case. All other members are the record's own and are covered by the hash. */
export interface ChainedEvent {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  /** Hash of the event before; `GENESIS_HASH` for the first. */
  prevHash: string;
  /** Lower-case hex SHA-256 over the canonical JSON of everything else. */
  hash: string;
  [member: string]: unknown;
}

/** What a chain must end with, known from a place outside the chain (case row, manifest, anchor). */
export interface ChainHead {
  seq: number;
  hash: string;
}

export type ChainFaultKind =
  /** The content does not give the recorded hash. */
  | 'edited'
  /** A number is left out. */
  | 'missing'
  /** The number is not the next one although all earlier ones are there: moved or doubled. */
  | 'reordered'
  /** The content was hashed anew, but it does not follow the event before. */
  | 'unlinked'
  /** The chain ends before the expected head. */
  | 'truncated'
  /** The chain is whole in itself, but another than the one whose head was kept outside. */
  | 'rewritten'
  /** There are events behind the expected head. */
  | 'appended';

export interface ChainFault {
  kind: ChainFaultKind;
  /** Number of the first event that is touched or missing. */
  seq: number;
  message: string;
}

/** `prevHash` of the first event of a case. */
export const GENESIS_HASH = '0'.repeat(64);

/** Hash of an event as it follows `prevHash`: SHA-256 over the canonical JSON (RFC 8785) of `{...event without hash, prevHash}`. */
export function hashEvent(event: Record<string, unknown>, prevHash: string): string {
  const { hash: _own, ...content } = event;
  return createHash('sha256')
    .update(canonicalJson({ ...content, prevHash }), 'utf8')
    .digest('hex');
}

/**
 * Chains new events to the head of their case. The results are plain JSON (dates as ISO text, no undefined members), so that
 * what is stored is exactly what was hashed.
 */
export function chainEvents<T extends { seq: number }>(
  events: readonly T[],
  headHash: string = GENESIS_HASH,
): (T & ChainedEvent)[] {
  let prevHash = headHash;
  return events.map((event) => {
    const plain = JSON.parse(JSON.stringify({ ...event, prevHash })) as T & ChainedEvent;
    delete (plain as Partial<ChainedEvent>).hash;
    plain.hash = hashEvent(plain, prevHash);
    prevHash = plain.hash;
    return plain;
  });
}

function faultOf(event: ChainedEvent, expectedSeq: number, prevHash: string, known: Set<number>): ChainFault | null {
  if (event.seq !== expectedSeq) {
    return known.has(expectedSeq)
      ? { kind: 'reordered', seq: expectedSeq, message: `event ${event.seq} stands in the place of ${expectedSeq}` }
      : { kind: 'missing', seq: expectedSeq, message: `event ${expectedSeq} is missing` };
  }
  if (hashEvent(event, event.prevHash) !== event.hash) {
    return { kind: 'edited', seq: event.seq, message: `event ${event.seq} does not give its recorded hash` };
  }
  if (event.prevHash !== prevHash) {
    return { kind: 'unlinked', seq: event.seq, message: `event ${event.seq} does not follow the event before it` };
  }
  return null;
}

/**
 * Checks the chain of one case, in the order given, and names the first fault; null if there is none.
 * A chain alone cannot show that its end was cut off: give the head that was kept elsewhere.
 */
export function verifyChain(events: readonly ChainedEvent[], expectedHead?: ChainHead): ChainFault | null {
  const known = new Set(events.map((event) => event.seq));
  let prevHash = GENESIS_HASH;
  let seq = 0;
  for (const event of events) {
    const fault = faultOf(event, seq + 1, prevHash, known);
    if (fault) return fault;
    seq = event.seq;
    prevHash = event.hash;
  }
  if (!expectedHead) return null;
  if (seq < expectedHead.seq) {
    return { kind: 'truncated', seq: seq + 1, message: `the chain ends at ${seq}, expected ${expectedHead.seq}` };
  }
  if (seq > expectedHead.seq) {
    return {
      kind: 'appended',
      seq: expectedHead.seq + 1,
      message: `the chain goes on to ${seq}, expected ${expectedHead.seq}`,
    };
  }
  return prevHash === expectedHead.hash ? null : rewrittenAt(seq);
}

function rewrittenAt(seq: number): ChainFault {
  return { kind: 'rewritten', seq, message: `event ${seq} is not the one whose hash was kept outside the chain` };
}

/** Holds a chain against heads kept earlier (daily anchors): an entirely recomputed chain shows here and nowhere else. */
export function verifyAgainstHeads(events: readonly ChainedEvent[], heads: readonly ChainHead[]): ChainFault | null {
  const hashes = new Map(events.map((event) => [event.seq, event.hash]));
  for (const head of [...heads].sort((a, b) => a.seq - b.seq)) {
    const hash = hashes.get(head.seq);
    if (hash === undefined) {
      return { kind: 'truncated', seq: head.seq, message: `event ${head.seq} was anchored and is not there` };
    }
    if (hash !== head.hash) return rewrittenAt(head.seq);
  }
  return null;
}
