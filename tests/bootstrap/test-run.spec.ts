import path from 'node:path';
import { inNode, writeProgram } from './support/in-node';
import { fakeProject } from './support/fake-project';

jest.setTimeout(60_000);

/** jest, eslint and so on that note with which servers they were called and report what the test says. */
function projectWithTools({ passed = 3, failed = 0, lint = 0, jestReports = true } = {}) {
  const it = fakeProject();
  const note = `const note = (text) => require('fs').appendFileSync(process.env.EVENTS, text + '\\n');`;
  it.write('node_modules/eslint/bin/eslint.js', `console.log('a lint fault'); process.exitCode = ${lint};`);
  it.write('node_modules/prettier/bin/prettier.cjs', '');
  it.write(
    'node_modules/jest/bin/jest.js',
    `${note}
     const args = process.argv.slice(2);
     const projects = args.slice(args.indexOf('--selectProjects') + 1, args.indexOf('--passWithNoTests'));
     note('jest ' + projects.join(' ') + (args.includes('--runInBand') ? ' in band' : '') + (process.env.HAZFLOW_TEST_MONGODB_URI ? ' with servers' : ''));
     if (${jestReports}) require('fs').writeFileSync(args[args.indexOf('--outputFile') + 1], JSON.stringify({
       numPassedTests: ${passed}, numFailedTests: ${failed}, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0, success: ${failed === 0} }));`,
  );
  writeProgram(path.join(it.root, 'bin/temporal-test-server'), '');
  const run = (...args: string[]) =>
    it.run('test', args, {
      HAZFLOW_TEST_MONGODB_URI: '',
      HAZFLOW_TEST_TEMPORAL_ADDRESS: '',
      HAZFLOW_TEST_SERVER_PATH: '',
    }).ended;
  return { ...it, run };
}

describe('npm test', () => {
  test('runs everything on servers of its own, stops them and closes with the sum', async () => {
    const it = projectWithTools();
    const { code, output } = await it.run();
    expect(output).toMatch(/\n9 passed, 0 failed\n$/);
    expect(code).toBe(0);
    const events = it.events();
    expect(events).toContain('jest unit bootstrap');
    expect(events).toContain('jest processes replay api with servers');
    expect(events).toContain('jest stories faults in band with servers');
    expect(events.slice(-2)).toEqual(['temporal stopped', 'mongod stopped']);
  });

  test('fails when a test fails', async () => {
    const { code, output } = await projectWithTools({ failed: 2 }).run();
    expect(output).toMatch(/\n9 passed, 6 failed\n$/);
    expect(code).toBe(1);
  });

  test('fails when a check fails, which --fast leaves out', async () => {
    const it = projectWithTools({ lint: 1 });
    const { code, output } = await it.run('--project', 'unit');
    expect(output).toContain('a lint fault');
    expect(output).toMatch(/\n3 passed, 1 failed\n$/);
    expect(code).toBe(1);
    expect(await it.run('--project', 'unit', '--fast')).toMatchObject({ code: 0 });
  });

  test('fails when jest dies without a report, or when no test ran', async () => {
    expect((await projectWithTools({ jestReports: false }).run('--fast', '--project', 'unit')).output).toMatch(
      /\n0 passed, 1 failed\n$/,
    );
    const none = await projectWithTools({ passed: 0 }).run('--fast', '--project', 'unit');
    expect(none).toMatchObject({ code: 1, output: expect.stringMatching(/\n0 passed, 0 failed\n$/) });
  });

  test('needs neither servers nor a build for the unit tests', async () => {
    const it = projectWithTools();
    await it.run('--fast', '--project', 'unit');
    expect(it.events()).toEqual(['jest unit']);
  });

  test('counts a server that cannot be had as a failure', async () => {
    const it = projectWithTools();
    it.program('mongod', 'echo "cannot execute" >&2; exit 126');
    const { code, output } = await it.run('--fast');
    expect(output).toContain('✗ No MongoDB to be had');
    expect(output).toMatch(/\n3 passed, 1 failed\n$/);
    expect(code).toBe(1);
  });
});

describe('the browser for the tests of the web pages', () => {
  const find = (root: string, env: NodeJS.ProcessEnv) =>
    inNode(
      { env: { PATH: path.join(root, 'bin'), ...env } },
      async ({ lib, args }) =>
        ((await lib('browser-tests')).findBrowser(args.env, 'linux') as string | undefined) ?? null,
    );

  test('is the one named, else a Chromium on PATH, else none', async () => {
    const { root, program } = fakeProject();
    expect(await find(root, {})).toBeNull();
    program('google-chrome', '');
    expect(await find(root, {})).toBe(path.join(root, 'bin/google-chrome'));
    program('chromium', '');
    expect(await find(root, {})).toBe(path.join(root, 'bin/chromium'));
    expect(await find(root, { HAZFLOW_CHROMIUM: path.join(root, 'bin/google-chrome') })).toBe(
      path.join(root, 'bin/google-chrome'),
    );
  });

  test('is asked for in one line when there is none', async () => {
    const it = projectWithTools();
    it.write('tests/ui/playwright.config.ts', '');
    const { output } = await it.run('--fast');
    expect(output).toContain(
      '! The tests of the web pages were not run: install Chromium (Debian: apt-get install chromium fonts-noto-cjk) or set HAZFLOW_CHROMIUM.\n',
    );
  });
});
