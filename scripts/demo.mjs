import path from 'node:path';
import { existsSync } from 'node:fs';
import { makeContext } from './lib/context.mjs';
import { run } from './lib/exec.mjs';
import { Failure, Interrupted, report } from './lib/failure.mjs';
import { statusOf } from './lib/http-probe.mjs';
import { demandNode } from './lib/node-version.mjs';
import { readRunRecord } from './lib/run-record.mjs';
import { abortOnSignals } from './lib/signals.mjs';

const USUAL_URL = 'http://127.0.0.1:3000';

const HELP = `npm run demo [-- PROCESS --story NAME | --list | --url URL]   play a real case against the running system over HTTP

  PROCESS        the procedure, joint-review by default
  --story NAME   how it goes, for instance approval or rejection
  --list         the stories that can be played
  --url URL      address of the system (where npm start runs it, else ${USUAL_URL})
`;

/** Takes `--url` out of the arguments; everything else is the story's own business. */
function takeUrl(args) {
  const rest = [...args];
  const at = rest.findIndex((arg) => arg === '--url' || arg.startsWith('--url='));
  if (at < 0) return { url: undefined, rest };
  const [arg] = rest.splice(at, 1);
  const url = arg === '--url' ? rest.splice(at, 1)[0] : arg.slice('--url='.length);
  if (!URL.canParse(url ?? '')) throw new Failure('--url needs an address such as http://127.0.0.1:3000.');
  return { url: url.replace(/\/+$/, ''), rest };
}

async function main() {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return void process.stdout.write(HELP);
  demandNode();
  const ctx = makeContext({ signal: abortOnSignals().signal });
  const { url: given, rest } = takeUrl(args);
  const program = path.join(ctx.root, 'dist/seeds/demo/run.js');
  if (!existsSync(program)) throw new Failure('The demo is not built yet: run npm start or npm run build first.');
  const url = given ?? (await readRunRecord(ctx.root))?.url ?? USUAL_URL;
  if (!rest.includes('--list') && (await statusOf(`${url}/api/v1/health/ready`, 5000)) !== 200)
    throw new Failure(`HazFlow does not answer at ${url}: run npm start first, or name its address with --url.`);
  const { code } = await run(ctx, process.execPath, [program, '--url', url, ...rest], { inherit: true });
  process.exitCode = code ?? 1;
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
