import type { Model } from 'mongoose';
import { decodeCursor, encodeCursor, type Cursor } from './cursor';

type Filter = Record<string, unknown>;

export interface KeyedPage {
  /** Filters of which each is answered by one index; a row may fit several and comes once. */
  filters: readonly Filter[];
  /** Sorted by this number and `_id`, both in one direction; rows without the number come last in a descending list. */
  field: string;
  direction: 1 | -1;
  cursor: string | undefined;
  limit: number;
}

/**
 * One page of a list that is the union of several index ranges. Each range is read by itself and merged here: an `$in` with a sort,
 * or an `$or` for the cursor, would let a server sort all rows of a person, or read the whole collection.
 */
export async function keyedPage<Row extends { _id: string }>(
  model: Model<Row>,
  { filters, field, direction, cursor, limit }: KeyedPage,
): Promise<{ items: Row[]; next: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor);
  const wanted = limit + 1;
  const parts = await Promise.all(filters.map((filter) => range(model, filter, { field, direction, after, wanted })));
  const rows = [...new Map(parts.flat().map((row) => [row._id, row])).values()].sort(
    (a, b) => direction * compare(valueOf(a, field), a._id, valueOf(b, field), b._id),
  );
  const items = rows.slice(0, limit);
  const last = items[items.length - 1];
  return {
    items,
    next: rows.length > limit && last ? encodeCursor({ value: valueOf(last, field), id: last._id }) : null,
  };
}

interface Range {
  field: string;
  direction: 1 | -1;
  after: Cursor | null;
  wanted: number;
}

async function range<Row>(
  model: Model<Row>,
  filter: Filter,
  { field, direction, after, wanted }: Range,
): Promise<Row[]> {
  const beyond = direction === 1 ? '$gt' : '$lt';
  const given = (filter[field] ?? {}) as Filter;
  const ids = (filter['_id'] ?? {}) as Filter;
  const steps: Filter[] = !after
    ? [filter]
    : [
        { ...filter, [field]: { ...given, $eq: after.value }, _id: { ...ids, [beyond]: after.id } },
        ...(after.value === null ? [] : [{ ...filter, [field]: { ...given, [beyond]: after.value } }]),
        ...(after.value === null || direction === 1 || filter[field] ? [] : [{ ...filter, [field]: null }]),
      ];
  const rows: Row[] = [];
  for (const step of steps) {
    if (rows.length < wanted) {
      const found = await model
        .find(step as never)
        .sort({ [field]: direction, _id: direction })
        .limit(wanted - rows.length)
        .lean<Row[]>();
      rows.push(...found);
    }
  }
  return rows;
}

function valueOf(row: object, field: string): number | null {
  return ((row as Record<string, unknown>)[field] as number | null | undefined) ?? null;
}

function compare(a: number | null, aId: string, b: number | null, bId: string): number {
  const [x, y] = [a ?? Number.NEGATIVE_INFINITY, b ?? Number.NEGATIVE_INFINITY];
  if (x !== y) {
    return x < y ? -1 : 1;
  }
  return aId < bId ? -1 : aId > bId ? 1 : 0;
}
