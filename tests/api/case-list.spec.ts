import { CASE, caseSchema } from '../../activities/store/case.schema';
import { modelOf } from '../../activities/store/model-of';
import { orgKey, personKey } from '../../workflows/engine/rows';
import { startApi, type TestApi } from '../support/api-app';

const MOMENT = Date.parse('2026-11-20T09:00:00+08:00');

describe('the list of cases', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
    const officer = await api.loginAs('emb.officer1');
    const readers = [
      [orgKey('EMB')],
      [personKey(officer.personId)],
      // Both ways: such a case comes once.
      [orgKey('EMB'), personKey(officer.personId), orgKey('EEB')],
      [orgKey('EEB')],
    ];
    const rows = Array.from({ length: 48 }, (_, i) => ({
      _id: `PG-2026-${String(i).padStart(6, '0')}`,
      caseNo: `PG-2026-${String(i).padStart(6, '0')}`,
      title: i % 2 === 0 ? '示例甲硝化装置' : '示例乙储罐区',
      process: 'jointReview',
      processName: { zh: '联合审查', en: 'Joint review' },
      version: 1,
      partyOrg: 'FIRM_B',
      partyName: '示例乙化工有限公司',
      leadOrg: 'HWEDZ',
      applicant: 'p-nobody',
      keys: {},
      parentCase: null,
      status: i % 3 === 0 ? 'ended' : 'running',
      result: null,
      startedAt: MOMENT,
      endedAt: null,
      seq: 1,
      // Many of the same moment: the page must break between them.
      updatedAt: MOMENT + Math.floor(i / 7) * 60_000,
      standing: [],
      court: [],
      clocks: [],
      nextDueAt: null,
      overdue: false,
      stopped: false,
      readers: readers[i % 4],
      copied: [],
      recused: [],
    }));
    await modelOf(api.db, CASE, caseSchema).collection.insertMany(rows as never[]);
  });

  afterAll(() => api.close());

  /** All pages of a list, newest change first. */
  async function walk(query: Record<string, string>): Promise<string[]> {
    const officer = await api.loginAs('emb.officer1');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await officer
        .get('/api/v1/cases')
        .query({ limit: '5', ...query, ...(cursor ? { cursor } : {}) })
        .expect(200);
      seen.push(...body.items.map((item: { caseId: string }) => item.caseId));
      cursor = body.next ?? undefined;
    } while (cursor);
    return seen;
  }

  /** Numbers of the rows made above that fit, in the order of the list: later change first, then the later number. */
  function expected(fits: (i: number) => boolean): string[] {
    return Array.from({ length: 48 }, (_, i) => i)
      .filter((i) => i % 4 !== 3 && fits(i))
      .reverse()
      .map((i) => `PG-2026-${String(i).padStart(6, '0')}`);
  }

  it('gives every case that somebody may see once, page after page, and no other', async () => {
    expect(await walk({})).toEqual(expected(() => true));
  });

  it('of one status', async () => {
    expect(await walk({ status: 'ended' })).toEqual(expected((i) => i % 3 === 0));
  });

  it('found by a word of the title', async () => {
    expect(await walk({ q: '储罐' })).toEqual(expected((i) => i % 2 === 1));
  });
});
