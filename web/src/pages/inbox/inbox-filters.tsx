import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { frameText } from '../../frame/frame.text';
import { useOrganisations, useOrgName, useSignedIn } from '../../api/queries';
import { isOfficer, PROCEDURES } from '../../frame/menu';
import { useWords } from '../../parts/words';
import type { InboxSearch } from './inbox-search';
import { useLabel, useText } from '../../text/text';
import { inboxText } from './inbox.text';
import { useMemberName } from './member-note';
import { SavedFilters } from './saved-filters';

/** Kinds of units that have tasks or lead cases. */
const UNITS = ['authority', 'higherAuthority', 'expertPool', 'platform'];
const DUE = ['today', 'week', 'overdue', 'stopped'] as const;
const HELD = ['me', 'pool', 'proxy'] as const;
const PRIORITIES = ['veryUrgent', 'urgent', 'normal'] as const;
const FOLLOW = ['due', 'week', 'any'] as const;
const SORTS = ['due', 'opened', 'priority', 'followUp'] as const;
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
  const label = useLabel();
  const words = useWords();
  const officer = isOfficer(useSignedIn());
  const { data: organisations = [] } = useOrganisations();
  const units = organisations.filter(({ kind, active }) => active && UNITS.includes(kind));
  const usual = search.tab === 'followUp' ? 'followUp' : 'due';
  const [opened, setOpened] = useState<boolean | null>(null);
  // What filters the list is in sight, also when it came with the address.
  const more = opened ?? [search.org, search.priority, search.follow].some((one) => one !== undefined);
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
      {(search.tab ?? 'todo') === 'todo' && search.member === undefined && (
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
        value={search.sort ?? usual}
        onChange={({ target }) => {
          const sort = target.value as NonNullable<InboxSearch['sort']>;
          set({ sort: sort === usual ? undefined : sort });
        }}
      >
        {SORTS.filter((sort) => sort !== 'priority' || officer).map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </select>
      {more && (
        <>
          {officer && (
            <>
              <select
                className="native half"
                aria-label={t('org')}
                title={t('orgHelp')}
                value={search.org ?? ''}
                onChange={({ target }) => set({ org: target.value || undefined })}
              >
                <option value="">{t('org.any')}</option>
                {units.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {label(name)}
                  </option>
                ))}
              </select>
              {search.tab !== 'done' && (
                <select
                  className="native half"
                  aria-label={t('priority')}
                  value={search.priority ?? ''}
                  onChange={({ target }) => set({ priority: (target.value || undefined) as InboxSearch['priority'] })}
                >
                  <option value="">{t('priority.any')}</option>
                  {PRIORITIES.map((priority) => (
                    <option key={priority} value={priority}>
                      {words('priority', priority)}
                    </option>
                  ))}
                </select>
              )}
            </>
          )}
          <select
            className="native wide"
            aria-label={t('follow')}
            value={search.follow ?? ''}
            onChange={({ target }) => set({ follow: (target.value || undefined) as InboxSearch['follow'] })}
          >
            <option value="">{t('follow.none')}</option>
            {FOLLOW.map((follow) => (
              <option key={follow} value={follow}>
                {t(`follow.${follow}`)}
              </option>
            ))}
          </select>
        </>
      )}
      <Button aria-expanded={more} onClick={() => setOpened(!more)}>
        {t('moreFilters')}
      </Button>
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
export function useFilterWords(search: Omit<InboxSearch, 'tab' | 'task'>): string {
  const { process, due, held, q, org, priority, follow, member } = search;
  const words = useWords();
  const orgName = useOrgName();
  const name = useMemberName(member);
  const t = useText(inboxText);
  const f = useText(frameText);
  const procedure = PROCEDURES.find((one) => one.process === process);
  return [
    member && t('member', { name }),
    procedure && f(procedure.word),
    due && t(`due.${due}`),
    held && t(`held.${held}`),
    org && orgName(org),
    priority && words('priority', priority),
    follow && t(`follow.${follow}`),
    q && `“${q}”`,
  ]
    .filter(Boolean)
    .join('、');
}
