import path from 'node:path';
import { demoAccounts } from './lib/accounts.mjs';
import { build } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Interrupted, report } from './lib/failure.mjs';
import { demandNode } from './lib/node-version.mjs';
import { demandPort } from './lib/ports.mjs';
import { removeRunRecord, writeRunRecord } from './lib/run-record.mjs';
import { seconds } from './lib/say.mjs';
import { startServers } from './lib/servers.mjs';
import { stopInOrder } from './lib/service.mjs';
import { abortOnSignals } from './lib/signals.mjs';
import { HELP, parseStartOptions } from './lib/start-options.mjs';
import { apiService, loadReferenceData, systemEnvironment, urlOf, workerService } from './lib/system.mjs';

async function main() {
  const options = parseStartOptions(process.argv.slice(2), process.env);
  if (options.help) return void process.stdout.write(HELP);
  demandNode();
  const begun = Date.now();
  const { signal } = abortOnSignals();
  const ctx = makeContext({ signal });
  const data = path.resolve(options.data ?? path.join(ctx.root, '.hazflow/data'));
  const logs = options.data ? path.join(data, 'logs') : path.join(ctx.root, '.hazflow/logs');

  await demandPort(options.port, options.host, 'the API', '--port');
  await ensureDependencies(ctx);
  const servers = await startServers({ ctx, data, logs, ports: options.ports });
  const own = [];
  let giveUp;
  // Who gives up first ends the start; the others are stopped in order all the same.
  const ended = new Promise((resolve, reject) => {
    giveUp = reject;
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  ended.catch(() => {});
  for (const service of servers.services) service.onGivenUp = giveUp;
  try {
    await build(ctx, { force: options.rebuild });
    const env = await systemEnvironment(ctx, { ...servers, ...options, data });
    await ctx.say.step('loading reference data', () => loadReferenceData(ctx, env));
    const [worker, api] = [workerService(ctx, env, logs), apiService(ctx, env, logs)];
    for (const service of [api, worker]) {
      own.push(service);
      service.onGivenUp = giveUp;
      service.onSpawn = (pid) => servers.note(service.name, pid);
    }
    await Promise.all([
      ctx.say.step('starting worker', async () => void (await worker.start())),
      ctx.say.step('starting API', async () => void (await api.start())),
    ]);
    const url = urlOf(options.host, options.port);
    await writeRunRecord(ctx.root, { url, mongoUri: servers.mongoUri, temporalAddress: servers.temporalAddress, data });
    await tellAddresses(ctx, { url, servers, data, logs, took: Date.now() - begun });
    await ended;
    ctx.say.line('\nStopping …');
  } finally {
    await removeRunRecord(ctx.root);
    await stopInOrder(ctx, own);
    await servers.stop();
  }
}

async function tellAddresses(ctx, { url, servers, data, logs, took }) {
  const { say } = ctx;
  say.line(`\nHazFlow is up after ${seconds(took)}.`);
  say.line(`  Web          ${url}/`);
  say.line(`  API docs     ${url}/api/docs`);
  say.line(`  Temporal UI  ${servers.temporalUi ?? `not started here; the service is ${servers.temporalAddress}`}`);
  say.line(`  Data         ${data}`);
  say.line(`  Logs         ${logs}`);
  const demo = await demoAccounts(ctx.root);
  if (demo) {
    say.line(`\nDemo accounts, password ${demo.password}`);
    for (const { organisation, logins } of demo.groups) say.line(`  ${organisation}：${logins.join('，')}`);
  }
  say.line('\nCtrl-C stops everything.');
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
