import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Service } from './service.mjs';
import { serves } from './temporal-rpc.mjs';

const HOST = '127.0.0.1';

/** The search attributes of a case (design.md §8: for operators, never for the inbox; no personal data). */
export const SEARCH_ATTRIBUTES = {
  ProcessCode: 'Keyword',
  CaseNo: 'Keyword',
  EnterpriseId: 'Keyword',
};

/**
 * Describes a development server on a data folder.
 * @param {{ path: string }} program @param {{ folder: string, port: number, uiPort?: number, log: string }} options no `uiPort`: no web UI
 */
export async function temporalService(ctx, program, { folder, port, uiPort, log }) {
  await mkdir(folder, { recursive: true });
  const namespace = ctx.env.TEMPORAL_NAMESPACE ?? 'default';
  const ui = uiPort ? ['--ui-port', String(uiPort), '--ui-disable-news-fetch'] : ['--headless'];
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  return new Service(ctx, {
    name: 'Temporal',
    file: program.path,
    args: [
      ...['server', 'start-dev', '--ip', HOST, '--port', String(port), '--namespace', namespace],
      // Write-ahead logging nearly doubles the updates per second of the default journal.
      ...['--db-filename', path.join(folder, 'temporal.db'), '--sqlite-pragma', 'journal_mode=WAL'],
      ...ui,
      ...attributes,
    ],
    log,
    graceMs: 20_000,
    ready: async () => (await serves(`${HOST}:${port}`, namespace)) === 'yes',
  });
}
