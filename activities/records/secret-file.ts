import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads a secret from the secrets folder; the first caller makes it, with access for the owner only. Of several processes that
 * start at once all get the same one: the file is put in its place whole, and only if there is none.
 */
export async function secretFile(folder: string, name: string, make: () => Buffer): Promise<Buffer> {
  const path = join(folder, name);
  const present = await read(path);
  if (present) return present;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, make(), { mode: 0o600, flag: 'wx' });
  await chmod(draft, 0o600);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path);
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Key of the check codes on letters (`HAZFLOW_SECRETS_DIR/letter-check.key`). */
export function letterCheckSecret(folder: string): Promise<Buffer> {
  return secretFile(folder, 'letter-check.key', () => randomBytes(32));
}
