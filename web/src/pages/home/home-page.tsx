import { Link } from '@tanstack/react-router';
import { useCases, useCounts, useSignedIn, useTasks } from '../../api/queries';
import type { TaskRow } from '../../api/types';
import { isApplicant, isOfficer } from '../../frame/menu';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { defineText, useText } from '../../text/text';
import { longDay } from '../../text/time';
import { CaseTable } from '../cases/cases-page';
import { TaskRowLink } from '../inbox/task-row-link';
import { useHeldProxies } from '../inbox/task-panel';

const text = defineText({
  title: ['工作台', 'Home'],
  hello: ['{name}，今天是{date}。', '{name}, today is {date}.'],
  todo: ['待办', 'To do'],
  overdue: ['其中超期', 'Overdue'],
  today: ['今日到期', 'Due today'],
  stopped: ['时限中止', 'Clock stopped'],
  waiting: ['等待他人', 'Waiting for others'],
  copied: ['抄送', 'Copied'],
  watched: ['关注', 'Watched'],
  next: ['最先到期的事项', 'Nearest due'],
  nothing: ['没有待办事项。', 'Nothing to do.'],
  all: ['查看全部待办', 'All tasks'],
  proxies: ['我的代理', 'My proxies'],
  proxyLine: ['您正在代 {name} 办理（{from} 至 {to}）。', 'You act for {name} ({from} to {to}).'],
  apply: ['申报新项目', 'New application'],
  applicant: [
    '申报前先填写项目基本情况、工艺和物料，系统即时核算是否属于“两重点一重大”，并列出缺少的材料。',
    'Describe the project, its processes and substances; screening and missing papers are shown at once.',
  ],
  cases: ['我的案件', 'My cases'],
  noCases: ['还没有提交过申报。', 'Nothing submitted yet.'],
  more: ['{n}+', '{n}+'],
});

/** What waits for whom today. */
export default function HomePage() {
  const t = useText(text);
  const me = useSignedIn();
  const applicant = isApplicant(me) && !isOfficer(me);
  return (
    <Page
      title={t('title')}
      actions={
        applicant && (
          <Link className="link-button" to="/applications">
            {t('apply')}
          </Link>
        )
      }
    >
      <p className="muted">{t('hello', { name: me.name, date: longDay(Date.now()) })}</p>
      {applicant && <p className="note">{t('applicant')}</p>}
      <Figures />
      <Proxies />
      <section className="card">
        <div className="card-head">
          <h2>{t('next')}</h2>
          <Link to="/inbox">{t('all')}</Link>
        </div>
        <NextTasks />
      </section>
      {applicant && <OwnCases />}
    </Page>
  );
}

/** How many of the first page; more are shown as such. */
function useAmount(due: 'today' | 'stopped'): string {
  const t = useText(text);
  const { data } = useTasks({ tab: 'todo', due });
  const page = data?.pages[0];
  if (!page) return '…';
  return page.next === null ? String(page.items.length) : t('more', { n: page.items.length });
}

function Figures() {
  const t = useText(text);
  const { data: counts, error } = useCounts();
  const today = useAmount('today');
  const stopped = useAmount('stopped');
  if (error) return <ProblemAlert error={error} />;
  return (
    <div className="figures">
      <Link className="figure" to="/inbox">
        <strong>{counts?.todo ?? '…'}</strong>
        {t('todo')}
      </Link>
      <Link className="figure warn" to="/inbox" search={{ due: 'today' }}>
        <strong>{today}</strong>
        {t('today')}
      </Link>
      <Link className="figure bad" to="/inbox" search={{ due: 'overdue' }}>
        <strong>{counts?.overdue ?? '…'}</strong>
        {t('overdue')}
      </Link>
      <Link className="figure" to="/inbox" search={{ due: 'stopped' }}>
        <strong>{stopped}</strong>
        {t('stopped')}
      </Link>
      <Link className="figure" to="/inbox" search={{ tab: 'watched' }}>
        <strong>{counts?.watched ?? '…'}</strong>
        {t('watched')}
      </Link>
    </div>
  );
}

function Proxies() {
  const t = useText(text);
  const { data: held = [] } = useHeldProxies();
  if (held.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('proxies')}</h2>
      {held.map(({ proxyId, principalName, from, to }) => (
        <p key={proxyId}>{t('proxyLine', { name: principalName, from, to })}</p>
      ))}
    </section>
  );
}

const SHOWN = 8;

function NextTasks() {
  const t = useText(text);
  const { data, error } = useTasks({ tab: 'todo' });
  if (error) return <ProblemAlert error={error} />;
  const rows: TaskRow[] = data?.pages[0]?.items.slice(0, SHOWN) ?? [];
  if (data && rows.length === 0) return <p className="empty">{t('nothing')}</p>;
  return (
    <ul className="task-rows">
      {rows.map((row) => (
        <li key={row.taskId}>
          <TaskRowLink row={row} search={{}} chosen={false} />
        </li>
      ))}
    </ul>
  );
}

function OwnCases() {
  const t = useText(text);
  const { data } = useCases({ of: 'mine' });
  const rows = data?.pages[0]?.items ?? [];
  return (
    <section className="stack">
      <h2>{t('cases')}</h2>
      {data && rows.length === 0 ? <p className="card empty">{t('noCases')}</p> : <CaseTable rows={rows} />}
    </section>
  );
}
