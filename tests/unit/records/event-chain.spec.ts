import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import {
  chainEvents,
  GENESIS_HASH,
  hashEvent,
  verifyAgainstHeads,
  verifyChain,
} from '../../../activities/records/event-chain';
import type { ChainedEvent } from '../../../activities/records/event-chain';

const eventsOf = (count: number): ChainedEvent[] =>
  chainEvents(
    Array.from({ length: count }, (_, i) => ({
      caseId: 'jointReview/2026-0001',
      seq: i + 1,
      type: 'taskCompleted',
      at: `2026-03-0${(i % 9) + 1}T01:00:00.000Z`,
      actor: { person: 'p1', org: 'EMB' },
      data: { outcome: 'AGREE', note: `第${i + 1}步` },
    })),
  );
const headOf = (events: ChainedEvent[]) => ({ seq: events.at(-1)!.seq, hash: events.at(-1)!.hash });

describe('hash chain of a case', () => {
  it('hashes the canonical JSON of the event with the hash before it', () => {
    const expected = createHash('sha256')
      .update(`{"a":1,"prevHash":"${GENESIS_HASH}","seq":1,"类":"受理"}`)
      .digest('hex');
    expect(hashEvent({ 类: '受理', seq: 1, a: 1 }, GENESIS_HASH)).toBe(expected);
    expect(hashEvent({ 类: '受理', seq: 1, a: 1, hash: 'old', prevHash: 'other' }, GENESIS_HASH)).toBe(expected);
  });

  it('accepts an untouched chain, also after it went through a store as JSON', () => {
    const events = eventsOf(12);
    expect(verifyChain(JSON.parse(JSON.stringify(events)) as ChainedEvent[], headOf(events))).toBeNull();
    expect(verifyChain([])).toBeNull();
  });

  it('goes on from the head of an earlier batch', () => {
    const first = eventsOf(3);
    const second = chainEvents([{ seq: 4 }, { seq: 5, none: undefined }], first[2]!.hash);
    expect(verifyChain([...first, ...second])).toBeNull();
    expect(second[1]).not.toHaveProperty('none');
  });

  it('names an edited event, whatever member was touched', () => {
    const events = eventsOf(8);
    events[4] = { ...events[4]!, data: { outcome: 'OBJECT', note: '第5步' } };
    expect(verifyChain(events)).toMatchObject({ kind: 'edited', seq: 5 });
  });

  it('names an edited event whose hash was computed anew', () => {
    const events = eventsOf(8);
    const forged = { ...events[4]!, data: 'forged' };
    events[4] = { ...forged, hash: hashEvent(forged, forged.prevHash) };
    expect(verifyChain(events)).toMatchObject({ kind: 'unlinked', seq: 6 });
  });

  it('names a deleted, a swapped and a doubled event', () => {
    const events = eventsOf(8);
    expect(verifyChain(events.filter((e) => e.seq !== 3))).toMatchObject({ kind: 'missing', seq: 3 });
    expect(verifyChain(events.filter((e) => e.seq !== 1))).toMatchObject({ kind: 'missing', seq: 1 });
    const swapped = [...events];
    [swapped[2], swapped[3]] = [swapped[3]!, swapped[2]!];
    expect(verifyChain(swapped)).toMatchObject({ kind: 'reordered', seq: 3 });
    expect(verifyChain([...events.slice(0, 4), events[3]!, ...events.slice(4)])).toMatchObject({ seq: 5 });
  });

  it('names a cut end only when the head is known from elsewhere', () => {
    const events = eventsOf(8);
    expect(verifyChain(events.slice(0, 6))).toBeNull();
    expect(verifyChain(events.slice(0, 6), headOf(events))).toMatchObject({ kind: 'truncated', seq: 7 });
    expect(verifyChain([], headOf(events))).toMatchObject({ kind: 'truncated', seq: 1 });
    expect(verifyChain(events, headOf(events.slice(0, 6)))).toMatchObject({ kind: 'appended', seq: 7 });
  });

  it('names a chain that was computed anew from the first event on', () => {
    const events = eventsOf(8);
    const forged = chainEvents(events.map((e) => (e.seq === 2 ? { ...e, data: 'forged' } : e)));
    expect(verifyChain(forged)).toBeNull();
    expect(verifyChain(forged, headOf(events))).toMatchObject({ kind: 'rewritten', seq: 8 });
    const anchored = [headOf(events.slice(0, 1)), headOf(events.slice(0, 4))];
    expect(verifyAgainstHeads(events, anchored)).toBeNull();
    expect(verifyAgainstHeads(forged, anchored)).toMatchObject({ kind: 'rewritten', seq: 4 });
    expect(verifyAgainstHeads(events.slice(0, 2), anchored)).toMatchObject({ kind: 'truncated', seq: 4 });
  });

  it('finds any single change of any member in any event', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.nat(),
        fc.constantFrom('type', 'at', 'caseId', 'data', 'hash', 'prevHash'),
        fc.string(),
        (count, at, member, value) => {
          const events = eventsOf(count);
          const head = headOf(events);
          const index = at % count;
          fc.pre(events[index]![member] !== value);
          events[index] = { ...events[index]!, [member]: value };
          const fault = verifyChain(events, head);
          expect(fault).not.toBeNull();
          expect(fault!.seq).toBe(index + 1);
        },
      ),
    );
  });
});
