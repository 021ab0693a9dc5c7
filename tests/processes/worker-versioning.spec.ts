import { randomBytes } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import type { Connection as Mongo } from 'mongoose';
import { bundleWorkflows } from '../../activities/bundle';
import { startCase } from '../../activities/cases/start-case';
import { WorkerConfig } from '../../activities/config';
import { eventsOf } from '../../activities/store/case.reader';
import { publishDefinition } from '../../activities/store/definition.writer';
import { openConnection } from '../../activities/store/open-connection';
import { Deployments, type BuildStatus } from '../../activities/temporal/deployment';
import { startWorker, type RunningWorker } from '../../activities/worker';
import { DECISION_PROCESS } from '../../bench/decision-process';
import { loadSeeds } from '../../seeds/load';
import { loadReference } from '../../seeds/reference';
import type { FormRef } from '../../workflows/engine/commands';
import type { Actor } from '../../workflows/engine/events';
import { commandUpdate, workflowIdOf } from '../../workflows/messages';
import { freshMongoUri } from '../support/api-app';

const RUN = randomBytes(4).toString('hex');
const QUEUE = `versioned-${RUN}`;
const CODE = `versioned${RUN}`;
const [A, B] = [`a-${RUN}`, `b-${RUN}`];
const applicant: Actor = {
  kind: 'person',
  id: 'p-firma-applicant1',
  org: 'FIRM_A',
  memberships: [{ org: 'FIRM_A', role: 'applicant' }],
};

let mongoUri: string;
let mongo: Mongo;
let connection: Connection;
let client: Client;
let deployments: Deployments;
let bundle: string;
const workers: Record<string, RunningWorker> = {};

