import { normalizeIp } from '@nestjs/throttler';

/** What one caller is given by their provider: a single IPv4 address, but 2^64 IPv6 addresses to choose from. */
const IPV6_PREFIX = 64;

/** Whom a limit per address counts. An IPv6 address stands for its network, else each request could come from a fresh one. */
export function callerNet(ip: string | undefined): string {
  return ip === undefined ? 'unknown' : normalizeIp(ip, IPV6_PREFIX);
}
