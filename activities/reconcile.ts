import { parseArgs } from 'node:util';
import { Client, Connection as Temporal } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { WorkerConfig } from './config';
import { reconcile, type ReconcileReport } from './recovery/reconcile';
import { openConnection } from './store/open-connection';
import { dataConverterFrom } from './temporal/data-converter';

const USAGE = `npm run reconcile [-- --process CODE]   brings MongoDB and Temporal together after one of them was restored or lost

Stop workers and APIs first. What Temporal knows and the record lacks is added to the record, held against its hashes; cases
whose workflow is missing or behind go on from the record. May be repeated. In an image: node dist/activities/reconcile.js
  --process CODE   only cases of this process
Reads the worker's environment. Exit code: 0 all is in order, 1 a person must look at something, 2 it could not run.
`;

function print(report: ReconcileReport): void {
  const row = (name: string, value: number): void => console.log(`${name.padEnd(48)} ${String(value).padStart(8)}`);
  row('cases known to Temporal', report.known);
  row('records continued', report.continued.length);
  row('events added to them', report.events);
  row('case numbers kept from being given again', report.numbers.length);
  row('workflows begun anew from the record', report.revived.length);
  row('forms lost, of which only the hash is left', report.missingForms.length);
  row('for a person to look at', report.failed.length);
  report.missingForms.forEach((id) => console.log(`  lost: form ${id}`));
  report.failed.forEach((line) => console.log(`  ${line}`));
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { process: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const config = WorkerConfig.fromEnv(process.env);
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  const dataConverter = dataConverterFrom(config);
  const connection = await openConnection(config.MONGODB_URI);
  const temporal = await Temporal.connect({ address: config.TEMPORAL_ADDRESS });
  try {
    const client = new Client({
      connection: temporal,
      namespace: config.TEMPORAL_NAMESPACE,
      identity: 'hazflow-reconcile',
      ...(dataConverter ? { dataConverter } : {}),
    });
    const report = await reconcile(connection, client, config.TEMPORAL_TASK_QUEUE, {
      ...(dataConverter ? { dataConverter } : {}),
      ...(values.process === undefined ? {} : { process: values.process }),
    });
    print(report);
    return report.failed.length > 0 || report.missingForms.length > 0 ? 1 : 0;
  } finally {
    await Promise.allSettled([connection.close(), temporal.close()]);
  }
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
