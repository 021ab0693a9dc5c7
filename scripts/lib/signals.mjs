const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * One AbortSignal for Ctrl-C, termination and a closed terminal. A terminal and npm may both send the same signal,
 * so repetitions are swallowed: the stop under way goes on in its order.
 */
export function abortOnSignals(target = process) {
  const controller = new AbortController();
  const heard = { name: undefined };
  for (const name of SIGNALS) {
    target.on(name, () => {
      heard.name ??= name;
      controller.abort();
    });
  }
  // The terminal may be gone before the last line is written.
  for (const stream of [target.stdout, target.stderr]) {
    stream?.on('error', (error) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
  return { signal: controller.signal, heard };
}
