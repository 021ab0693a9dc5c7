import { Absent } from './failure.mjs';
import { isExecutable, run } from './exec.mjs';
import { MONGOD, TEMPORAL_CLI, compareVersions } from './versions.mjs';

/** Runs `program --version`; a file for another machine, or half a file, does not pass. */
async function versionOf(ctx, file, pattern) {
  if (!isExecutable(file)) throw new Absent(`${file} is not there or may not be run`);
  const { code, output } = await run(ctx, file, ['--version'], { timeoutMs: 10_000 }).catch((error) => ({
    code: -1,
    output: error.message,
  }));
  const version = pattern.exec(output)?.[1];
  if (code !== 0 || !version)
    throw new Absent(`${file} does not run (${output.trim().split('\n')[0] || `exit code ${code}`})`);
  return version;
}

export async function checkTemporal(ctx, file) {
  const version = await versionOf(ctx, file, /temporal version (\d+\.\d+\.\d+)/);
  if (compareVersions(version, TEMPORAL_CLI.oldest) < 0)
    throw new Absent(`${file} is ${version}, older than ${TEMPORAL_CLI.oldest}`);
  return { path: file, shown: `${file} ${version}` };
}

export async function checkMongod(ctx, file) {
  const version = await versionOf(ctx, file, /db version v(\d+\.\d+\.\d+)/);
  if (compareVersions(version, MONGOD.oldest) < 0)
    throw new Absent(`${file} is ${version}, older than ${MONGOD.oldest}`);
  return { kind: 'mongod', path: file, shown: `${file} ${version}` };
}

export async function checkSecantus(ctx, file) {
  const version = await versionOf(ctx, file, /(?:secantusd-rs|secantus)\S* v?(\d+\.\d+\.\d+\S*)/i);
  return {
    kind: 'secantus',
    path: file,
    shown: `${file} ${version}, a stand-in for mongod that is not for production`,
  };
}

/** A mongod, or the stand-in when the file is one. */
export async function checkMongoProgram(ctx, file) {
  return /secantus/.test(file) ? checkSecantus(ctx, file) : checkMongod(ctx, file);
}

/** The test server has no option that only tells its version. */
export async function checkTestServer(ctx, file) {
  if (!isExecutable(file)) throw new Absent(`${file} is not there or may not be run`);
  return { path: file };
}
