import type { Connection } from 'mongoose';
import { checkKey, checkUrl } from '../../../activities/documents/check-code';
import { letterKindAt, remediesAt } from '../../../activities/documents/letter-rules';
import { checkLetter, lettersOfCase } from '../../../activities/store/letter.reader';
import { LETTER_MODEL, letterSchema } from '../../../activities/store/letter.schema';
import { allocateLetterNumber, issueLetter } from '../../../activities/store/letter.writer';
import { modelOf } from '../../../activities/store/model-of';
import { openTestDatabase } from './test-database';
import { SHIPPED_LETTERS } from '../../support/shipped-letters';

const decision = letterKindAt(SHIPPED_LETTERS, 'jointReview.decision', '2026-05-08');
const correction = letterKindAt(SHIPPED_LETTERS, 'jointReview.correction', '2026-05-08');
const secret = Buffer.from('a secret of the tests');

describe('numbers of letters', () => {
  let connection: Connection;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    await modelOf(connection, LETTER_MODEL, letterSchema).createIndexes();
  });
  afterEach(async () => {
    for (const name of ['letters', 'letter_counters']) await connection.collection(name).deleteMany({});
  });
  afterAll(() => drop());

  const issue = (code: string) =>
    issueLetter(connection, code, { issuer: '示例管理委员会', issuedOn: '2026-05-08', documentId: 'd1', sha256: 'ab' });

  it('count without gaps per kind and year', async () => {
    const numbers = [];
    for (const [caseId, kind, year] of [
      ['a', decision, 2026],
      ['b', decision, 2026],
      ['a', correction, 2026],
      ['c', decision, 2027],
    ] as const) {
      numbers.push((await allocateLetterNumber(connection, { caseId, kind, year })).number);
    }
    expect(numbers).toEqual(['虞联审〔2026〕1号', '虞联审〔2026〕2号', '虞联补〔2026〕1号', '虞联审〔2027〕1号']);
  });

  it('stay the same when the activity is repeated, also at once', async () => {
    const again = await Promise.all(
      Array.from({ length: 5 }, () => allocateLetterNumber(connection, { caseId: 'a', kind: decision, year: 2026 })),
    );
    expect(new Set(again.map((letter) => letter.number))).toEqual(new Set(['虞联审〔2026〕1号']));
    expect((await allocateLetterNumber(connection, { caseId: 'b', kind: decision, year: 2026 })).serial).toBe(2);
  });

  it('have no gap and no double when many cases are decided at once', async () => {
    const letters = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        allocateLetterNumber(connection, { caseId: `c${i}`, kind: decision, year: 2026 }),
      ),
    );
    expect(letters.map((letter) => letter.serial).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
  });

  it('tell two rounds of corrections apart', async () => {
    const first = await allocateLetterNumber(connection, {
      caseId: 'a',
      kind: correction,
      year: 2026,
      purpose: 'round1',
    });
    const second = await allocateLetterNumber(connection, {
      caseId: 'a',
      kind: correction,
      year: 2026,
      purpose: 'round2',
    });
    expect([first.serial, second.serial]).toEqual([1, 2]);
    expect((await lettersOfCase(connection, 'a')).map((letter) => letter.purpose)).toEqual(['round1', 'round2']);
  });

  it('are taken back with everything else when a correction has nothing to correct', async () => {
    await expect(
      allocateLetterNumber(connection, { caseId: 'a', kind: decision, year: 2026, revision: 1 }),
    ).rejects.toMatchObject({ code: 'letter.revisionGap', params: { revision: 1 } });
    expect((await allocateLetterNumber(connection, { caseId: 'b', kind: decision, year: 2026 })).serial).toBe(1);
  });

  it('are checked by code and key, and a corrected letter shows the one in force', async () => {
    const first = await allocateLetterNumber(connection, { caseId: 'a', kind: decision, year: 2026 });
    const check = (code: string, key = checkKey(secret, code)) => checkLetter(connection, secret, code, key);
    expect(await check(first.code)).toBeNull(); // numbered, not issued
    await issue(first.code);
    expect(await check(first.code)).toEqual({
      number: '虞联审〔2026〕1号',
      kind: 'jointReview.decision',
      issuer: '示例管理委员会',
      issuedOn: '2026-05-08',
      sha256: 'ab',
      status: 'valid',
      inForce: '虞联审〔2026〕1号',
    });

    const second = await allocateLetterNumber(connection, { caseId: 'a', kind: decision, year: 2026, revision: 1 });
    expect((await check(first.code))!.status).toBe('valid'); // until the correction is issued
    await issue(second.code);
    expect(await check(first.code)).toMatchObject({ status: 'superseded', inForce: '虞联审〔2026〕2号' });
    expect(await check(second.code)).toMatchObject({ status: 'valid', number: '虞联审〔2026〕2号' });
  });

  it('answer a wrong key, an unknown code and a longer key alike', async () => {
    const { code } = await allocateLetterNumber(connection, { caseId: 'a', kind: decision, year: 2026 });
    await issue(code);
    const key = checkKey(secret, code);
    const turned = key.startsWith('A') ? `B${key.slice(1)}` : `A${key.slice(1)}`;
    for (const [c, k] of [
      [code, turned],
      [code, `${key}x`],
      [code, ''],
      [code, checkKey(Buffer.from('other'), code)],
      ['LS-2026-2', checkKey(secret, 'LS-2026-2')],
    ] as const) {
      expect(await checkLetter(connection, secret, c, k)).toBeNull();
    }
  });

  it('do not change an issued letter', async () => {
    const { code } = await allocateLetterNumber(connection, { caseId: 'a', kind: decision, year: 2026 });
    await issue(code);
    const again = await issueLetter(connection, code, {
      issuer: 'x',
      issuedOn: '2027-01-01',
      documentId: 'd2',
      sha256: 'cd',
    });
    expect(again).toMatchObject({ issuedOn: '2026-05-08', documentId: 'd1', sha256: 'ab' });
    await expect(issue('LS-2026-99')).rejects.toMatchObject({ code: 'letter.unknown' });
  });

  it('print an address that holds the number and the key only', () => {
    const url = new URL(checkUrl('https://hazflow.example/', secret, 'LS-2026-12'));
    expect(url.pathname).toBe('/check/LS-2026-12');
    expect([...url.searchParams.keys()]).toEqual(['k']);
    expect(url.searchParams.get('k')).toMatch(/^[\w-]{16}$/);
  });

  it('choose the clause of the remedies by the day of the letter', () => {
    expect(remediesAt(SHIPPED_LETTERS, '2023-12-31').reviewBasis).toBe('《中华人民共和国行政复议法》第九条');
    expect(remediesAt(SHIPPED_LETTERS, '2024-01-01').reviewBasis).toBe('《中华人民共和国行政复议法》第二十条');
    expect(() => letterKindAt(SHIPPED_LETTERS, 'unknown', '2026-05-08')).toThrow(
      expect.objectContaining({ code: 'law.noVersion' }),
    );
  });
});
