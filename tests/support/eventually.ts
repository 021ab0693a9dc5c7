/** A machine under load takes many times as long as an idle one: what does not come within this is not coming. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 100;

/**
 * Waits for what the system does by itself between two people's steps.
 * @param look gives what is waited for, or nothing as long as it is not there
 * @param missing what to say when it does not come
 */
export async function eventually<T>(
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  missing: string | (() => string),
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(typeof missing === 'string' ? missing : missing());
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
