import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { copyFolder, root as realRoot, startNode, temporaryFolder, writeFile, writeProgram } from './in-node';

/**
 * A project with the real scripts and a made-up system: `temporal` and `mongod` are fakes on PATH, the compiler does nothing, and
 * loader, worker and API only note in `events` that they started and stopped.
 */
export function fakeProject() {
  const root = temporaryFolder();
  const events = path.join(root, 'events');
  const bin = path.join(root, 'bin');
  copyFolder(path.join(realRoot, 'scripts'), path.join(root, 'scripts'));
  writeFile(path.join(root, 'package-lock.json'), JSON.stringify({ packages: {} }));
  writeFile(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: {} }));
  writeFile(
    path.join(root, 'node_modules/typescript/bin/tsc'),
    `require('fs').appendFileSync(${JSON.stringify(events)}, 'compiled\\n'); require('fs').mkdirSync('dist', { recursive: true }); require('fs').writeFileSync('dist/.tsbuildinfo', '');`,
  );
  for (const name of ['temporal', 'mongod'])
    writeProgram(
      path.join(bin, name),
      `exec "${process.execPath}" "${path.join(__dirname, 'fake-server.mjs')}" ${name} "$@"`,
    );
  for (const [file, content] of Object.entries(SYSTEM)) writeFile(path.join(root, file), content);
  mkdirSync(path.join(root, 'cache'));
  const env = {
    PATH: bin,
    EVENTS: events,
    XDG_CACHE_HOME: path.join(root, 'cache'),
    MONGODB_URI: '',
    TEMPORAL_ADDRESS: '',
    HAZFLOW_MONGOD_PATH: '',
    HAZFLOW_TEMPORAL_CLI_PATH: '',
    HAZFLOW_SECRETS_DIR: undefined,
    TEMPORAL_NAMESPACE: undefined,
  };
  return {
    root,
    env,
    write: (file: string, content: string) => writeFile(path.join(root, file), content),
    program: (name: string, script: string) => writeProgram(path.join(bin, name), script),
    events: () => (existsSync(events) ? readFileSync(events, 'utf8').trim().split('\n') : []),
    read: (file: string) => readFileSync(path.join(root, file), 'utf8'),
    has: (file: string) => existsSync(path.join(root, file)),
    run: (script: string, args: string[] = [], more: NodeJS.ProcessEnv = {}) =>
      startNode([path.join(root, 'scripts', `${script}.mjs`), ...args], { ...env, ...more }, root),
  };
}

const NOTE = `const note = (text) => require('fs').appendFileSync(process.env.EVENTS, text + '\\n');\n`;

const SYSTEM = {
  'dist/seeds/load.js': `${NOTE}note('loaded into ' + process.env.MONGODB_URI.replace(/\\d{4,}/, 'PORT'));`,
  // Finishes its running activity before it ends.
  'dist/activities/worker.js': `${NOTE}note('worker started on ' + process.env.TEMPORAL_TASK_QUEUE);
    setInterval(() => {}, 1000);
    process.on('SIGTERM', () => setTimeout(() => { note('worker stopped'); process.exit(0); }, 200));`,
  'dist/api/main.js': `${NOTE}
    const server = require('http').createServer((request, response) => {
      if (request.url === '/crash') process.exit(9);
      response.writeHead(request.url === '/api/v1/health/ready' ? 200 : 404).end();
    });
    server.listen(Number(process.env.PORT), process.env.HOST, () => note('API started'));
    process.on('SIGTERM', () => { note('API stopped'); process.exit(0); });`,
  'seeds/data/people.json': JSON.stringify({
    source: 'made up',
    demoPassword: 'made-up-password-1',
    people: [
      {
        login: 'emb.officer1',
        name: { zh: '示例·应急经办甲', en: 'Demo officer' },
        demo: true,
        memberships: [{ orgCode: 'EMB', role: 'caseOfficer' }],
      },
      { login: 'real.person', name: { zh: '示例·不列出' }, memberships: [] },
    ],
  }),
  'seeds/data/organisations.json': JSON.stringify({
    source: 'made up',
    organisations: [{ code: 'EMB', name: { zh: '示例应急管理局', en: 'x' } }],
  }),
  'seeds/data/roles.json': JSON.stringify({
    source: 'made up',
    roles: [{ id: 'caseOfficer', name: { zh: '经办人', en: 'x' } }],
  }),
};
