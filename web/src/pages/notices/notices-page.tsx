import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Spin } from 'antd';
import { answer, api } from '../../api/client';
import { Page } from '../../frame/page';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { WindowedBody } from '../../parts/windowed-body';
import { commonText } from '../../text/common.text';
import { usePreferences } from '../../text/preferences';
import { defineText, useText } from '../../text/text';
import { NoticeState } from '../public/notice-state';
import { publicText } from '../public/public.text';

const text = defineText({
  title: ['公示与异议', 'Notices and objections'],
  portal: ['对外公示地址', 'Address of the public pages'],
  portalHelp: [
    '任何人无须登录即可查看公示、提出异议。门户网站、公告栏可以链接到此地址。',
    'Open to everybody without signing in. Portals and notice boards may point to it.',
  ],
  published: ['公示', 'Notice'],
  received: ['收到异议', 'Objections'],
  waiting: ['待登记', 'Not on the case yet'],
  handle: ['查看异议', 'Show objections'],
  public: ['公开页面', 'Public page'],
  empty: ['本单位还没有公示的项目。', 'Your organisation has published no notice yet.'],
});

const PAGE = 50;

/** Public notices of the own authority, and what came in. */
export default function NoticesPage() {
  const t = useText(text);
  const p = useText(publicText);
  const c = useText(commonText);
  const { language } = usePreferences();
  const search = useSearch({ from: '/shell/notices' });
  const navigate = useNavigate({ from: '/notices' });
  const notices = useInfiniteQuery({
    queryKey: ['case', 'notices', search, language],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/public-notices', {
          params: { query: { ...search, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const portal = `${location.origin}/public/notices`;
  return (
    <Page title={t('title')}>
      <p className="note">
        {t('portal')}：
        <a href={portal} target="_blank" rel="noreferrer">
          {portal}
        </a>
        <br />
        {t('portalHelp')}
      </p>
      <div className="row">
        <select
          className="native"
          aria-label={p('state')}
          value={search.state ?? ''}
          onChange={({ target }) =>
            void navigate({
              search: target.value === '' ? {} : { state: target.value as 'open' | 'past' },
              replace: true,
            })
          }
        >
          <option value="">{c('all')}</option>
          <option value="open">{p('open')}</option>
          <option value="past">{p('past')}</option>
        </select>
      </div>
      <ProblemAlert error={notices.error} />
      {notices.isPending && (
        <p className="empty">
          <Spin />
        </p>
      )}
      {notices.isSuccess && rows.length === 0 && <p className="card empty">{t('empty')}</p>}
      {rows.length > 0 && (
        <div className="card table-wrap" tabIndex={0}>
          <table className="plain cards">
            <thead>
              <tr>
                <th>{c('number')}</th>
                <th>{t('published')}</th>
                <th>{p('period')}</th>
                <th>{c('status')}</th>
                <th className="right">{t('received')}</th>
                <th className="right">{t('waiting')}</th>
                <th>{t('public')}</th>
              </tr>
            </thead>
            <WindowedBody
              rows={rows}
              rowKey={({ noticeId }) => noticeId}
              columns={7}
              row={(row) => (
                <>
                  <td data-label={c('number')} className="number nowrap">
                    {row.caseNo}
                  </td>
                  <td>
                    <Link to="/cases/$caseId" params={{ caseId: row.caseId }} search={{ view: 'objections' }}>
                      {row.project}
                    </Link>
                    <div className="muted">{row.enterprise}</div>
                  </td>
                  <td data-label={p('period')} className="number nowrap">
                    {row.from} — {row.until}
                  </td>
                  <td data-label={c('status')}>
                    <NoticeState notice={row} />
                  </td>
                  <td data-label={t('received')} className="right">
                    {row.received}
                  </td>
                  <td data-label={t('waiting')} className="right">
                    {row.waiting > 0 ? <span className="badge warn">{row.waiting}</span> : 0}
                  </td>
                  <td>
                    <Link to="/public/notices/$noticeId" params={{ noticeId: row.noticeId }} target="_blank">
                      {t('public')}
                    </Link>
                  </td>
                </>
              )}
            />
          </table>
        </div>
      )}
      {notices.hasNextPage && (
        <div className="empty">
          <MoreButton list={notices} />
        </div>
      )}
    </Page>
  );
}
