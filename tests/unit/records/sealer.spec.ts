import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSealer, isSealed, seal, SEAL_KEY_FILE, sealerOf } from '../../../activities/records/sealer';
import { letterCheckSecret } from '../../../activities/records/secret-file';

describe('seal', () => {
  const root = mkdtempSync(join(tmpdir(), 'seal-'));
  const folder = join(root, 'secrets');
  afterAll(() => rmSync(root, { recursive: true }));

  it('makes its key at the first use, for the owner only, and keeps it', async () => {
    const sealers = await Promise.all([fileSealer(folder), fileSealer(folder), fileSealer(folder)]);
    expect(new Set(sealers.map((one) => one.keyId)).size).toBe(1);
    expect((await fileSealer(folder)).publicKey).toBe(sealers[0].publicKey);
    expect(statSync(join(folder, SEAL_KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('fits its content and key, and no other', async () => {
    const content = Buffer.from('档案');
    const made = await seal(await fileSealer(folder), content);
    expect(isSealed(content, made)).toBe(true);
    expect(isSealed(Buffer.from('档按'), made)).toBe(false);
    const other = await seal(await fileSealer(join(root, 'other')), content);
    expect(isSealed(content, { ...made, publicKey: other.publicKey })).toBe(false);
    expect(isSealed(content, { ...other, keyId: made.keyId })).toBe(false);
    expect(isSealed(content, { ...made, publicKey: 'none' })).toBe(false);
  });

  // RFC 8032 §7.1, test 2
  it('gives the signature of RFC 8032', async () => {
    const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    const pem = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    expect((await sealerOf(pem).sign(Buffer.of(0x72))).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });

  it('says what is wrong with a key file instead of making another', async () => {
    writeFileSync(join(root, SEAL_KEY_FILE), 'broken', { mode: 0o600 });
    await expect(fileSealer(root)).rejects.toThrow();
    expect(await letterCheckSecret(folder)).toHaveLength(32);
  });
});
