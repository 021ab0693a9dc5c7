import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { PayloadKeys } from './payload-keys';

const ENCODING_KEY = 'encoding';
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A payload that cannot be read: it was altered, or its key is gone. */
export class PayloadUnreadableError extends Error {}

/**
 * Encrypts every payload before it leaves the process, by AES-256-GCM: `iv ‖ ciphertext ‖ tag`, the key's id in the metadata and
 * authenticated with it. New payloads take the active key; old ones are read with the key they name. Payloads that were written before
 * encryption was switched on stay readable.
 */
export class EncryptionCodec implements PayloadCodec {
  constructor(private readonly keys: PayloadKeys) {}

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const { active } = this.keys;
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, this.key(active), iv).setAAD(Buffer.from(active));
      const plain = temporal.api.common.v1.Payload.encode(payload).finish();
      return {
        metadata: { [ENCODING_KEY]: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(active) },
        data: Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
      };
    });
  }

  /** @throws PayloadUnreadableError */
  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      if (text(payload.metadata?.[ENCODING_KEY]) !== ENCODING) {
        return payload;
      }
      const id = text(payload.metadata?.[KEY_ID]);
      const data = Buffer.from(payload.data ?? []);
      const tagAt = data.length - TAG_BYTES;
      if (tagAt < IV_BYTES) {
        throw new PayloadUnreadableError('an encrypted payload is cut off');
      }
      const decipher = createDecipheriv(CIPHER, this.key(id), data.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(id))
        .setAuthTag(data.subarray(tagAt));
      try {
        const plain = Buffer.concat([decipher.update(data.subarray(IV_BYTES, tagAt)), decipher.final()]);
        return temporal.api.common.v1.Payload.decode(plain);
      } catch {
        throw new PayloadUnreadableError(`a payload encrypted with key ${id} was altered`);
      }
    });
  }

  private key(id: string): Buffer {
    const key = this.keys.keys.get(id);
    if (!key) {
      throw new PayloadUnreadableError(`there is no payload key ${id}`);
    }
    return key;
  }
}

function text(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
