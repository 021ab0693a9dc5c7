import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { inNode, temporaryFolder, writeFile } from './support/in-node';

const take = (kind: 'fromTar' | 'fromZip', archive: Uint8Array, name: string) =>
  inNode({ kind, name, archive: Buffer.from(archive).toString('base64') }, async ({ lib, args }) => {
    const content = (await lib('archive'))[args.kind](Buffer.from(args.archive, 'base64'), (entry: string) =>
      entry.endsWith(args.name),
    );
    return (content as Buffer | undefined)?.toString() ?? null;
  });

describe('one file out of an archive', () => {
  const big = 'x'.repeat(100_000);

  test('a tar.gz made by tar', async () => {
    const folder = temporaryFolder();
    writeFile(path.join(folder, 'in/README'), 'not this');
    writeFile(path.join(folder, 'in/program'), big);
    execFileSync('tar', ['-czf', path.join(folder, 'a.tar.gz'), '-C', folder, 'in']);
    const archive = readFileSync(path.join(folder, 'a.tar.gz'));
    expect(await take('fromTar', archive, 'program')).toBe(big);
    expect(await take('fromTar', archive, 'absent')).toBeNull();
  });

  test('a zip, stored and deflated', async () => {
    const archive = zipSync({
      'a/other': strToU8('not this'),
      'a/stored': [strToU8('plain'), { level: 0 }],
      'a/packed': strToU8(big),
    });
    expect(await take('fromZip', archive, 'stored')).toBe('plain');
    expect(await take('fromZip', archive, 'packed')).toBe(big);
    expect(await take('fromZip', archive, 'absent')).toBeNull();
  });

  test('what is no zip is refused', async () => {
    await expect(take('fromZip', strToU8('an error page'), 'x')).rejects.toThrow('not a zip archive');
  });
});
