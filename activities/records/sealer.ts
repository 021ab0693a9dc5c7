import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { secretFile } from './secret-file';

/** Signs what leaves the system. Behind it may stand a key file, a signing service or a hardware module. */
export interface Sealer {
  readonly algorithm: 'Ed25519';
  /** First 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  sign(content: Uint8Array): Promise<Buffer>;
}

/** A signature with what is needed to check it. */
export interface Seal {
  algorithm: string;
  keyId: string;
  publicKey: string;
  /** Base64. */
  signature: string;
}

export const SEAL_KEY_FILE = 'seal-ed25519.pem';

export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

/** Signs with a private key (PKCS #8, PEM). */
export function sealerOf(privateKeyPem: string | Buffer): Sealer {
  const privateKey = createPrivateKey(privateKeyPem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the sealing key is no Ed25519 key');
  const publicKey = createPublicKey(privateKey);
  return {
    algorithm: 'Ed25519',
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: async (content) => sign(null, content, privateKey),
  };
}

/** Signs with the key in the secrets folder; it is made at the first use, for the owner only. */
export async function fileSealer(folder: string): Promise<Sealer> {
  const pem = await secretFile(folder, SEAL_KEY_FILE, () =>
    Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );
  return sealerOf(pem);
}

export async function seal(sealer: Sealer, content: Uint8Array): Promise<Seal> {
  const { algorithm, keyId, publicKey } = sealer;
  return { algorithm, keyId, publicKey, signature: (await sealer.sign(content)).toString('base64') };
}

/** True when the seal is of this content and its key is the one named. Whose key that is has to be known from elsewhere. */
export function isSealed(content: Uint8Array, { algorithm, keyId, publicKey, signature }: Seal): boolean {
  if (algorithm !== 'Ed25519') return false;
  try {
    const key = createPublicKey(publicKey);
    return keyIdOf(key) === keyId && verify(null, content, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
