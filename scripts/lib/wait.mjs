/** @param {number} ms @param {AbortSignal} [signal] wakes at once when it is aborted */
export function pause(ms, signal) {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve(undefined);
    };
    const timer = setTimeout(wake, ms);
    signal?.addEventListener('abort', wake);
    if (signal?.aborted) wake();
  });
}

/**
 * Asks again and again until `check` gives something.
 * @template T @param {() => Promise<T | undefined | false>} check
 * @param {{ timeoutMs: number, everyMs?: number, signal?: AbortSignal }} options
 * @returns {Promise<T | undefined>} undefined when the time ran out or the signal was given
 */
export async function waitFor(check, { timeoutMs, everyMs = 100, signal }) {
  const end = Date.now() + timeoutMs;
  while (!signal?.aborted) {
    const result = await check();
    if (result) return result;
    if (Date.now() >= end) return undefined;
    await pause(everyMs, signal);
  }
  return undefined;
}
