import { useInfiniteQuery, keepPreviousData } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Spin } from 'antd';
import { answer, api } from '../../api/client';
import { ListFinder } from '../../parts/list-finder';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { usePreferences } from '../../text/preferences';
import { useText } from '../../text/text';
import { NoticeState } from './notice-state';
import { PublicFrame } from './public-frame';
import { publicText } from './public.text';

const PAGE = 20;

/** What is on public notice, and what was. */
export default function PublicNoticesPage() {
  const t = useText(publicText);
  const c = useText(commonText);
  const { language } = usePreferences();
  const search = useSearch({ from: '/public/notices' });
  const navigate = useNavigate({ from: '/public/notices' });
  const notices = useInfiniteQuery({
    queryKey: ['publicNotices', search, language],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/public/notices', {
          params: { query: { ...search, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = search.q !== undefined || search.state !== undefined;
  const set = (change: { q?: string; state?: string }) =>
    void navigate({
      search: (before) => Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)),
      replace: true,
    });
  return (
    <PublicFrame title={t('notices')}>
      <p>{t('intro')}</p>
      <div className="row no-print" role="search">
        <ListFinder
          width={220}
          maxLength={100}
          placeholder={t('find')}
          key={search.q ?? ''}
          q={search.q ?? ''}
          onFind={(q) => set({ q })}
        />
        <select
          className="native"
          aria-label={t('state')}
          value={search.state ?? ''}
          onChange={({ target }) => set({ state: target.value })}
        >
          <option value="">{c('all')}</option>
          <option value="open">{t('open')}</option>
          <option value="past">{t('past')}</option>
        </select>
      </div>
      <ProblemAlert error={notices.error} />
      {notices.isPending && (
        <p className="empty">
          <Spin />
        </p>
      )}
      {notices.isSuccess && rows.length === 0 && (
        <div className="card empty">
          <p>{t(filtered ? 'emptyFiltered' : 'empty')}</p>
          {filtered && (
            <Link to="/public/notices" search={{}}>
              {t('clear')}
            </Link>
          )}
        </div>
      )}
      {rows.length > 0 && (
        <ul className="list-rows">
          {rows.map((notice) => (
            <li key={notice.noticeId} className="card stack">
              <h2>
                <Link to="/public/notices/$noticeId" params={{ noticeId: notice.noticeId }}>
                  {notice.project}
                </Link>
              </h2>
              <p>
                {notice.enterprise}　{t(notice.proposal)}
              </p>
              <p className="row">
                <span className="number">{t('days', { from: notice.from, until: notice.until })}</span>
                <NoticeState notice={notice} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {notices.hasNextPage && (
        <div className="empty">
          <MoreButton list={notices} />
        </div>
      )}
    </PublicFrame>
  );
}
