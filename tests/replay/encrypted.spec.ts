import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../../activities/bundle';
import { startCase } from '../../activities/cases/start-case';
import { WorkerConfig } from '../../activities/config';
import { publishDefinition } from '../../activities/store/definition.writer';
import { eventsOf } from '../../activities/store/case.reader';
import { openConnection } from '../../activities/store/open-connection';
import { dataConverterFrom, FAILURE_CONVERTER_PATH } from '../../activities/temporal/data-converter';
import { startWorker } from '../../activities/worker';
import { DECISION_PROCESS } from '../../bench/decision-process';
import { loadSeeds } from '../../seeds/load';
import { commandUpdate, workflowIdOf } from '../../workflows/messages';
import { freshMongoUri } from '../support/api-app';

const KEYS = join(__dirname, 'encrypted', 'test-keys.json');
const HISTORY = join(__dirname, 'encrypted', 'procedure-refused-and-started.json');
const SECRET = '示例甲硝化装置改造';
const dataConverter = dataConverterFrom({ HAZFLOW_PAYLOAD_KEYS_FILE: KEYS });
const applicant = {
  kind: 'person' as const,
  id: 'p-firma-applicant1',
  org: 'FIRM_A',
  memberships: [{ org: 'FIRM_A', role: 'applicant' }],
};

it('a case runs with encrypted payloads: the service never sees their content, a refusal is understood', async () => {
  const address = process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'] ?? '';
  const mongoUri = freshMongoUri();
  const connection = await openConnection(mongoUri);
  const temporal = await Connection.connect({ address });
  const taskQueue = `encrypted-${randomBytes(4).toString('hex')}`;
  const worker = await startWorker(
    WorkerConfig.fromEnv({
      MONGODB_URI: mongoUri,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_TASK_QUEUE: taskQueue,
      HAZFLOW_SECRETS_DIR: __dirname,
      HAZFLOW_PAYLOAD_KEYS_FILE: KEYS,
      LOG_LEVEL: 'silent',
    }),
  );
  try {
    await loadSeeds(connection);
    // A code of its own keeps its workflow id from meeting that of another test.
    const code = `encrypted${randomBytes(3).toString('hex')}`;
    await publishDefinition(connection, { ...DECISION_PROCESS, code }, 'test', new Date());
    const client = new Client({ connection: temporal, ...(dataConverter ? { dataConverter } : {}) });
    const receipt = await startCase(connection, client, taskQueue, {
      process: code,
      purpose: taskQueue,
      header: {
        title: SECRET,
        party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
        leadOrg: 'HWEDZ',
        applicant: applicant.id,
        keys: {},
        parent: null,
      },
      facts: { departments: ['EMB'] },
      actor: applicant,
      key: taskQueue,
      hash: taskQueue,
      now: Date.now(),
    });
    const handle = client.workflow.getHandle(workflowIdOf(code, receipt.caseId));
    await expect(
      handle.executeUpdate(commandUpdate('completeTask'), {
        updateId: 'k1',
        args: [
          {
            taskId: receipt.opened[0] ?? '',
            outcome: 'agree',
            facts: {},
            form: null,
            attachments: [],
            actor: applicant,
            key: 'k1',
            hash: 'h1',
          },
        ],
      }),
    ).rejects.toMatchObject({ cause: { type: 'task.notYours' } });
    expect(await eventsOf(connection, receipt.caseId)).toHaveLength(1);
    const json = historyToJSON(await handle.fetchHistory());
    const seen = json + decodedData(json);
    expect(seen).toContain('encryption-key-id');
    expect(seen).not.toContain('示例甲化工');
    expect(seen).not.toContain('departments');
    if (process.env['HAZFLOW_RECORD_HISTORIES']) {
      writeFileSync(HISTORY, json);
    }
    await handle.terminate();
  } finally {
    await worker.stop();
    await connection.dropDatabase();
    await connection.close();
    await temporal.close();
  }
});

/** All payloads of a history as text. */
function decodedData(json: string): string {
  return [...json.matchAll(/"data":\s*"([^"]+)"/g)].map(([, data]) => Buffer.from(data ?? '', 'base64')).join('\n');
}

describe('a history with encrypted payloads', () => {
  const history = (): unknown => JSON.parse(readFileSync(HISTORY, 'utf8'));

  it('replays with its key', async () => {
    await Worker.runReplayHistory(
      {
        workflowBundle: { code: await bundleWorkflows(FAILURE_CONVERTER_PATH) },
        ...(dataConverter ? { dataConverter } : {}),
      },
      history(),
      'procedure/encrypted',
    );
  });

  it('does not replay without it', async () => {
    await expect(
      Worker.runReplayHistory(
        { workflowBundle: { code: await bundleWorkflows() }, failFast: true } as never,
        history(),
        'procedure/encrypted',
      ),
    ).rejects.toThrow();
  });
});
