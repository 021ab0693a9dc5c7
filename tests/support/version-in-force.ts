import type { Connection } from 'mongoose';

/** After every day on which these tests may run. */
const LATER = '2099-01-01';

/**
 * On whatever day tests run, they are told of the first version of the joint review: the second takes effect in 2027, has a stage more at
 * the beginning, and makes a decision wait for the days of its public notice. A test of the second moves its case there, or names its day.
 */
export async function secondVersionFrom(db: Connection, effectiveFrom = LATER): Promise<void> {
  const { matchedCount } = await db
    .collection('definitions')
    .updateOne({ code: 'jointReview', version: 2 }, { $set: { effectiveFrom } });
  if (matchedCount !== 1) throw new Error('the second version of the joint review is not published');
}
