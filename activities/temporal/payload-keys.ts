import { readFileSync } from 'node:fs';

const KEY_BYTES = 32;

/** Keys for payloads by id; new payloads take the active one. */
export interface PayloadKeys {
  active: string;
  keys: ReadonlyMap<string, Buffer>;
}

/**
 * Reads `{ "active": "2026-11", "keys": { "2026-11": "<32 bytes in base64>", … } }`.
 * @throws Error naming the fault, never a key
 */
export function readPayloadKeys(file: string): PayloadKeys {
  const content = parse(file);
  const keys = new Map(
    Object.entries(content.keys ?? {}).map(([id, base64]) => {
      const key = Buffer.from(String(base64), 'base64');
      if (key.length !== KEY_BYTES) {
        throw new Error(`${file}: the key ${id} must be ${KEY_BYTES} bytes in base64`);
      }
      return [id, key] as const;
    }),
  );
  if (typeof content.active !== 'string' || !keys.has(content.active)) {
    throw new Error(`${file}: "active" must name one of the keys`);
  }
  return { active: content.active, keys };
}

function parse(file: string): { active?: unknown; keys?: Record<string, unknown> } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`the payload keys cannot be read: ${String(error)}`, { cause: error });
  }
  try {
    return JSON.parse(text) as { active?: unknown; keys?: Record<string, unknown> };
  } catch {
    throw new Error(`${file} is not JSON`);
  }
}
