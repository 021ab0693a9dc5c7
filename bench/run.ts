import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection as Temporal } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { openConnection } from '../activities/store/open-connection';
import { publishDefinition } from '../activities/store/definition.writer';
import { loadSeeds } from '../seeds/load';
import { loadReference } from '../seeds/reference';
import { bytesPerCase } from './case-bytes';
import { measureDecisions } from './decisions';
import { DECISION_PROCESS, DEPARTMENTS } from './decision-process';
import { HttpClient } from './http-client';
import { fillInbox, measureInbox, type InboxFigures } from './inbox';
import { measureLists } from './lists';
import { measurePages } from './pages';
import { Program, ready } from './processes';
import { fillDepartment, measureSupervision } from './supervision';

const RESULTS = join(__dirname, '..', '..', 'bench', 'results');
const OFFICER = 'emb.officer1';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      cases: { type: 'string', default: '100' },
      inbox: { type: 'string', default: '10000,1000000' },
      pages: { type: 'boolean' },
      own: { type: 'string', default: '5000' },
      supervision: { type: 'boolean' },
      lists: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log('npm run bench [-- --rounds 3 --cases 100 --inbox 10000,1000000]   (--inbox "" leaves the inbox out)');
    console.log('npm run bench -- --pages [--own 5000]   the inbox in a browser, 100,000 tasks, --own of them in it');
    console.log(
      'npm run bench -- --supervision   the dashboard with 100,000 open tasks of 10,000 cases in one department',
    );
    console.log(
      'npm run bench -- --lists   cases, supervised tasks, notices and conditions in a browser, 100,000 of each',
    );
    return;
  }
  const env = envOf();
  if (values.pages) return inBrowser(env, 'pages', (...given) => measurePages(...given, Number(values.own)));
  if (values.lists) return inBrowser(env, 'lists', measureLists);
  if (values.supervision) return supervision(env);
  const connection = await openConnection(env['MONGODB_URI'] ?? '');
  await loadSeeds(connection);
  await publishDefinition(connection, DECISION_PROCESS, 'bench', new Date());
  const temporal = await Temporal.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' });
  const programs = {
    worker: new Program('activities/worker.js', env),
    api: new Program('api/main.js', env),
    bare: new Program('bench/bare/bare.worker.js', env),
  };
  const base = new URL(`http://127.0.0.1:${env['PORT']}`);
  const http = new HttpClient(base);
  try {
    await ready(`${base.origin}/api/v1/health/ready`);
    const { demoPassword } = loadReference();
    const tokens: Record<string, string> = { decision: await http.token('hwedz.director', demoPassword) };
    for (const org of DEPARTMENTS) {
      tokens[org] = await http.token(`${org.toLowerCase()}.officer1`, demoPassword);
    }
    const bench = {
      connection,
      client: new Client({ connection: temporal }),
      taskQueue: env['TEMPORAL_TASK_QUEUE'] ?? 'hazflow',
      http,
      tokens,
      cpu: { api: () => programs.api.cpuMs(), worker: () => programs.worker.cpuMs() },
    };
    const { figures, caseIds } = await measureDecisions(bench, Number(values.rounds), Number(values.cases));
    const memory = { apiMb: programs.api.memoryMb(), workerMb: programs.worker.memoryMb() };
    const bytes = await bytesPerCase(connection, caseIds.slice(0, 50));
    await programs.bare.stop();
    await programs.worker.stop();
    const inbox: Record<string, InboxFigures> = {};
    let filled = 0;
    for (const size of values.inbox
      .split(',')
      .filter((s) => s !== '')
      .map(Number)) {
      await fillInbox(connection, filled, size);
      filled = size;
      inbox[String(size)] = await measureInbox(http, await http.token(OFFICER, demoPassword));
    }
    const result = {
      at: new Date().toISOString(),
      machine: machine(),
      decisions: figures,
      cases: { bytes: bytes.total, byCollection: bytes.byCollection },
      inbox,
      memory,
    };
    await mkdir(RESULTS, { recursive: true });
    await writeFile(join(RESULTS, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
    print(result);
  } finally {
    http.close();
    await Promise.all(Object.values(programs).map((p) => p.stop()));
    await temporal.close();
    await connection.close();
  }
}

/** Pages in a browser; no case is decided, so no worker runs. */
async function inBrowser(
  env: Record<string, string>,
  name: string,
  measure: (connection: Connection, origin: string, password: string) => Promise<object>,
): Promise<void> {
  const connection = await openConnection(env['MONGODB_URI'] ?? '');
  await loadSeeds(connection);
  const api = new Program('api/main.js', env);
  const origin = `http://127.0.0.1:${env['PORT']}`;
  try {
    await ready(`${origin}/api/v1/health/ready`);
    const figures = await measure(connection, origin, loadReference().demoPassword);
    await write(name, { at: new Date().toISOString(), machine: machine(), ...figures });
  } finally {
    await api.stop();
    await connection.close();
  }
}

async function write(name: string, result: object): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
}

/** The dashboard over HTTP; no case is decided, so no worker runs. */
async function supervision(env: Record<string, string>): Promise<void> {
  const connection = await openConnection(env['MONGODB_URI'] ?? '');
  await loadSeeds(connection);
  const api = new Program('api/main.js', env);
  const base = new URL(`http://127.0.0.1:${env['PORT']}`);
  const http = new HttpClient(base);
  try {
    await ready(`${base.origin}/api/v1/health/ready`);
    const sizes = { openTasks: 100_000, answeredTasks: 100_000, cases: 10_000 };
    await fillDepartment(connection, sizes.openTasks, sizes.cases);
    const { demoPassword } = loadReference();
    const tokens = {
      lead: await http.token('hwedz.supervisor', demoPassword),
      officer: await http.token(OFFICER, demoPassword),
    };
    const figures = await measureSupervision(http, tokens, sizes);
    await write('supervision', { at: new Date().toISOString(), machine: machine(), ...figures });
  } finally {
    http.close();
    await api.stop();
    await connection.close();
  }
}

function envOf(): Record<string, string> {
  const names = [
    'MONGODB_URI',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'TEMPORAL_TASK_QUEUE',
    'HAZFLOW_SECRETS_DIR',
    'PORT',
    'HOST',
  ];
  const given = Object.fromEntries(names.flatMap((n) => (process.env[n] ? [[n, process.env[n] ?? '']] : [])));
  return { TEMPORAL_TASK_QUEUE: 'hazflow', ...given, RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'warn' };
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, all servers on this machine`;
}

function print(result: {
  decisions: object;
  cases: { bytes: number };
  inbox: Record<string, InboxFigures>;
  memory: object;
  machine: string;
}): void {
  console.log(result.machine);
  console.table(result.decisions);
  console.table({ 'bytes per case': result.cases.bytes, ...result.memory });
  console.table(result.inbox);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});
