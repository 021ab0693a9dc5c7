const SLOW_MS = 3000;

/** `1.2 s`, or `2 min 5 s` from a minute on. */
export function seconds(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/**
 * What the commands tell on the terminal: every step with the time it took.
 * @param {{ write(text: string): unknown }} out
 */
export function makeSay(out = process.stdout) {
  const line = (text = '') => void out.write(`${text}\n`);
  return {
    line,
    note: (text) => line(`  ${text}`),
    warn: (text) => line(`! ${text}`),
    /**
     * Runs `work` as a named step. It may return a string, which is shown as what came of it.
     * @template T @param {string} name @param {() => Promise<T> | T} work @returns {Promise<T>}
     */
    async step(name, work) {
      const begun = Date.now();
      const slow = setTimeout(() => line(`… ${name}`), SLOW_MS);
      try {
        const result = await work();
        clearTimeout(slow);
        line(`✓ ${name}${typeof result === 'string' && result ? `: ${result}` : ''} (${seconds(Date.now() - begun)})`);
        return result;
      } catch (error) {
        clearTimeout(slow);
        throw error;
      }
    },
  };
}
