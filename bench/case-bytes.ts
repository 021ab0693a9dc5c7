import { mongo, type Connection } from 'mongoose';

const COLLECTIONS: Record<string, string> = {
  case_events: 'caseId',
  cases: '_id',
  tasks: 'caseId',
  forms: 'caseId',
  notifications: 'caseId',
};

/** Bytes of BSON that a finished case leaves in the database, on average; by collection. */
export async function bytesPerCase(
  connection: Connection,
  caseIds: readonly string[],
): Promise<{ total: number; byCollection: Record<string, number> }> {
  const { calculateObjectSize } = mongo.BSON;
  const byCollection: Record<string, number> = {};
  for (const [name, field] of Object.entries(COLLECTIONS)) {
    const rows = await connection
      .collection(name)
      .find({ [field]: { $in: caseIds as never[] } } as never)
      .toArray();
    byCollection[name] = Math.round(rows.reduce((sum, row) => sum + calculateObjectSize(row), 0) / caseIds.length);
  }
  return { total: Object.values(byCollection).reduce((a, b) => a + b, 0), byCollection };
}
