import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { dataConverterFrom } from '../../../activities/temporal/data-converter';
import { EncryptionCodec } from '../../../activities/temporal/encryption-codec';
import { readPayloadKeys } from '../../../activities/temporal/payload-keys';

const OLD = randomBytes(32);
const NEW = randomBytes(32);
const before = new EncryptionCodec({ active: '2026-01', keys: new Map([['2026-01', OLD]]) });
const after = new EncryptionCodec({
  active: '2026-11',
  keys: new Map([
    ['2026-01', OLD],
    ['2026-11', NEW],
  ]),
});
const plain = defaultPayloadConverter.toPayload({ title: '示例甲硝化装置' });

async function encrypted(codec = before): Promise<Payload> {
  const [payload] = await codec.encode([plain]);
  return payload as Payload;
}

const text = (payload: Payload): string => Buffer.from(payload.data ?? []).toString('utf8');

describe('payload encryption', () => {
  it('hides the content and gives it back whole', async () => {
    const hidden = await encrypted();
    expect(text(hidden)).not.toContain('示例');
    const [back] = await before.decode([hidden]);
    expect(defaultPayloadConverter.fromPayload(back as Payload)).toEqual({ title: '示例甲硝化装置' });
  });

  it('never encrypts the same content to the same bytes', async () => {
    expect(text(await encrypted())).not.toBe(text(await encrypted()));
  });

  it('after a rotation old payloads are read and new ones take the new key', async () => {
    const [back] = await after.decode([await encrypted(before)]);
    expect(defaultPayloadConverter.fromPayload(back as Payload)).toEqual({ title: '示例甲硝化装置' });
    await expect(before.decode([await encrypted(after)])).rejects.toThrow('no payload key 2026-11');
  });

  it.each([
    ['the nonce', 0],
    ['the content', 20],
    ['the seal', -1],
  ])('an altered payload is refused: %s', async (_what, at) => {
    const hidden = await encrypted();
    const data = Buffer.from(hidden.data ?? []);
    const place = at < 0 ? data.length + at : at;
    data[place] = (data[place] ?? 0) ^ 1;
    await expect(before.decode([{ ...hidden, data }])).rejects.toThrow('altered');
  });

  it('the name of the key cannot be exchanged', async () => {
    const same = new EncryptionCodec({
      active: 'a',
      keys: new Map([
        ['a', OLD],
        ['b', OLD],
      ]),
    });
    const hidden = await encrypted(same);
    const metadata = { ...hidden.metadata, 'encryption-key-id': Buffer.from('b') };
    await expect(same.decode([{ ...hidden, metadata }])).rejects.toThrow('altered');
  });

  it('a payload that is cut off is refused', async () => {
    const hidden = await encrypted();
    await expect(before.decode([{ ...hidden, data: hidden.data?.subarray(0, 20) }])).rejects.toThrow('cut off');
  });

  it('payloads from before encryption stay readable', async () => {
    expect(await before.decode([plain])).toEqual([plain]);
  });
});

describe('the key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hazflow-keys-'));
  const file = join(folder, 'keys.json');
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (content: unknown): (() => unknown) => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return () => readPayloadKeys(file);
  };

  it('without one nothing is converted', () => {
    expect(dataConverterFrom({})).toBeUndefined();
  });

  it('names its faults without showing a key', () => {
    expect(() => readPayloadKeys(join(folder, 'absent.json'))).toThrow('cannot be read');
    expect(read('{')).toThrow('not JSON');
    expect(read({ active: 'a', keys: { a: 'c2hvcnQ=' } })).toThrow('the key a must be 32 bytes');
    expect(read({ active: 'b', keys: { a: OLD.toString('base64') } })).toThrow('"active" must name one of the keys');
  });
});
