import type { Model } from 'mongoose';
import type { TaskRow } from '../../workflows/engine/rows';
import { decodeCursor, encodeCursor } from '../common/cursor';
import { both, type Filter } from './inbox-filters';

/**
 * One page of the tasks with a follow-up day, nearest day first, then nearest due. They are few enough to be read and sorted as a
 * whole: the days are not in the rows, which belong to everybody.
 */
export async function followUpPage(
  tasks: Model<TaskRow>,
  ranges: readonly Filter[],
  days: ReadonlyMap<string, string>,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ items: TaskRow[]; next: string | null }> {
  const after = cursor === undefined ? null : placeOfCursor(cursor);
  if (days.size === 0) return { items: [], next: null };
  const ids = { _id: { $in: [...days.keys()] } };
  const found = await Promise.all(ranges.map((range) => tasks.find(both(range, ids) as never).lean<TaskRow[]>()));
  const rows = [...new Map(found.flat().map((row) => [row._id, row])).values()]
    .map((row) => ({ row, place: { day: days.get(row._id) ?? '', due: row.sortDue, id: row._id } }))
    .filter(({ place }) => after === null || compare(place, after) > 0)
    .sort((a, b) => compare(a.place, b.place));
  const items = rows.slice(0, limit);
  const last = items.at(-1)?.place;
  return {
    items: items.map(({ row }) => row),
    next: rows.length > limit && last ? encodeCursor({ value: last.due, id: `${last.day} ${last.id}` }) : null,
  };
}

interface Place {
  day: string;
  due: number;
  id: string;
}

function placeOfCursor(cursor: string): Place {
  const { value, id } = decodeCursor(cursor);
  const space = id.indexOf(' ');
  return { day: id.slice(0, space), due: value ?? 0, id: id.slice(space + 1) };
}

function compare(a: Place, b: Place): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (a.due !== b.due) return a.due - b.due;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
