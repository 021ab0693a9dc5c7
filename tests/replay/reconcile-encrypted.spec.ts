import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { startCase } from '../../activities/cases/start-case';
import { WorkerConfig } from '../../activities/config';
import { compareCase } from '../../activities/records/compare-case';
import { reconcile } from '../../activities/recovery/reconcile';
import { eventsOf } from '../../activities/store/case.reader';
import { publishDefinition } from '../../activities/store/definition.writer';
import { openConnection } from '../../activities/store/open-connection';
import { dataConverterFrom } from '../../activities/temporal/data-converter';
import { startWorker } from '../../activities/worker';
import { DECISION_PROCESS } from '../../bench/decision-process';
import { loadSeeds } from '../../seeds/load';
import { workflowIdOf } from '../../workflows/messages';
import { freshMongoUri } from '../support/api-app';

const KEYS = join(__dirname, 'encrypted', 'test-keys.json');

it('a record that was lost is written anew from an encrypted history: the same events, their hashes and their rows', async () => {
  const address = process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'] ?? '';
  const mongoUri = freshMongoUri();
  const mongo = await openConnection(mongoUri);
  const temporal = await Connection.connect({ address });
  const code = `secret${randomBytes(4).toString('hex')}`;
  const config = WorkerConfig.fromEnv({
    MONGODB_URI: mongoUri,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TASK_QUEUE: code,
    HAZFLOW_SECRETS_DIR: __dirname,
    HAZFLOW_PAYLOAD_KEYS_FILE: KEYS,
    LOG_LEVEL: 'silent',
  });
  const dataConverter = dataConverterFrom(config);
  const client = new Client({ connection: temporal, ...(dataConverter ? { dataConverter } : {}) });
  const worker = await startWorker(config);
  try {
    await loadSeeds(mongo);
    await publishDefinition(mongo, { ...DECISION_PROCESS, code }, 'test', new Date());
    const { caseId } = await startCase(mongo, client, code, {
      process: code,
      purpose: code,
      header: {
        title: '示例改造',
        party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
        leadOrg: 'HWEDZ',
        applicant: 'p-firma-applicant1',
        keys: {},
        parent: null,
      },
      facts: { departments: ['EMB', 'EEB'] },
      actor: {
        kind: 'person',
        id: 'p-firma-applicant1',
        org: 'FIRM_A',
        memberships: [{ org: 'FIRM_A', role: 'applicant' }],
      },
      key: code,
      hash: code,
      now: Date.now(),
    });
    const before = await eventsOf(mongo, caseId);
    const told = await mongo.collection('notifications').countDocuments({});
    await worker.stop();
    for (const name of ['case_events', 'cases', 'tasks', 'case_numbers', 'notifications']) {
      await mongo.collection(name).deleteMany({});
    }

    // The service lists a workflow a moment after it began.
    const wanted = { process: code, ...(dataConverter ? { dataConverter } : {}) };
    let report = await reconcile(mongo, client, code, wanted);
    while (report.known === 0) {
      report = await reconcile(mongo, client, code, wanted);
    }
    expect(report).toMatchObject({
      known: 1,
      continued: [caseId],
      events: 1,
      numbers: [caseId],
      revived: [],
      failed: [],
    });
    expect(await eventsOf(mongo, caseId)).toEqual(before);
    expect(await mongo.collection('notifications').countDocuments({})).toBe(told);
    expect((await compareCase(mongo, caseId)).mismatches).toEqual([]);
    expect(await reconcile(mongo, client, code, wanted)).toMatchObject({
      known: 1,
      continued: [],
      events: 0,
      numbers: [],
    });

    // An event that is another than the workflow's is not overwritten: a person must look.
    await mongo.collection('case_events').updateOne({ caseId, seq: 1 }, { $set: { hash: '0'.repeat(64) } });
    expect((await reconcile(mongo, client, code, wanted)).failed).toEqual([
      `${code}/${caseId}: event 1 of the record is another than that of the workflow`,
    ]);
    await client.workflow.getHandle(workflowIdOf(code, caseId)).terminate('end of the test');
  } finally {
    await worker.stop();
    await mongo.dropDatabase();
    await mongo.close();
    await temporal.close();
  }
});
