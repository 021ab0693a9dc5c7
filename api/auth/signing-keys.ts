import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

export const ALGORITHM = 'EdDSA';
const FILE = 'api-token-keys.json';

export interface SigningKeys {
  /** Signs new tokens. */
  current: { kid: string; privateKey: CryptoKey };
  /** Verifies; keys stay here until the last token that they signed has expired. */
  byKid: Map<string, CryptoKey>;
}

/**
 * Keys of the access tokens, shared by all API processes through the secrets folder; the file is made at first start.
 * To rotate, put a new key in front of the list: the first signs, all verify.
 */
export async function loadSigningKeys(secretsDir: string): Promise<SigningKeys> {
  await mkdir(secretsDir, { recursive: true, mode: 0o700 });
  const path = join(secretsDir, FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const { keys } = JSON.parse(text ?? (await create(path))) as { keys: JWK[] };
  const byKid = new Map<string, CryptoKey>();
  for (const { d: _d, ...jwk } of keys) byKid.set(jwk.kid!, (await importJWK(jwk, ALGORITHM)) as CryptoKey);
  const first = keys[0];
  if (!first?.kid || !first.d) throw new Error(`${path} holds no private key`);
  return { current: { kid: first.kid, privateKey: (await importJWK(first, ALGORITHM)) as CryptoKey }, byKid };
}

/** Writes a first key. Of several processes that start at once one wins, and all read its file. */
async function create(path: string): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: `k${Date.now()}`, alg: ALGORITHM };
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, JSON.stringify({ keys: [jwk] }, null, 2), { mode: 0o600 });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  return readFile(path, 'utf8');
}
