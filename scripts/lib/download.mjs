import { Absent } from './failure.mjs';

const REPORT_MS = 5000;

/**
 * Fetches a file into memory. A server that does not answer at once or falls silent is given up, so that the next source gets its turn.
 * @param {import('./context.mjs').Context} ctx
 * @param {{ answerMs?: number, idleMs?: number }} [limits]
 * @returns {Promise<Buffer>}
 */
export async function download(ctx, url, { answerMs = 4000, idleMs = 8000 } = {}) {
  const host = new URL(url).host;
  const giveUp = new AbortController();
  const end = () => giveUp.abort();
  ctx.signal.addEventListener('abort', end, { once: true });
  let timer = setTimeout(end, answerMs);
  let waitingFor = `${host} did not answer within ${answerMs / 1000} s`;
  try {
    const response = await ctx.fetch(url, { signal: giveUp.signal, headers: { 'user-agent': 'hazflow-bootstrap' } });
    if (!response.ok) throw new Absent(`${host} answered ${response.status}`);
    waitingFor = `${host} sent nothing for ${idleMs / 1000} s`;
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks = [];
    let got = 0;
    let reported = Date.now();
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(end, idleMs);
      chunks.push(chunk);
      got += chunk.length;
      if (Date.now() - reported > REPORT_MS) {
        reported = Date.now();
        ctx.say.note(`${host}: ${megabytes(got)}${total ? ` of ${megabytes(total)}` : ''} MB`);
      }
    }
    if (total && got !== total && !response.headers.get('content-encoding'))
      throw new Absent(`${host} sent ${got} of ${total} bytes`);
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof Absent) throw error;
    if (giveUp.signal.aborted) throw new Absent(waitingFor);
    throw new Absent(`${host} cannot be reached (${error.cause?.code ?? error.cause?.message ?? error.message})`);
  } finally {
    clearTimeout(timer);
    ctx.signal.removeEventListener('abort', end);
  }
}

const megabytes = (bytes) => Math.round(bytes / 1e6);
