/** Adds up the script that a page loads first, by the build's manifest. Exit code 1 above the limit. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 400;
const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/web');
const manifest = JSON.parse(await readFile(path.join(dist, '.vite/manifest.json'), 'utf8'));

/** Everything that comes with a chunk before it can run. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const one of manifest[key].imports ?? []) filesOf(one, seen);
  return seen;
}

async function kilobytes(keys) {
  const files = [...keys].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(path.join(dist, file)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

let tooMuch = false;
for (const page of ['inbox/inbox-page', 'login/login-page', 'home/home-page', 'applications/application-page']) {
  const keys = new Set([...filesOf('index.html'), ...filesOf(`src/pages/${page}.tsx`)]);
  const size = await kilobytes(keys);
  if (size > LIMIT_KB) tooMuch = true;
  console.log(`${page}: ${size.toFixed(0)} kB of script, compressed`);
}
if (tooMuch) {
  console.error(`more than ${LIMIT_KB} kB`);
  process.exitCode = 1;
}
