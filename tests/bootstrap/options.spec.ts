import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inNode, root, runNode } from './support/in-node';

const script = (name: string) => path.join(root, 'scripts', `${name}.mjs`);
const parse = (argv: string[], env: Record<string, string> = {}) =>
  inNode(
    { argv, env },
    async ({ lib, args }) =>
      (await lib('start-options')).parseStartOptions(args.argv, args.env) as Promise<Record<string, unknown>>,
  );

describe('npm start options', () => {
  test('options go before the environment, and that before the usual values', async () => {
    expect(await parse([])).toMatchObject({ host: '127.0.0.1', port: 3000 });
    expect(await parse([], { HOST: '0.0.0.0', PORT: '4000' })).toMatchObject({ host: '0.0.0.0', port: 4000 });
    expect(await parse(['--port', '5000'], { PORT: '4000' })).toMatchObject({ port: 5000 });
    expect(await parse(['--mongo-port=27018', '--data', 'x'])).toMatchObject({ data: 'x', ports: { mongo: 27018 } });
  });

  test.each([
    [['--port', 'abc'], '--port must be a port between 1 and 65535, not abc.'],
    [['--temporal-port', '70000'], '--temporal-port must be a port between 1 and 65535, not 70000.'],
    [['--colour'], "Unknown option '--colour'; npm start -- --help tells the options."],
  ])('%j is refused in one sentence', async (argv, message) => {
    await expect(parse(argv)).rejects.toMatchObject({ kind: 'Failure', message });
    const { code, output } = await runNode([script('start'), ...argv]);
    expect(code).toBe(1);
    expect(output).toBe(`✗ ${message}\n`);
  });
});

describe('--help', () => {
  test.each(['start', 'test', 'build', 'demo', 'bench'])('of %s tells its use and starts nothing', async (name) => {
    const { code, output } = await runNode([script(name), '--help']);
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`^npm (run )?${name} `));
  });

  test('tells every environment variable that the scripts read', async () => {
    const help = (await Promise.all(['start', 'test'].map((name) => runNode([script(name), '--help']))))
      .map(({ output }) => output)
      .join('');
    const files = readdirSync(path.join(root, 'scripts/lib')).map((file) =>
      readFileSync(path.join(root, 'scripts/lib', file), 'utf8'),
    );
    const read = new Set(
      files.flatMap((text) =>
        [...text.matchAll(/env\.([A-Z][A-Z_]+)|fromVariable\('([A-Z_]+)'/g)].map((match) => match[1] ?? match[2]),
      ),
    );
    const ofTheSystem = ['PATH', 'PATHEXT', 'LOCALAPPDATA'];
    expect([...read].filter((name) => name && !ofTheSystem.includes(name) && !help.includes(name))).toEqual([]);
    expect(read).toContain('TEMPORAL_NAMESPACE');
  });

  test('of start tells every option that it takes', async () => {
    const { output } = await runNode([script('start'), '--help']);
    for (const option of [
      '--host',
      '--port',
      '--data',
      '--mongo-port',
      '--temporal-port',
      '--temporal-ui-port',
      '--rebuild',
      '--help',
    ])
      expect(output).toContain(option);
  });
});

describe('Node', () => {
  const demand = (version: string) =>
    inNode({ version }, async ({ lib, args }) => void (await lib('node-version')).demandNode(args.version));

  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', async (version) => {
    await expect(demand(version)).resolves.toBeUndefined();
  });

  test.each(['18.20.4', '20.18.3', '20.9.0'])('%s is too old', async (version) => {
    await expect(demand(version)).rejects.toThrow(`HazFlow needs Node 20.19.0 or newer; this is ${version}.`);
  });
});

describe('npm test options', () => {
  const parseTest = (argv: string[]) =>
    inNode(
      { argv },
      async ({ lib, args }) =>
        (await lib('test-options')).parseTestOptions(args.argv) as Promise<Record<string, unknown>>,
    );

  test('without options everything runs', async () => {
    expect(await parseTest([])).toMatchObject({
      fast: false,
      light: ['unit', 'bootstrap'],
      paired: ['processes', 'replay', 'api'],
      alone: ['stories', 'faults'],
      ui: true,
      passedOn: [],
    });
  });

  test('projects are chosen by name and the rest is passed on to jest', async () => {
    expect(await parseTest(['--project', 'api', '--project=unit', '--fast', '-t', 'logout'])).toMatchObject({
      fast: true,
      light: ['unit'],
      paired: ['api'],
      alone: [],
      ui: false,
      passedOn: ['-t', 'logout'],
    });
  });

  test('an unknown project is refused', async () => {
    const { code, output } = await runNode([script('test'), '--project', 'nope']);
    expect(code).toBe(1);
    expect(output).toBe('✗ There is no test project nope; npm test -- --help names them.\n');
  });
});
