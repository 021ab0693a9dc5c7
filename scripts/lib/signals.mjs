const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 500;

/**
 * One AbortSignal for Ctrl-C, termination and a closed terminal. A terminal and npm may both send the same signal,
 * so repetitions are swallowed: the stop under way goes on in its order.
 */
export function abortOnSignals(target = process) {
  const controller = new AbortController();
  for (const name of SIGNALS) target.on(name, () => controller.abort());
  // npm hands a signal on to its shell only, which dies of it and leaves this process behind without having heard anything.
  if (target.env.npm_lifecycle_event !== undefined) {
    const parent = target.ppid;
    setInterval(() => target.ppid !== parent && controller.abort(), PARENT_CHECK_MS).unref();
  }
  // The terminal may be gone before the last line is written.
  for (const stream of [target.stdout, target.stderr]) {
    stream?.on('error', (error) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
  return { signal: controller.signal };
}
