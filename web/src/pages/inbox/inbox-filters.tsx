import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { frameText } from '../../frame/frame.text';
import { PROCEDURES } from '../../frame/menu';
import type { InboxSearch } from './inbox-search';
import { useText } from '../../text/text';
import { inboxText } from './inbox.text';
import { SavedFilters } from './saved-filters';

const DUE = ['today', 'week', 'overdue', 'stopped'] as const;
const HELD = ['me', 'pool', 'proxy'] as const;
const WAIT_MS = 300;

/** Filters live in the address: they can be kept as a bookmark and sent to a colleague. */
export function InboxFilters({
  search,
  bulk,
  onBulk,
}: {
  search: InboxSearch;
  bulk: boolean;
  /** Absent where nothing can be answered. */
  onBulk: (() => void) | undefined;
}) {
  const t = useText(inboxText);
  const f = useText(frameText);
  const navigate = useNavigate({ from: '/inbox' });
  const [q, setQ] = useState(search.q ?? '');
  const set = (change: InboxSearch) =>
    void navigate({
      search: (before: InboxSearch) => {
        const { task: _, ...kept } = { ...before, ...change };
        return Object.fromEntries(Object.entries(kept).filter(([, v]) => v !== undefined && v !== '')) as InboxSearch;
      },
      replace: true,
    });
  useEffect(() => {
    if (q === (search.q ?? '')) return;
    const timer = setTimeout(() => set({ q: q.trim() || undefined }), WAIT_MS);
    return () => clearTimeout(timer);
  }, [q]);
  return (
    <div className="filters" role="search">
      <Input
        className="wide"
        type="search"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        placeholder={t('find')}
        aria-label={t('find')}
      />
      <select
        className="native half"
        aria-label={f('procedures')}
        value={search.process ?? ''}
        onChange={({ target }) => set({ process: target.value || undefined })}
      >
        <option value="">{t('process')}</option>
        {PROCEDURES.map(({ process, word }) => (
          <option key={process} value={process}>
            {f(word)}
          </option>
        ))}
      </select>
      <select
        className="native half"
        aria-label={t('due.any')}
        value={search.due ?? ''}
        onChange={({ target }) => set({ due: (target.value || undefined) as InboxSearch['due'] })}
      >
        <option value="">{t('due.any')}</option>
        {DUE.map((due) => (
          <option key={due} value={due}>
            {t(`due.${due}`)}
          </option>
        ))}
      </select>
      {(search.tab ?? 'todo') === 'todo' && (
        <select
          className="native half"
          aria-label={t('held')}
          value={search.held ?? ''}
          onChange={({ target }) => set({ held: (target.value || undefined) as InboxSearch['held'] })}
        >
          <option value="">{t('held.any')}</option>
          {HELD.map((held) => (
            <option key={held} value={held}>
              {t(`held.${held}`)}
            </option>
          ))}
        </select>
      )}
      <select
        className="native half"
        aria-label={t('sort')}
        value={search.sort ?? 'due'}
        onChange={({ target }) => set({ sort: target.value === 'due' ? undefined : 'opened' })}
      >
        <option value="due">{t('sort.due')}</option>
        <option value="opened">{t('sort.opened')}</option>
      </select>
      <SavedFilters search={search} />
      {onBulk && (
        <Button aria-pressed={bulk} onClick={onBulk}>
          {t(bulk ? 'bulkStop' : 'bulk')}
        </Button>
      )}
    </div>
  );
}

/** Which filters hide rows, in words. */
export function useFilterWords({ process, due, held, q }: Omit<InboxSearch, 'tab' | 'task'>): string {
  const t = useText(inboxText);
  const f = useText(frameText);
  const procedure = PROCEDURES.find((one) => one.process === process);
  return [procedure && f(procedure.word), due && t(`due.${due}`), held && t(`held.${held}`), q && `“${q}”`]
    .filter(Boolean)
    .join('、');
}
