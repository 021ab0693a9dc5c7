import { parseArgs } from 'node:util';
import { compareCase, type Comparison } from './records/compare-case';
import { caseById } from './store/case.reader';
import { casesSince } from './store/integrity.reader';
import { openConnection } from './store/open-connection';
import { rewriteRows } from './store/rebuild.writer';

const USAGE = `node dist/activities/rebuild.js [--case NUMBER] [--write]

Computes the rows of cases and tasks from the recorded events and compares them with those that are kept.
  --case NUMBER   only this case
  --write         puts rows that differ back to what the record says, and gives rows of an older shape the fields that
                  were added since; the record itself is never changed
Exit code: 0 nothing differs (or all of it was put back), 1 something differs, 2 wrong use. Rows of an older shape that
agree as far as they go do not differ.
`;

/** A case that is busy is computed again. */
const ATTEMPTS = 5;

/** Compares and, if asked, puts back. Says what it finds; returns how many cases still differ. */
export async function rebuild(
  uri: string,
  { caseId, write = false }: { caseId?: string; write?: boolean },
  say: (line: string) => void,
): Promise<number> {
  const connection = await openConnection(uri);
  let checked = 0;
  let differing = 0;
  let outdated = 0;
  try {
    const all = caseId === undefined ? casesSince(connection, null) : [caseId];
    for await (const id of all) {
      checked += 1;
      let found = await compareCase(connection, id);
      for (const { where, id: row, field, kept, computed } of found.mismatches) {
        say(`${id}: ${where} ${row} ${field ?? 'row'}: ${JSON.stringify(kept)} ≠ ${JSON.stringify(computed)}`);
      }
      for (let n = 0; write && n < ATTEMPTS && isWanting(found) && found.computed; n += 1) {
        const kept = await caseById(connection, id);
        if (await rewriteRows(connection, kept, found.computed)) say(`${id}: rows put back`);
        found = await compareCase(connection, id);
      }
      if (found.mismatches.length > 0) differing += 1;
      outdated += found.outdated;
    }
  } finally {
    await connection.close();
  }
  say(`${checked} cases checked, ${differing} differ${outdated > 0 ? `; ${outdated} rows of an older shape` : ''}`);
  return differing;
}

const isWanting = ({ mismatches, outdated }: Comparison): boolean => mismatches.length > 0 || outdated > 0;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { case: { type: 'string' }, write: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI must be set to the mongodb:// address of a replica set');
  const differing = await rebuild(
    uri,
    { write: values.write === true, ...(values.case === undefined ? {} : { caseId: values.case }) },
    (line) => console.log(line),
  );
  return differing > 0 ? 1 : 0;
}

if (require.main === module) {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(2);
    },
  );
}
