import path from 'node:path';
import { makeContext } from './context.mjs';
import { claimFolder } from './leftovers.mjs';
import { kindOfData, mongoService, uriOf } from './mongo-server.mjs';
import { MONGO_ADVICE, mongoPrograms, runningReplicaSet } from './mongo-sources.mjs';
import { demandPort, freePorts, preferPort } from './ports.mjs';
import { stopInOrder } from './service.mjs';
import { firstOf } from './sources.mjs';
import { Failure } from './failure.mjs';
import {
  TEMPORAL_ADVICE,
  TEST_SERVER_ADVICE,
  runningService,
  temporalPrograms,
  testServerPrograms,
} from './temporal-sources.mjs';
import { SEARCH_ATTRIBUTES, temporalService } from './temporal-server.mjs';
import { addSearchAttributes } from './temporal-rpc.mjs';

/** Ports that people know, taken when they are free. */
const USUAL_PORTS = { mongo: 27017, temporal: 7233, temporalUi: 8233 };
const OPTION = { mongo: '--mongo-port', temporal: '--temporal-port', temporalUi: '--temporal-ui-port' };
const WHAT = { mongo: 'MongoDB', temporal: 'Temporal', temporalUi: "Temporal's web UI" };

/**
 * @typedef {object} ServersWanted
 * @property {import('./context.mjs').Context} [ctx]
 * @property {string} data folder for everything the servers write
 * @property {'free' | { mongo?: number, temporal?: number, temporalUi?: number }} [ports] `free`: any free ports and no web UI;
 *   else the given ports, and for those left out the usual ones when free
 * @property {{ mongo: string, temporal: string }} [variables] environment variables that name servers which run already
 * @property {boolean} [testServer] find the program of the time-skipping test server, too
 * @property {string} [logs] folder of the servers' logs, `data`/logs by default
 */

/**
 * Finds or fetches a MongoDB replica set and a Temporal service and starts what does not run already.
 * @param {ServersWanted} wanted
 */
export async function startServers({
  ctx = makeContext(),
  data,
  ports = 'free',
  variables,
  testServer = false,
  logs = path.join(data, 'logs'),
}) {
  const names = variables ?? { mongo: 'MONGODB_URI', temporal: 'TEMPORAL_ADDRESS' };
  const mongo = await firstOf(ctx, 'MongoDB', [runningReplicaSet(names.mongo), ...mongoPrograms], MONGO_ADVICE);
  const temporal = await firstOf(
    ctx,
    'Temporal',
    [runningService(names.temporal), ...temporalPrograms],
    TEMPORAL_ADVICE,
  );
  const test = testServer
    ? await firstOf(ctx, 'Temporal test server', testServerPrograms, TEST_SERVER_ADVICE)
    : undefined;

  const folder = await claimFolder(ctx, data);
  const services = [];
  const launch = async (service) => {
    service.onSpawn = (pid) => folder.add(service.name, pid);
    services.push(service);
    await service.start();
    return service;
  };
  const stop = async () => {
    await stopInOrder(
      ctx,
      [...services].sort((a, b) => ORDER_OF_STOP.indexOf(a.name) - ORDER_OF_STOP.indexOf(b.name)),
    );
    await folder.release();
  };
  try {
    const chosen = await choosePorts(ctx, ports, { mongo: !mongo.uri, temporal: !temporal.address });
    const [mongoUri, temporalAddress] = await settleBoth(
      mongo.uri ??
        startMongo(ctx, launch, mongo, {
          folder: path.join(data, 'mongo'),
          port: chosen.mongo,
          log: path.join(logs, 'mongodb.log'),
        }),
      temporal.address
        ? addSearchAttributes(temporal.address, ctx.env.TEMPORAL_NAMESPACE ?? 'default', SEARCH_ATTRIBUTES).then(
            () => temporal.address,
          )
        : startTemporal(ctx, launch, temporal, {
            folder: path.join(data, 'temporal'),
            ...chosenTemporal(chosen),
            log: path.join(logs, 'temporal.log'),
          }),
    );
    return {
      mongoUri,
      temporalAddress,
      temporalUi: temporal.address || !chosen.temporalUi ? undefined : `http://127.0.0.1:${chosen.temporalUi}`,
      testServerPath: test?.path,
      temporalCliPath: temporal.path,
      mongodPath: mongo.path,
      services,
      /** Notes a further process on this data folder. */
      note: folder.add,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const ORDER_OF_STOP = ['Temporal', 'MongoDB'];
const chosenTemporal = ({ temporal, temporalUi }) => ({ port: temporal, uiPort: temporalUi });

/** Waits for both even when one fails, so that nothing starts behind the back of the clean-up. */
async function settleBoth(...works) {
  const results = await Promise.allSettled(works);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return results.map(({ value }) => value);
}

async function startMongo(ctx, launch, program, options) {
  const kind = await kindOfData(options.folder);
  if (kind && kind !== program.kind)
    throw new Failure(
      `The data in ${options.folder} was written by ${kind}, which ${program.kind} cannot read: choose another folder with --data, or name the old program in HAZFLOW_MONGOD_PATH.`,
    );
  await ctx.say.step('starting MongoDB', async () => {
    await launch(await mongoService(ctx, program, options));
    return `127.0.0.1:${options.port}`;
  });
  return uriOf(options.port);
}

async function startTemporal(ctx, launch, program, options) {
  await ctx.say.step('starting Temporal', async () => {
    await launch(await temporalService(ctx, program, options));
    return `127.0.0.1:${options.port}`;
  });
  return `127.0.0.1:${options.port}`;
}

/** @param {{ mongo: boolean, temporal: boolean }} needed which servers are started here */
async function choosePorts(ctx, ports, needed) {
  if (ports === 'free') {
    const [mongo, temporal] = await freePorts(2);
    return { mongo, temporal };
  }
  const chosen = {};
  for (const [key, usual] of Object.entries(USUAL_PORTS)) {
    if (!needed[key === 'mongo' ? 'mongo' : 'temporal']) continue;
    if (ports[key]) {
      await demandPort(ports[key], '127.0.0.1', WHAT[key], OPTION[key]);
      chosen[key] = ports[key];
      continue;
    }
    chosen[key] = await preferPort(usual);
    if (chosen[key] !== usual) ctx.say.note(`port ${usual} is taken, ${WHAT[key]} uses ${chosen[key]}`);
  }
  return chosen;
}
