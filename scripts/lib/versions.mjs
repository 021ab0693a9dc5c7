/** The versions of the servers that are fetched when none is installed, and the oldest that will do. */
export const TEMPORAL_CLI = { version: '1.9.1', oldest: '1.4.1' };
export const TEST_SERVER = { version: '1.40.0' };
export const SECANTUS = { version: '0.5.3-beta.193' };
export const MONGOD = { oldest: '5.0.0' };
export const NODE = { oldest: '20.19.0' };

/** Negative when a is older than b. @param {string} a @param {string} b dotted numbers */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => parseInt(part, 10) || 0));
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference) return difference;
  }
  return 0;
}
