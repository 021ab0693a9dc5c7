import { createServer, type AddressInfo } from 'node:net';
import { fakeProject } from './support/fake-project';
import { inNode } from './support/in-node';

jest.setTimeout(60_000);

const freePorts = () =>
  inNode({}, async ({ lib }) => (await lib('ports')).freePorts(4) as Promise<[number, number, number, number]>);

async function ready(it: ReturnType<typeof fakeProject>, more: NodeJS.ProcessEnv = {}, args: string[] = []) {
  const [api, mongo, temporal, ui] = await freePorts();
  const ports = ['--port', api, '--mongo-port', mongo, '--temporal-port', temporal, '--temporal-ui-port', ui].map(
    String,
  );
  return { api, mongo, temporal, ui, ...it.run('start', [...ports, ...args], more) };
}

describe('npm start', () => {
  test('brings everything up, tells the addresses and accounts, and Ctrl-C stops everything in order', async () => {
    const it = fakeProject();
    const start = await ready(it);
    await start.says('Ctrl-C stops everything.');
    expect((await fetch(`http://127.0.0.1:${start.api}/api/v1/health/ready`)).status).toBe(200);
    const said = start.output();
    expect(said).toContain(`Web          http://127.0.0.1:${start.api}/`);
    expect(said).toContain(`API docs     http://127.0.0.1:${start.api}/api/docs`);
    expect(said).toContain(`Temporal UI  http://127.0.0.1:${start.ui}`);
    expect(said).toContain('Demo accounts, password made-up-password-1');
    expect(said).toContain('  示例应急管理局：emb.officer1 经办人\n');
    expect(said).not.toContain('real.person');
    expect(said).toMatch(/MongoDB from PATH: .*mongod 8\.0\.4; not from MONGODB_URI: not set/);
    expect(said).toMatch(/✓ starting Temporal: 127\.0\.0\.1:\d+ \(\d+\.\d s\)/);
    expect(JSON.parse(it.read('.hazflow/run.json'))).toMatchObject({ url: `http://127.0.0.1:${start.api}` });

    // A terminal and npm both send the signal.
    start.child.kill('SIGINT');
    start.child.kill('SIGINT');
    expect((await start.ended).code).toBe(0);
    expect(it.events()).toEqual([
      expect.stringMatching(/^(mongod|temporal) started$/),
      expect.stringMatching(/^(mongod|temporal) started$/),
      'compiled',
      'loaded into mongodb://127.0.0.1:PORT/hazflow?replicaSet=rs0',
      expect.stringMatching(/^(worker started on hazflow|API started)$/),
      expect.stringMatching(/^(worker started on hazflow|API started)$/),
      'API stopped',
      'worker stopped',
      'temporal stopped',
      'mongod stopped',
    ]);
    expect(it.has('.hazflow/run.json')).toBe(false);
  });

  test('the second start builds nothing and uses the same data', async () => {
    const it = fakeProject();
    for (let i = 0; i < 2; i++) {
      const start = await ready(it);
      await start.says('Ctrl-C stops everything.');
      start.child.kill('SIGTERM');
      expect((await start.ended).code).toBe(0);
    }
    expect(it.events().filter((event) => event === 'compiled')).toHaveLength(1);
    expect(it.read('.hazflow/data/mongo/kind')).toBe('mongod\n');
  });

  test('a taken port ends it at once with one sentence', async () => {
    const it = fakeProject();
    const taker = createServer();
    await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve));
    const { port } = taker.address() as AddressInfo;
    const { code, output } = await it.run('start', ['--port', String(port)]).ended;
    taker.close();
    expect(code).toBe(1);
    expect(output).toBe(
      `✗ Port ${port} for the API is taken by another program: stop that program or choose another port with --port.\n`,
    );
    expect(it.events()).toEqual([]);
  });

  test('a standalone mongod ends it with one sentence', async () => {
    const it = fakeProject();
    const [port, apiPort] = await freePorts();
    it.write(
      'scripts/standalone.mjs',
      `import { fakeMongo, mongodBehaviour } from ${JSON.stringify(`${__dirname}/support/fakes.mjs`)}; await fakeMongo(mongodBehaviour({}), ${port}); console.log('standalone is up');`,
    );
    const mongod = it.run('standalone');
    await mongod.says('standalone is up');
    const { code, output } = await it.run('start', ['--port', String(apiPort)], {
      MONGODB_URI: `mongodb://127.0.0.1:${port}/hazflow`,
    }).ended;
    mongod.child.kill();
    expect(code).toBe(1);
    expect(output).toMatch(
      /^✗ The mongod at .* is a standalone server, but HazFlow writes a case in one transaction, which needs a replica set: .*\.\n$/,
    );
  });

  test('servers that run already are used and not stopped', async () => {
    const it = fakeProject();
    const first = await ready(it);
    await first.says('Ctrl-C stops everything.');
    const second = await ready(
      it,
      { MONGODB_URI: `mongodb://127.0.0.1:${first.mongo}/other`, TEMPORAL_ADDRESS: `127.0.0.1:${first.temporal}` },
      ['--data', `${it.root}/second`],
    );
    await second.says('Ctrl-C stops everything.');
    expect(second.output()).toContain('MongoDB from MONGODB_URI: replica set rs0 at');
    expect(second.output()).toContain(`not started here; the service is 127.0.0.1:${first.temporal}`);
    second.child.kill('SIGINT');
    await second.ended;
    expect(it.events().filter((event) => /^(mongod|temporal) stopped$/.test(event))).toEqual([]);
    first.child.kill('SIGINT');
    await first.ended;
  });

  test('a worker that cannot start ends it with its last words, and the servers are stopped', async () => {
    const it = fakeProject();
    it.write('dist/activities/worker.js', `console.error('TEMPORAL_TASK_QUEUE is empty'); process.exit(4);`);
    const { code, output } = await (await ready(it)).ended;
    expect(code).toBe(1);
    expect(output).toContain('TEMPORAL_TASK_QUEUE is empty');
    expect(output).toMatch(/✗ worker ended while starting \(exit code 4\); its log is .*worker\.log\.\n$/);
    expect(it.events().slice(-2)).toEqual(['temporal stopped', 'mongod stopped']);
  });

  test('an API that crashes is named and started again', async () => {
    const it = fakeProject();
    const start = await ready(it);
    await start.says('Ctrl-C stops everything.');
    await fetch(`http://127.0.0.1:${start.api}/crash`).catch(() => undefined);
    await start.says('API is up again');
    expect(start.output()).toContain('! API crashed (exit code 9); starting it again in 1 s.');
    expect((await fetch(`http://127.0.0.1:${start.api}/api/v1/health/ready`)).status).toBe(200);
    start.child.kill('SIGINT');
    expect((await start.ended).code).toBe(0);
  });

  test('loading that fails ends it with what the loader said', async () => {
    const it = fakeProject();
    it.write('dist/seeds/load.js', `console.error('limits.json: unit DAYS is unknown'); process.exit(1);`);
    const { code, output } = await (await ready(it)).ended;
    expect(code).toBe(1);
    expect(output).toContain('limits.json: unit DAYS is unknown');
    expect(output).toContain('✗ Loading the reference data failed (exit code 1)');
  });

  test('Ctrl-C while starting stops what was started', async () => {
    const it = fakeProject();
    it.write(
      'dist/seeds/load.js',
      `require('fs').appendFileSync(process.env.EVENTS, 'loading\\n'); console.log('x'); setInterval(() => {}, 1000);`,
    );
    const start = await ready(it);
    await start.says('building server');
    start.child.kill('SIGINT');
    expect((await start.ended).code).toBe(130);
    expect(it.events().slice(-2)).toEqual(['temporal stopped', 'mongod stopped']);
  });

  test('a stop of npm, whose shell dies without handing the signal on, stops everything', async () => {
    const it = fakeProject();
    const [api, mongo, temporal, ui] = (await freePorts()).map(String);
    const command = `'${process.execPath}' scripts/start.mjs --port ${api} --mongo-port ${mongo} --temporal-port ${temporal} --temporal-ui-port ${ui}; true`;
    it.write(
      'shell.mjs',
      `import { spawn } from 'node:child_process';
       const shell = spawn('/bin/sh', ['-c', ${JSON.stringify(command)}], { stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } });
       process.on('SIGTERM', () => shell.kill('SIGTERM'));
       shell.on('exit', () => process.exit(143));`,
    );
    const npm = it.run('../shell');
    await npm.says('Ctrl-C stops everything.');
    npm.child.kill('SIGTERM');
    // Its output ends only when the start itself has ended.
    await npm.ended;
    expect(it.events().slice(-4)).toEqual(['API stopped', 'worker stopped', 'temporal stopped', 'mongod stopped']);
  });

  test('what a killed start left behind is ended by the next one, and a second one beside it is refused', async () => {
    const it = fakeProject();
    const first = await ready(it);
    await first.says('Ctrl-C stops everything.');
    const beside = await (await ready(it)).ended;
    expect(beside.code).toBe(1);
    expect(beside.output).toMatch(
      /✗ HazFlow runs already on .*\.hazflow\/data \(process \d+\): stop it first, or use another folder with --data\.\n$/,
    );

    first.child.kill('SIGKILL');
    await first.ended;
    const second = await ready(it);
    await second.says('Ctrl-C stops everything.');
    expect(second.output()).toContain('ending MongoDB');
    expect(it.events().filter((event) => event === 'mongod stopped')).toHaveLength(1);
    second.child.kill('SIGINT');
    expect((await second.ended).code).toBe(0);
  });
});

describe('npm run demo', () => {
  test('says in one sentence that nothing answers', async () => {
    const it = fakeProject();
    const [port] = await freePorts();
    it.write('dist/seeds/demo/run.js', '');
    const { code, output } = await it.run('demo', ['--url', `http://127.0.0.1:${port}/`]).ended;
    expect({ code, output }).toEqual({
      code: 1,
      output: `✗ HazFlow does not answer at http://127.0.0.1:${port}: run npm start first, or name its address with --url.\n`,
    });
  });

  test('plays against the system that npm start runs and ends with its exit code', async () => {
    const it = fakeProject();
    it.write(
      'dist/seeds/demo/run.js',
      `console.log('playing ' + process.argv.slice(2).join(' ')); process.exitCode = 5;`,
    );
    const start = await ready(it);
    await start.says('Ctrl-C stops everything.');
    const { code, output } = await it.run('demo', ['joint-review']).ended;
    start.child.kill('SIGINT');
    await start.ended;
    expect(code).toBe(5);
    expect(output).toBe(`playing --url http://127.0.0.1:${start.api} joint-review\n`);
  });
});
