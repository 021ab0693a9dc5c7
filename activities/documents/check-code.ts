import { createHmac, timingSafeEqual } from 'node:crypto';

const LENGTH = 16;

/** What stands beside the code in a letter's QR address, so that letters cannot be found by counting: 96 bits, base64url. */
export function checkKey(secret: Uint8Array, code: string): string {
  return createHmac('sha256', secret).update(`letter:${code}`, 'utf8').digest('base64url').slice(0, LENGTH);
}

export function isCheckKey(secret: Uint8Array, code: string, key: string): boolean {
  const expected = Buffer.from(checkKey(secret, code));
  const given = Buffer.from(key);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The address in the QR code. Number and key only: no names, no case. */
export function checkUrl(publicUrl: string, secret: Uint8Array, code: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/check/${encodeURIComponent(code)}?k=${checkKey(secret, code)}`;
}
