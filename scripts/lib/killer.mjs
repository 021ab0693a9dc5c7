import { killGroup } from './exec.mjs';
import { pause } from './wait.mjs';

const GAP_MS = [1200, 4000];

/** A program that comes back half a second after it was killed, for as long as the drill lasts. @param {import('./service.mjs').Service} service */
export function alwaysBack(service) {
  service.spec.backOffMs = Array.from({ length: 10_000 }, () => 500);
  return service;
}

/**
 * Kills programs by SIGKILL at random moments until the time is over.
 * @param {Record<string, import('./service.mjs').Service[]>} victims by kind
 * @param {{ next(): number, pick<T>(from: readonly T[]): T }} random
 * @returns {Promise<Record<string, number>>} how often a program of each kind was killed
 */
export async function killAtRandom(ctx, victims, random, seconds) {
  const killed = Object.fromEntries(Object.keys(victims).map((kind) => [kind, 0]));
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const [least, most] = GAP_MS;
    await pause(least + random.next() * (most - least), ctx.signal);
    if (Date.now() >= until || ctx.signal.aborted) return killed;
    const kind = random.pick(Object.keys(victims));
    if (kill(random.pick(victims[kind]))) killed[kind] += 1;
  }
}

/** Kills a program for good. */
export function killForGood(service) {
  service.stopping = true;
  kill(service);
}

/** @returns {boolean} false when it does not run at the moment */
function kill(service) {
  const { child } = service;
  if (!child || child.exitCode !== null || child.signalCode !== null) return false;
  killGroup(child, 'SIGKILL');
  return true;
}
