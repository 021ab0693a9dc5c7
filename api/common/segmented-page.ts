import { DomainError } from '../../workflows/domain/errors';

interface Page<Row> {
  items: Row[];
  next: string | null;
}

/** A part of a list that is sorted in itself and comes as a whole before the next part. */
export type Segment<Row> = (cursor: string | undefined, limit: number) => Promise<Page<Row>>;

/**
 * One page of a list made of parts. The cursor names the part and the place in it, so that each part is walked by its own index
 * and rows that come meanwhile shift nothing.
 * @throws DomainError `input.malformed` for a cursor that this API did not give out
 */
export async function segmentedPage<Row>(
  segments: readonly Segment<Row>[],
  cursor: string | undefined,
  limit: number,
): Promise<Page<Row>> {
  const start = cursor === undefined ? { part: 0, inner: undefined } : decode(cursor, segments.length);
  const items: Row[] = [];
  let inner = start.inner;
  for (let part = start.part; part < segments.length; part += 1) {
    const page = await segments[part]!(inner, limit - items.length);
    items.push(...page.items);
    if (page.next !== null) return { items, next: `${part}.${page.next}` };
    inner = undefined;
    // A full page ends here; whether the parts after it hold anything is asked for with the next one.
    if (items.length === limit && part + 1 < segments.length) {
      const ahead = await firstNotEmpty(segments, part + 1);
      return { items, next: ahead === null ? null : `${ahead}.` };
    }
  }
  return { items, next: null };
}

async function firstNotEmpty<Row>(segments: readonly Segment<Row>[], from: number): Promise<number | null> {
  for (let part = from; part < segments.length; part += 1) {
    if ((await segments[part]!(undefined, 1)).items.length > 0) return part;
  }
  return null;
}

function decode(cursor: string, parts: number): { part: number; inner: string | undefined } {
  const found = /^(\d{1,3})\.(.*)$/.exec(cursor);
  const part = Number(found?.[1]);
  if (!found || part >= parts) throw new DomainError('input.malformed', {}, 'cursor');
  return { part, inner: found[2] === '' ? undefined : found[2] };
}
