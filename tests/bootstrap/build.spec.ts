import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inNode, temporaryFolder, writeFile } from './support/in-node';

/** A project whose build counts how often each step ran, in `dist/steps`. */
function project() {
  const root = temporaryFolder();
  writeFile(path.join(root, 'src/a.ts'), 'one');
  writeFile(path.join(root, 'src/deep/b.ts'), 'two');
  writeFile(path.join(root, 'page/index.html'), 'page');
  return {
    root,
    write: (file: string, content: string) => writeFile(path.join(root, file), content),
    steps: () =>
      existsSync(path.join(root, 'dist/steps'))
        ? readFileSync(path.join(root, 'dist/steps'), 'utf8').trim().split('\n')
        : [],
    build: (options: { force?: boolean; failing?: boolean } = {}) =>
      inNode({ root, ...options }, async ({ lib, fakes, args }) => {
        const { build } = await lib('build');
        const { ctx } = fakes.fakeContext({ root: args.root });
        const step = (name: string, makes: string) => ({
          name,
          args: [
            '-e',
            `const fs = require('fs'); fs.mkdirSync('dist', { recursive: true }); fs.appendFileSync('dist/steps', '${name}\\n'); fs.writeFileSync('${makes}', '');`,
          ],
        });
        const failing = { name: 'tsc', args: ['-e', 'console.log("a.ts(1,1): error TS1005"); process.exit(2)'] };
        const parts = [
          {
            name: 'server',
            inputs: ['src', 'lock.json'],
            makes: 'dist/server',
            steps: () => (args.failing ? [failing] : [step('compile', 'dist/server'), step('bundle', 'dist/bundle')]),
          },
          { name: 'web', inputs: ['page'], makes: 'dist/web', steps: () => [step('vite', 'dist/web')] },
        ];
        return build(ctx, { force: args.force, parts }) as Promise<string[]>;
      }),
  };
}

describe('the build', () => {
  test('is made once and skipped while nothing changes', async () => {
    const it = project();
    expect(await it.build()).toEqual(['server', 'web']);
    expect(await it.build()).toEqual([]);
    expect(it.steps()).toEqual(['compile', 'bundle', 'vite']);
  });

  test('makes only the part whose sources changed, were added, renamed or removed', async () => {
    const it = project();
    await it.build();
    it.write('src/deep/b.ts', 'changed');
    expect(await it.build()).toEqual(['server']);
    it.write('lock.json', '{}');
    expect(await it.build()).toEqual(['server']);
    rmSync(path.join(it.root, 'src/a.ts'));
    it.write('src/c.ts', 'one');
    expect(await it.build()).toEqual(['server']);
    it.write('page/index.html', 'new');
    expect(await it.build()).toEqual(['web']);
  });

  test('what is not a source does not count', async () => {
    const it = project();
    await it.build();
    mkdirSync(path.join(it.root, 'page/node_modules'));
    it.write('page/node_modules/x.js', 'x');
    it.write('src/.cache', 'x');
    it.write('README.md', 'x');
    expect(await it.build()).toEqual([]);
  });

  test('is made again when its result is gone, or when asked', async () => {
    const it = project();
    await it.build();
    rmSync(path.join(it.root, 'dist/server'));
    expect(await it.build()).toEqual(['server']);
    expect(await it.build({ force: true })).toEqual(['server', 'web']);
  });

  test('that fails says which step and why, and is tried again the next time', async () => {
    const it = project();
    await expect(it.build({ failing: true })).rejects.toMatchObject({
      kind: 'Failure',
      message: 'The build failed in tsc (exit code 2): see the lines above.',
    });
    expect(await it.build()).toEqual(['server', 'web']);
  });
});
