import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath, isExecutable, lastLines, run } from './exec.mjs';
import { Absent } from './failure.mjs';
import { demandReplicaSet } from './mongo-wire.mjs';
import { checkMongod, checkMongoProgram, checkSecantus } from './programs.mjs';
import { fromPath, fromVariable } from './sources.mjs';
import { SECANTUS } from './versions.mjs';

const OFFICIAL = 'https://fastdl.mongodb.org';
const mongodFolder = (ctx) => path.join(ctx.cache, 'mongod');
const secantusFolder = (ctx) => path.join(ctx.cache, `secantus-${SECANTUS.version}`);
const secantusPath = (ctx) =>
  path.join(secantusFolder(ctx), 'bin', ctx.platform === 'win32' ? 'secantusd-rs.exe' : 'secantusd-rs');

/** A replica set that runs already, named by a variable. */
export function runningReplicaSet(variable) {
  return {
    name: variable,
    async find(ctx) {
      const uri = ctx.env[variable];
      if (!uri) throw new Absent('not set');
      return { uri, shown: await demandReplicaSet(uri) };
    },
  };
}

/** Programs that can run a one-node replica set: a mongod, or as the last resort its stand-in. */
export const mongoPrograms = [
  fromVariable('HAZFLOW_MONGOD_PATH', checkMongoProgram),
  fromPath('mongod', checkMongod),
  {
    name: 'cache',
    async find(ctx) {
      const official = await officialInCache(ctx);
      if (official) return checkMongod(ctx, official);
      if (isExecutable(secantusPath(ctx))) return checkSecantus(ctx, secantusPath(ctx));
      throw new Absent('nothing there');
    },
  },
  {
    name: 'official download',
    fetches: true,
    async find(ctx) {
      await demandAnswer(ctx, OFFICIAL);
      const { code, output, timedOut } = await run(
        ctx,
        process.execPath,
        [path.join(ctx.root, 'scripts/lib/mongod-download.mjs'), mongodFolder(ctx)],
        {
          idleMs: 20_000,
          onLine: (line) => /%/.test(line) && ctx.say.note(line.trim()),
        },
      );
      if (timedOut) throw new Absent('the download fell silent');
      const file = lastLines(output, 1);
      if (code !== 0) throw new Absent(file || `exit code ${code}`);
      return checkMongod(ctx, file);
    },
  },
  {
    name: 'crates.io',
    fetches: true,
    async find(ctx) {
      const cargo = findOnPath('cargo', ctx.env, ctx.platform);
      if (!cargo) throw new Absent('no cargo on PATH');
      ctx.say.note('building the stand-in for mongod with cargo: about 4 minutes on 2 cores, once');
      return checkSecantus(ctx, await buildSecantus(ctx, cargo));
    },
  },
];

export const MONGO_ADVICE = 'install mongod (MongoDB 5.0 or newer), or set MONGODB_URI to a running replica set';

async function officialInCache(ctx) {
  const entries = await readdir(mongodFolder(ctx)).catch(() => []);
  const name = entries.find((entry) => /^mongod[^.]*-[\d.]+(\.exe)?$/.test(entry));
  return name && path.join(mongodFolder(ctx), name);
}

/** The library that downloads has no limit of its own on a server that does not answer. */
async function demandAnswer(ctx, url) {
  const host = new URL(url).host;
  try {
    await ctx.fetch(url, { method: 'HEAD', signal: AbortSignal.any([AbortSignal.timeout(4000), ctx.signal]) });
  } catch (error) {
    throw new Absent(
      error.name === 'TimeoutError'
        ? `${host} did not answer within 4 s`
        : `${host} cannot be reached (${error.cause?.code ?? error.message})`,
    );
  }
}

async function buildSecantus(ctx, cargo) {
  const target = path.join(secantusFolder(ctx), 'target');
  let crates = 0;
  const { code, output, timedOut } = await run(
    ctx,
    cargo,
    [
      'install',
      'secantus-mdb',
      '--version',
      SECANTUS.version,
      '--locked',
      '--ignore-rust-version',
      '--root',
      secantusFolder(ctx),
    ],
    {
      env: {
        ...ctx.env,
        CARGO_PROFILE_RELEASE_LTO: 'off',
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
        CARGO_NET_RETRY: '1',
        CARGO_HTTP_TIMEOUT: '8',
        CARGO_TARGET_DIR: target,
        CARGO_TERM_COLOR: 'never',
      },
      idleMs: 900_000,
      onLine(line) {
        if (/^\s*Compiling /.test(line) && ++crates % 40 === 0) ctx.say.note(`${crates} crates compiled`);
      },
    },
  );
  await rm(target, { recursive: true, force: true });
  if (timedOut) throw new Absent('cargo fell silent');
  if (code !== 0) throw new Absent(`cargo failed (${lastLines(output, 1) || `exit code ${code}`})`);
  return secantusPath(ctx);
}
