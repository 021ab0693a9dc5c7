import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerConfig } from '../../activities/config';
import { ApiConfig } from '../../api/common/config';

const ROOT = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const MANIFESTS = ['api.yaml', 'worker.yaml', 'configuration.yaml', 'seeds.yaml'].map((f) => `deploy/kubernetes/${f}`);
const FILES = ['deploy/compose.yaml', ...MANIFESTS];

/** Every setting that a process reads. */
const KNOWN = new Set([
  ...[...read('api/common/config.ts').matchAll(/readonly ([A-Z_]+)[?!]?:/g)].map(([, name]) => name),
  ...[...read('activities/config.ts').matchAll(/readonly ([A-Z_]+)[?!]?:/g)].map(([, name]) => name),
]);
/** Read by the container's entry point, which turns NAME_FILE into NAME. */
const FROM_FILE = /for name in ([A-Z_ ]+); do/.exec(read('deploy/entrypoint.sh'))?.[1]?.split(' ') ?? [];

describe('deployment', () => {
  it('every manifest is one that is looked at here', () => {
    expect(readdirSync(join(ROOT, 'deploy/kubernetes')).sort()).toEqual(MANIFESTS.map((f) => f.slice(18)).sort());
  });

  it.each(FILES)('%s: sets only what the processes read', (file) => {
    const names = [
      ...read(file).matchAll(/\b((?:HAZFLOW|TEMPORAL|MONGODB|WORKER|PUBLIC|METRICS|SMTP|MAIL)_[A-Z_]+)\b/g),
    ].map(([, name = '']) => name);
    const strangers = [...new Set(names)].filter(
      (name) => !KNOWN.has(name) && !(name.endsWith('_FILE') && FROM_FILE.includes(name.slice(0, -'_FILE'.length))),
    );
    expect(strangers).toEqual([]);
  });

  it('the settings make valid configurations', () => {
    const settings = {
      MONGODB_URI: 'mongodb://hazflow:x@mongo-1,mongo-2,mongo-3/hazflow?replicaSet=rs0&authSource=admin&w=majority',
      ...Object.fromEntries(
        [...read('deploy/kubernetes/configuration.yaml').matchAll(/^ {2}([A-Z_]+): (\S+)$/gm)].map(([, k, v]) => [
          k,
          v,
        ]),
      ),
    };
    expect(ApiConfig.fromEnv({ ...settings, HOST: '0.0.0.0', PORT: '3000', TRUST_PROXY: '1' }).secureCookies).toBe(
      true,
    );
    expect(WorkerConfig.fromEnv({ ...settings, WORKER_BUILD_ID: '' }).WORKER_BUILD_ID).toBeUndefined();
  });

  it('every setting can be passed: by a file of settings in compose, by the ConfigMap in a cluster, passwords by file', () => {
    expect(read('deploy/compose.yaml')).toContain('env_file: [{ path: ./compose/hazflow.env, required: false }]');
    for (const manifest of ['api', 'worker']) {
      expect(read(`deploy/kubernetes/${manifest}.yaml`)).toContain('envFrom: [{ configMapRef: { name: hazflow } }]');
    }
    const secrets = [...KNOWN].filter((name) => /(PASSWORD|KEYS)_FILE$/.test(name ?? ''));
    expect(secrets.sort()).toEqual(['HAZFLOW_PAYLOAD_KEYS_FILE', 'SMTP_PASSWORD_FILE']);
    for (const name of secrets) {
      expect(read('deploy/compose.yaml')).toMatch(new RegExp(`${name}: /run/secrets/`));
      expect(MANIFESTS.map(read).join('\n')).toMatch(new RegExp(`${name}[:,].*/secrets/`));
    }
    // A file that compose mounts must exist: the script that makes the secrets makes each.
    const mounted = [...read('deploy/compose.yaml').matchAll(/file: \.\/compose\/secrets\/(\S+) \}/g)].map(
      ([, f = '']) => f,
    );
    const script = read('deploy/compose/make-secrets.sh');
    expect(mounted.filter((file) => !script.includes(file))).toEqual([]);
  });

  it.each(FILES)('%s: every image has a version', (file) => {
    const images = [...read(file).matchAll(/image: (\S+)/g)].map(([, image = '']) => image);
    expect(images.filter((image) => !/^[a-z/-]+:\d+\.\d+(\.\d+)?$/.test(image))).toEqual([]);
  });

  it('the image is built on a version of Node that the project runs on, and not run as root', () => {
    const dockerfile = read('deploy/Dockerfile');
    const bases = [...dockerfile.matchAll(/^FROM node:(\d+)\.(\d+)\.\d+-/gm)];
    expect(bases).toHaveLength(2);
    bases.forEach(([, major, minor]) => expect([Number(major), Number(minor) >= 19]).toEqual([20, true]));
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('probes ask at addresses that exist', () => {
    const probes = FILES.flatMap((file) =>
      [...read(file).matchAll(/(?:path: |:(?:3000|8080))(\/[a-z0-9/]*health\/[a-z]+)/g)].map(([, path = '']) => path),
    );
    const api = [...read('api/health/health.controller.ts').matchAll(/@Get\('(health\/\w+)'\)/g)].map(
      ([, path]) => `/api/v1/${path}`,
    );
    const worker = [...read('activities/temporal/health-server.ts').matchAll(/'(\/health\/\w+)'/g)].map(([, p]) => p);
    expect(probes.length).toBeGreaterThanOrEqual(8);
    expect(probes.filter((path) => ![...api, ...worker].includes(path))).toEqual([]);
  });

  it('a process has longer to stop than it takes itself', () => {
    const force = Number(/shutdownForceTime: '(\d+)s'/.exec(read('activities/worker.ts'))?.[1]);
    const grace = Number(/terminationGracePeriodSeconds: (\d+)/.exec(read('deploy/kubernetes/worker.yaml'))?.[1]);
    expect(force).toBeGreaterThan(0);
    expect(grace).toBeGreaterThan(force);
  });
});
