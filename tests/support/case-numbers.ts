import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';

/**
 * Case numbers are ids of workflows, and the databases of several tests share one Temporal namespace: each begins to number somewhere
 * else, so that their cases do not meet. Call it once the definitions are there.
 */
export async function startNumbersApart(db: Connection): Promise<void> {
  const prefixes: string[] = await db.collection('definitions').distinct('definition.numberPrefix');
  const number = randomInt(1_000, 900_000);
  // As they are numbered: by the year in Shanghai, which begins before that of most machines.
  const year = Number(localDay(Date.now()).slice(0, 4));
  const rows = prefixes.map((prefix) => ({ _id: `test ${prefix}`, prefix, year, number }));
  await db.collection('case_numbers').insertMany(rows as never[]);
}
