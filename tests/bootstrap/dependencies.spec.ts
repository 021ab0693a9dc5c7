import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inNode, temporaryFolder, writeFile, writeProgram } from './support/in-node';

const lock = (packages: Record<string, object>) =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'x' }, ...packages } });

function project(wanted: Record<string, object>, installed?: Record<string, object>) {
  const root = temporaryFolder();
  writeFile(path.join(root, 'package-lock.json'), lock(wanted));
  if (installed) writeFile(path.join(root, 'node_modules/.package-lock.json'), lock(installed));
  // Does what npm ci does to node_modules, and notes that it was called.
  writeProgram(
    path.join(root, 'bin/npm'),
    `echo "$@" >> ${root}/npm-calls; /bin/mkdir -p ${root}/node_modules; /bin/cp ${root}/package-lock.json ${root}/node_modules/.package-lock.json`,
  );
  const ensure = (npm = 'bin') =>
    inNode({ root, npm: path.join(root, npm) }, async ({ lib, fakes, args }) => {
      const { ensureDependencies } = await lib('dependencies');
      const { ctx, said } = fakes.fakeContext({ root: args.root, env: { PATH: args.npm } });
      await ensureDependencies(ctx);
      return (said as string[]).join('\n');
    });
  const calls = () =>
    existsSync(path.join(root, 'npm-calls'))
      ? readFileSync(path.join(root, 'npm-calls'), 'utf8').trim().split('\n').length
      : 0;
  return { root, ensure, calls };
}

const A = { 'node_modules/a': { version: '1.0.0' } };

describe('the packages', () => {
  test('are installed when there are none, and only once', async () => {
    const it = project(A);
    expect(await it.ensure()).toContain('installing packages (node_modules is missing)');
    await it.ensure();
    expect(it.calls()).toBe(1);
  });

  test('are left alone when they are those of the lockfile; packages for other machines may be missing', async () => {
    const it = project({ ...A, 'node_modules/mac-only': { version: '2.0.0', optional: true } }, A);
    await it.ensure();
    expect(it.calls()).toBe(0);
  });

  test.each([
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, 'node_modules/a is not 1.0.0'],
    ['a missing package', {}, 'node_modules/a is missing'],
  ])('are installed again for %s', async (_, installed, reason) => {
    const it = project(A, installed);
    expect(await it.ensure()).toContain(reason);
    expect(it.calls()).toBe(1);
  });

  test('cannot be installed without npm', async () => {
    await expect(project(A).ensure('nowhere')).rejects.toThrow('npm is not on PATH');
  });

  test('npm that fails is told with its last lines', async () => {
    const it = project(A);
    writeProgram(path.join(it.root, 'bin/npm'), 'echo "npm error code E404" >&2; exit 1');
    await expect(it.ensure()).rejects.toMatchObject({
      kind: 'Failure',
      message: 'npm ci failed: see the lines above.',
    });
  });
});
