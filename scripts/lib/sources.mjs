import { Absent, Failure, Interrupted } from './failure.mjs';
import { findOnPath } from './exec.mjs';
import { withLock } from './cache.mjs';
import path from 'node:path';

/**
 * A place where a server or a program can come from.
 * @typedef {object} Source
 * @property {string} name as the terminal shows it
 * @property {(ctx: import('./context.mjs').Context) => Promise<Record<string, unknown>>} find throws Absent with the reason when it has nothing,
 *   Failure when it was asked for and cannot be used
 * @property {boolean} [fetches] goes over the network and fills the cache
 */

/**
 * Asks the sources in order and says which one served and why those before it did not.
 * Only one process at a time fetches; who waited for another looks into the sources before again.
 * @param {import('./context.mjs').Context} ctx @param {string} what @param {Source[]} sources
 * @param {string} advice what the user can do when nothing served
 */
export async function firstOf(ctx, what, sources, advice) {
  const local = await ask(
    ctx,
    sources.filter(({ fetches }) => !fetches),
  );
  if (local.found) return tell(ctx, what, local);
  const fetching = sources.filter(({ fetches }) => fetches);
  const lock = path.join(ctx.cache, `fetching-${sources[0].name.replace(/\W+/g, '-')}.lock`);
  const got = await withLock(ctx, lock, async () => {
    const again = await ask(
      ctx,
      sources.filter(({ name }) => name === 'cache'),
    );
    return again.found ? again : ask(ctx, fetching, (source) => ctx.say.note(`${what}: trying ${source.name}`));
  });
  got.refused.unshift(...local.refused.filter(({ name }) => !got.refused.some((other) => other.name === name)));
  if (got.found) return tell(ctx, what, got);
  throw new Failure(`No ${what} to be had (${got.refused.map(because).join('; ')}): ${advice}.`);
}

const because = ({ name, reason }) => `${name}: ${reason}`;

async function ask(ctx, sources, announce = () => {}) {
  const refused = [];
  for (const source of sources) {
    if (ctx.signal.aborted) throw new Interrupted();
    try {
      announce(source);
      return { found: { ...(await source.find(ctx)), source: source.name }, refused };
    } catch (error) {
      if (error instanceof Failure) throw error;
      refused.push({
        name: source.name,
        reason: error instanceof Absent ? error.message : String(error?.message ?? error),
      });
    }
  }
  return { found: undefined, refused };
}

function tell(ctx, what, { found, refused }) {
  const why = refused.length ? `; not from ${refused.map(because).join('; ')}` : '';
  ctx.say.note(`${what} from ${found.source}: ${found.shown ?? found.path}${why}`);
  return { ...found, refused };
}

/** A program whose path an environment variable names. @param {(ctx: any, path: string) => Promise<object>} check */
export function fromVariable(variable, check) {
  return {
    name: variable,
    async find(ctx) {
      const file = ctx.env[variable];
      if (!file) throw new Absent('not set');
      try {
        return await check(ctx, file);
      } catch (error) {
        throw new Failure(`${variable} names ${file}, which cannot be used: ${error.message}.`);
      }
    },
  };
}

/** @param {string} program @param {(ctx: any, path: string) => Promise<object>} check */
export function fromPath(program, check) {
  return {
    name: 'PATH',
    async find(ctx) {
      const file = findOnPath(program, ctx.env, ctx.platform);
      if (!file) throw new Absent(`no ${program} there`);
      return check(ctx, file);
    },
  };
}
