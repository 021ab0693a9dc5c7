import type { Page } from '@playwright/test';
import type { Connection } from 'mongoose';
import { addDays, localDay } from '../workflows/domain/calendar';
import { round } from './figures';
import { openBrowser, scrollThrough, signedIn, type ScrollFigures } from './pages';
import { fillDepartment } from './supervision';

const ROWS = 100_000;
const BATCH = 5_000;
/** Rows that somebody who looks for something may scroll through. */
const SCROLLED = 600;

export interface ListFigures {
  rows: number;
  lists: Record<string, { firstRowMs: number; scroll: ScrollFigures }>;
}

interface List {
  login: string;
  path: string;
  /** What is pressed before the list is there. */
  press?: string;
}

const LISTS: Record<string, List> = {
  cases: { login: 'emb.officer1', path: '/cases' },
  'supervised tasks': { login: 'emb.officer1', path: '/supervision', press: '.figures .figure' },
  notices: { login: 'hwedz.officer1', path: '/notices' },
  obligations: { login: 'drb.officer1', path: '/obligations' },
};

/** What long lists are like in a real browser: a hundred thousand rows for who looks. */
export async function measureLists(connection: Connection, origin: string, password: string): Promise<ListFigures> {
  await fillDepartment(connection, ROWS, ROWS);
  await fill(connection, 'public_notices', notice);
  await fill(connection, 'cases', obligation);
  const browser = await openBrowser();
  const lists: ListFigures['lists'] = {};
  try {
    for (const [name, { login, path, press }] of Object.entries(LISTS)) {
      const page = await signedIn(browser, origin, password, login);
      const firstRowMs = await firstRow(page, `${origin}${path}`, press);
      lists[name] = { firstRowMs, scroll: await scrollThrough(page, 'main', SCROLLED) };
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  return { rows: ROWS, lists };
}

async function firstRow(page: Page, address: string, press: string | undefined): Promise<number> {
  // The script comes from the browser's cache, as it does for everybody who works with it.
  await page.goto(address);
  let begin = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  if (press !== undefined) {
    await page.locator(press).first().waitFor({ timeout: 120_000 });
    begin = performance.now();
    await page.locator(press).first().click();
  }
  await page.locator('[data-index]').first().waitFor({ timeout: 120_000 });
  return round(performance.now() - begin);
}

async function fill(connection: Connection, collection: string, row: (n: number) => object): Promise<void> {
  for (let start = 0; start < ROWS; start += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, i) => row(start + i));
    await connection.collection(collection).insertMany(rows, { ordered: false });
  }
}

function notice(n: number): object {
  const from = addDays(localDay(Date.now()), -(n % 300));
  return {
    _id: `bench-notice-${n}`,
    caseId: `BS-2026-${n}`,
    caseNo: `BS-2026-${n}`,
    leadOrg: 'HWEDZ',
    enterprise: '示例甲化工有限公司',
    project: `性能测试项目 ${n}`,
    site: '示例化工园区',
    scale: '示例',
    proposal: 'approve',
    from,
    until: addDays(from, 20),
    publishedAt: Date.now() - n * 1000,
  };
}

function obligation(n: number): object {
  const at = Date.now() - n * 1000;
  return {
    _id: `BO-2026-${n}`,
    caseNo: `BO-2026-${n}`,
    title: `性能测试条件 ${n}`,
    process: 'obligation',
    processName: { zh: '附加条件', en: 'Condition' },
    partyOrg: 'FIRM_A',
    partyName: '示例甲化工有限公司',
    leadOrg: 'DRB',
    keys: {},
    parentCase: null,
    status: 'running',
    result: null,
    startedAt: at,
    endedAt: null,
    updatedAt: at,
    standing: [{ scope: 'root', branch: null, stage: 'fulfil', name: { zh: '落实', en: 'Fulfil' } }],
    court: ['party'],
    clocks: [],
    overdue: false,
    stopped: false,
    readers: ['o:DRB'],
    copied: [],
    recused: [],
    openWork: [],
    openWith: [],
    headHash: `bench-${n}`,
  };
}
