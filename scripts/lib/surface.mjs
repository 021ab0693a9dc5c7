const WINDOW_MS = 60_000;
const LINES_PER_WINDOW = 20;
const PINO_WARN = 40;
const NAMES = { 40: 'warning', 50: 'error', 60: 'fatal' };

/**
 * Picks what a person at the terminal should see of a process's output: pino records from warning on, and lines on stderr
 * that speak of a fault. A flood is cut off; the log has it all.
 * @param {string} name @param {string} log @param {{ warn(text: string): void }} say
 * @returns {(line: string, isError: boolean) => void}
 */
export function surfacing(name, log, say, now = Date.now) {
  let windowStart = 0;
  let shown = 0;
  return (line, isError) => {
    const text = worthSeeing(line, isError);
    if (!text) return;
    if (now() - windowStart > WINDOW_MS) {
      windowStart = now();
      shown = 0;
    }
    shown++;
    if (shown <= LINES_PER_WINDOW) say.warn(`[${name}] ${text}`);
    else if (shown === LINES_PER_WINDOW + 1) say.warn(`[${name}] more in ${log}`);
  };
}

function worthSeeing(line, isError) {
  if (line.startsWith('{')) {
    try {
      const { level, msg, err } = JSON.parse(line);
      if (typeof level === 'number')
        return level >= PINO_WARN
          ? `${NAMES[level] ?? 'warning'}: ${msg ?? ''}${err?.message ? ` (${err.message})` : ''}`
          : undefined;
    } catch {
      // Not a record: judged as a line of text below.
    }
  }
  return isError && /error|fatal|warn|exception|unhandled|denied|refused/i.test(line) && !/^\s+at /.test(line)
    ? line.trim()
    : undefined;
}
