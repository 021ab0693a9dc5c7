import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection as Temporal } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { startCase } from '../../activities/cases/start-case';
import { WorkerConfig } from '../../activities/config';
import { eventsOf } from '../../activities/store/case.reader';
import { publishDefinition } from '../../activities/store/definition.writer';
import { openConnection } from '../../activities/store/open-connection';
import { startWorker, type RunningWorker } from '../../activities/worker';
import { CaseGateway } from '../../api/cases/case-gateway.service';
import type { ApiConfig } from '../../api/common/config';
import type { Store } from '../../api/common/store';
import { DECISION_PROCESS } from '../../bench/decision-process';
import { loadSeeds } from '../../seeds/load';
import type { CommandReceipt } from '../../workflows/engine/commands';
import type { Actor } from '../../workflows/engine/events';
import { workflowIdOf } from '../../workflows/messages';
import { freshMongoUri } from '../support/api-app';

const CODE = `restored${randomBytes(4).toString('hex')}`;
const applicant: Actor = {
  kind: 'person',
  id: 'p-firma-applicant1',
  org: 'FIRM_A',
  memberships: [{ org: 'FIRM_A', role: 'applicant' }],
};
const officer: Actor = {
  kind: 'person',
  id: 'p-emb-officer1',
  org: 'EMB',
  memberships: [{ org: 'EMB', role: 'caseOfficer' }],
};

describe('when MongoDB or Temporal came back older than it was, and nobody has reconciled them yet', () => {
  let mongo: Connection;
  let temporal: Temporal;
  let client: Client;
  let worker: RunningWorker;

  beforeAll(async () => {
    const uri = freshMongoUri();
    const address = process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'] ?? '';
    mongo = await openConnection(uri);
    await loadSeeds(mongo);
    await publishDefinition(mongo, { ...DECISION_PROCESS, code: CODE }, 'test', new Date());
    temporal = await Temporal.connect({ address });
    client = new Client({ connection: temporal });
    worker = await startWorker(
      WorkerConfig.fromEnv({
        MONGODB_URI: uri,
        TEMPORAL_ADDRESS: address,
        TEMPORAL_TASK_QUEUE: CODE,
        HAZFLOW_SECRETS_DIR: __dirname,
        LOG_LEVEL: 'silent',
      }),
    );
  });

  afterAll(async () => {
    await worker?.stop();
    await mongo.dropDatabase();
    await mongo.close();
    await temporal.close();
  });

  const start = (purpose: string, hash = purpose): Promise<CommandReceipt> =>
    startCase(mongo, client, CODE, {
      process: CODE,
      purpose,
      header: {
        title: '示例改造',
        party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
        leadOrg: 'HWEDZ',
        applicant: applicant.id,
        keys: {},
        parent: null,
      },
      facts: { departments: ['EMB'] },
      actor: applicant,
      key: purpose,
      hash,
      now: Date.now(),
    });

  it('a number that a lost case holds is passed over, whether that case runs or has ended', async () => {
    const [running, ended] = [await start('lost-1'), await start('lost-2')];
    await client.workflow.getHandle(workflowIdOf(CODE, ended.caseId)).terminate('ended');
    // The store from before: neither the cases nor their numbers.
    for (const name of ['case_events', 'cases', 'tasks', 'case_numbers']) {
      await mongo.collection(name).deleteMany({});
    }
    const next = await start('later');
    expect([running.caseId, ended.caseId]).not.toContain(next.caseId);
    expect(await eventsOf(mongo, next.caseId)).toHaveLength(1);
    expect(await start('later')).toEqual(next);
    await expect(start('later', 'other content')).rejects.toMatchObject({ code: 'case.exists' });
  });

  it('a command on a case whose workflow is gone brings it back from the record, and the start is answered as before', async () => {
    const begun = await start('kept');
    const handle = client.workflow.getHandle(workflowIdOf(CODE, begun.caseId));
    await handle.terminate('as if Temporal had never heard of it');
    const store = { connection: mongo } as Store;
    const gateway = new CaseGateway(store, client, { TEMPORAL_TASK_QUEUE: CODE } as ApiConfig);
    const target = { caseId: begun.caseId, process: CODE };
    const form = { id: 'f-1', hash: '00', filled: ['opinion'], hasOpinion: true, conditions: 0 };
    const answer = {
      taskId: begun.opened[0] ?? '',
      outcome: 'agree',
      facts: {},
      form,
      attachments: [],
      actor: officer,
    };
    const key = randomUUID();
    const receipt = await gateway.send('completeTask', target, key, answer);
    expect(receipt).toMatchObject({ seq: 2, status: 'running', opened: [expect.stringContaining('decision')] });
    expect(await gateway.send('completeTask', target, key, answer)).toMatchObject({ seq: 2 });
    expect(await start('kept')).toEqual(begun);
    await handle.terminate('end of the test').catch(() => undefined);
  });
});