beforeAll(async () => {
  mongoUri = freshMongoUri();
  mongo = await openConnection(mongoUri);
  await loadSeeds(mongo);
  await publishDefinition(mongo, { ...DECISION_PROCESS, code: CODE }, 'test', new Date());
  connection = await Connection.connect({ address: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'] ?? '' });
  client = new Client({ connection });
  deployments = new Deployments(connection, 'default');
  bundle = await bundleWorkflows();
});

afterAll(async () => {
  await Promise.all(Object.values(workers).map((w) => w.stop()));
  await mongo.dropDatabase();
  await mongo.close();
  await connection.close();
});

async function build(buildId: string): Promise<void> {
  workers[buildId] = await startWorker(
    WorkerConfig.fromEnv({
      MONGODB_URI: mongoUri,
      TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'],
      TEMPORAL_TASK_QUEUE: QUEUE,
      HAZFLOW_SECRETS_DIR: __dirname,
      WORKER_BUILD_ID: buildId,
      LOG_LEVEL: 'silent',
    }),
    { workflowBundle: { code: bundle } },
  );
  await until(async () => (await builds())[buildId] !== undefined);
}

/** Builds that the service has heard of, by id. */
async function builds(): Promise<Record<string, BuildStatus['status']>> {
  const found = await deployments.describe().catch(() => ({ builds: [] }));
  return Object.fromEntries(found.builds.map((b) => [b.buildId, b.status]));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const patience = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > patience) {
      throw new Error('the service did not get there');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Case {
  caseId: string;
  handle: WorkflowHandle;
  opened: string[];
}

let keys = 0;
const nextKey = (): string => `k-${RUN}-${(keys += 1)}`;

async function start(): Promise<Case> {
  const key = nextKey();
  const receipt = await startCase(mongo, client, QUEUE, {
    process: CODE,
    purpose: key,
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
    key,
    hash: key,
    now: Date.now(),
  });
  return { ...receipt, handle: client.workflow.getHandle(workflowIdOf(CODE, receipt.caseId)) };
}

function official(login: string): Actor {
  const person = loadReference().people.find((p) => p.login === login);
  const memberships = person?.memberships.map((m) => ({ org: m.orgCode, role: m.role })) ?? [];
  return { kind: 'person', id: person?.id ?? '', org: memberships[0]?.org ?? null, memberships };
}

const opinion = (key: string): FormRef => ({
  id: `f-${key}`,
  hash: '00',
  filled: ['opinion'],
  hasOpinion: true,
  conditions: 0,
});

async function answer(one: Case, by: Actor, outcome: string): Promise<void> {
  const key = nextKey();
  const receipt = await one.handle.executeUpdate(commandUpdate('completeTask'), {
    updateId: key,
    args: [
      {
        taskId: one.opened[0] ?? '',
        outcome,
        facts: {},
        form: opinion(key),
        attachments: [],
        actor: by,
        key,
        hash: key,
      },
    ],
  });
  one.opened = receipt.opened;
}

const agree = (one: Case): Promise<void> => answer(one, official('emb.officer1'), 'agree');
const approve = (one: Case): Promise<void> => answer(one, official('hwedz.director'), 'approve');

/** The build of each step of a case, repeats left out. */
async function walkedOn({ handle }: Case): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  const each = (events ?? []).flatMap((e) => e.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? []);
  return each.filter((id, i) => id !== each[i - 1]);
}

/** The service tells its task queues within seconds: somebody speaks to the case until its steps are taken by the build. */
async function movesTo(one: Case, buildId: string): Promise<void> {
  await until(async () => {
    const key = nextKey();
    await one.handle.executeUpdate(commandUpdate('comment'), {
      updateId: key,
      args: [{ form: opinion(key), taskId: null, mentions: [], actor: applicant, key, hash: key }],
    });
    return (await walkedOn(one)).at(-1) === buildId;
  });
}

it('a new build takes over running and new cases when it is made current, and hands them back', async () => {
  await build(A);
  await deployments.makeCurrent(A);
  const old = await start();

  // A build that is only there gets nothing.
  await build(B);
  const between = await start();
  expect(await builds()).toMatchObject({ [A]: 'current', [B]: 'inactive' });
  expect(await walkedOn(between)).toEqual([A]);

  // Made current, it gets the next steps of what runs, and new cases: cases live longer than the workers of a release.
  await deployments.makeCurrent(B);
  expect(await deployments.describe()).toMatchObject({ current: B });
  await movesTo(old, B);
  const fresh = await start();
  expect(await walkedOn(fresh)).toEqual([B]);
  expect(await walkedOn(old)).toEqual([A, B]);
  // Nothing is pinned to the old build: its workers may go as soon as it counts as drained.
  expect((await builds())[A]).toMatch(/^drain(ing|ed)$/);

  // Back, as long as workers of the old build run.
  await deployments.makeCurrent(A);
  await movesTo(old, A);
  expect(await walkedOn(old)).toEqual([A, B, A]);
  await agree(old);
  await approve(old);
  expect(await old.handle.result()).toMatchObject({ result: 'approved' });

  // And for good: the old build stops, what it had begun ends on the new one.
  await deployments.makeCurrent(B);
  await movesTo(between, B);
  await workers[A]?.stop();
  for (const one of [between, fresh]) {
    await agree(one);
    await approve(one);
    expect(await one.handle.result()).toMatchObject({ result: 'approved' });
  }
  for (const { caseId } of [old, between, fresh]) {
    const decided = (await eventsOf(mongo, caseId)).filter((e) => e.type !== 'commented');
    expect(decided.map((e) => e.type)).toEqual(['caseStarted', 'taskCompleted', 'taskCompleted']);
  }
});

it('a share of the cases can go to a build first', async () => {
  const tried = `c-${RUN}`;
  await build(tried);
  await deployments.ramp(tried, 100);
  expect((await deployments.describe()).builds).toContainEqual({ buildId: tried, status: 'ramping', share: 100 });
  const one = await start();
  await movesTo(one, tried);
  await deployments.ramp(tried, 0);
  await movesTo(one, B);
  await one.handle.terminate('end of the test');
});
