/** Asks an address once. @returns {Promise<number | undefined>} the status, undefined when nobody answers in time */
export async function statusOf(url, timeoutMs = 2000) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
