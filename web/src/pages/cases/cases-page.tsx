import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Spin } from 'antd';
import { useCases, useSignedIn, type CaseFilter } from '../../api/queries';
import type { CaseSummary } from '../../api/types';
import { frameText } from '../../frame/frame.text';
import { isApplicant, isOfficer, PROCEDURES } from '../../frame/menu';
import { Page } from '../../frame/page';
import { ListFinder } from '../../parts/list-finder';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { WindowedBody } from '../../parts/windowed-body';
import { CodeBadge, useCourt } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { defineText, useLabel, useText } from '../../text/text';
import { day } from '../../text/time';

const text = defineText({
  running: ['办理中', 'Running'],
  ended: ['已办结', 'Closed'],
  'of.visible': ['有权查看的全部案件', 'All that I may see'],
  'of.mine': ['我发起的', 'Started by me'],
  'of.copied': ['抄送我的', 'Copied to me'],
  anyStatus: ['全部状态', 'Any state'],
  anyProcess: ['全部事项', 'All procedures'],
  find: ['编号、项目或企业', 'Number, project or enterprise'],
  now: ['当前环节', 'Stage'],
  court: ['目前在', 'Lies with'],
  nextDue: ['下一期限', 'Next due'],
  updated: ['最近办理', 'Updated'],
  empty: ['目前没有案件。', 'No cases yet.'],
  emptyFiltered: ['没有符合条件的案件。当前筛选：{filters}。', 'Nothing matches the filter: {filters}.'],
  clear: ['清除筛选', 'Clear the filter'],
  overdue: ['超期', 'Overdue'],
  stopped: ['中止', 'Stopped'],
});

/** Cases that somebody may see, with where each stands. */
export default function CasesPage() {
  const t = useText(text);
  const f = useText(frameText);
  const c = useText(commonText);
  const me = useSignedIn();
  const own = isApplicant(me) && !isOfficer(me);
  const search = useSearch({ from: '/shell/cases' });
  const filter: CaseFilter = { of: own ? 'mine' : 'visible', ...search };
  const navigate = useNavigate({ from: '/cases' });
  const cases = useCases(filter);
  const rows = cases.data?.pages.flatMap((page) => page.items) ?? [];
  const procedure = PROCEDURES.find(({ process }) => process === search.process);
  const set = (change: CaseFilter) =>
    void navigate({
      search: (before: CaseFilter) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as CaseFilter,
      replace: true,
    });
  const filters = [
    procedure && f(procedure.word),
    search.status && t(search.status),
    search.of && t(`of.${search.of}`),
    search.q && `“${search.q}”`,
  ]
    .filter(Boolean)
    .join('、');
  return (
    <Page title={procedure ? f(procedure.word) : f(own ? 'myCases' : 'cases')}>
      <div className="row" role="search">
        <ListFinder
          width={240}
          key={search.q ?? ''}
          q={search.q ?? ''}
          onFind={(q) => set({ q })}
          placeholder={t('find')}
        />
        <select
          className="native"
          aria-label={c('procedure')}
          value={search.process ?? ''}
          onChange={({ target }) => set({ process: target.value })}
        >
          <option value="">{t('anyProcess')}</option>
          {PROCEDURES.map(({ process, word }) => (
            <option key={process} value={process}>
              {f(word)}
            </option>
          ))}
        </select>
        <select
          className="native"
          aria-label={c('status')}
          value={search.status ?? ''}
          onChange={({ target }) => set({ status: target.value as CaseFilter['status'] })}
        >
          <option value="">{t('anyStatus')}</option>
          <option value="running">{t('running')}</option>
          <option value="ended">{t('ended')}</option>
        </select>
        {!own && (
          <select
            className="native"
            aria-label={t('of.visible')}
            value={search.of ?? 'visible'}
            onChange={({ target }) =>
              set({ of: target.value === 'visible' ? undefined : (target.value as CaseFilter['of']) })
            }
          >
            {(['visible', 'mine', 'copied'] as const).map((of) => (
              <option key={of} value={of}>
                {t(`of.${of}`)}
              </option>
            ))}
          </select>
        )}
      </div>
      <ProblemAlert error={cases.error} />
      {cases.isPending && (
        <p className="empty">
          <Spin />
        </p>
      )}
      {cases.isSuccess && rows.length === 0 && (
        <div className="card empty">
          {filters === '' ? (
            t('empty')
          ) : (
            <>
              <p>{t('emptyFiltered', { filters })}</p>
              <Link to="/cases" search={{}}>
                {t('clear')}
              </Link>
            </>
          )}
        </div>
      )}
      {rows.length > 0 && <CaseTable rows={rows} />}
      {cases.hasNextPage && (
        <div className="empty">
          <MoreButton list={cases} />
        </div>
      )}
    </Page>
  );
}

export function CaseTable({ rows }: { rows: readonly CaseSummary[] }) {
  const t = useText(text);
  const c = useText(commonText);
  const label = useLabel();
  const court = useCourt();
  return (
    <div className="card table-wrap" tabIndex={0}>
      <table className="plain cards">
        <thead>
          <tr>
            <th>{c('number')}</th>
            <th>{c('title')}</th>
            <th>{c('enterprise')}</th>
            <th>{t('now')}</th>
            <th>{t('court')}</th>
            <th>{t('nextDue')}</th>
            <th>{t('updated')}</th>
          </tr>
        </thead>
        <WindowedBody
          rows={rows}
          rowKey={({ caseId }) => caseId}
          columns={7}
          row={(row) => (
            <>
              <td data-label={c('number')} className="number nowrap">
                {row.caseNo}
              </td>
              <td>
                <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                  {row.title}
                </Link>
                <div className="muted">{label(row.processName)}</div>
              </td>
              <td data-label={c('enterprise')}>{row.partyName}</td>
              <td data-label={t('now')}>
                {row.status === 'ended' ? (
                  <CodeBadge group="result" code={row.result} />
                ) : (
                  [...new Set(row.standing.map(({ name }) => label(name)))].join('、')
                )}
              </td>
              <td data-label={t('court')}>{row.status === 'ended' ? '' : court(row.court, 2)}</td>
              <td data-label={t('nextDue')} className="number nowrap">
                {row.nextDueAt !== null && day(row.nextDueAt)}{' '}
                {row.overdue && <span className="badge bad">{t('overdue')}</span>}{' '}
                {row.stopped && <span className="badge warn">{t('stopped')}</span>}
              </td>
              <td data-label={t('updated')} className="number nowrap">
                {day(row.updatedAt)}
              </td>
            </>
          )}
        />
      </table>
    </div>
  );
}
