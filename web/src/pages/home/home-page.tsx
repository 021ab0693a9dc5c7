import { Link } from '@tanstack/react-router';
import { useCases, useCounts, useOrgName, useSignedIn, useTasks } from '../../api/queries';
import type { TaskRow } from '../../api/types';
import { isApplicant, isOfficer } from '../../frame/menu';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { defineText, useText } from '../../text/text';
import { longDay } from '../../text/time';
import { CaseTable } from '../cases/cases-page';
import { TaskRowLink } from '../inbox/task-row-link';
import { useHome } from './use-home';

const text = defineText({
  title: ['工作台', 'Home'],
  hello: ['{name}，今天是{date}。', '{name}, today is {date}.'],
  todo: ['待办', 'To do'],
  overdue: ['其中超期', 'Overdue'],
  today: ['今日到期', 'Due today'],
  stopped: ['时限中止', 'Clock stopped'],
  waiting: ['等待他人', 'Waiting for others'],
  watched: ['关注', 'Watched'],
  followUp: ['今天应跟进', 'To follow up today'],
  membersOverdue: ['项超期，办理人{name}', 'overdue, with {name}'],
  membersTasks: ['的待办', ': tasks'],
  next: ['最先到期的事项', 'Nearest due'],
  nothing: ['没有待办事项。', 'Nothing to do.'],
  all: ['查看全部待办', 'All tasks'],
  proxies: ['我的代理', 'My proxies'],
  proxyLine: ['您可代 {name} 办理 {open} 项，其中超期 {overdue} 项。', 'For {name}: {open} tasks, {overdue} overdue.'],
  proxyTasks: ['查看代办事项', 'Tasks by proxy'],
  team: ['本单位人员在办', 'Load of the team'],
  person: ['人员', 'Person'],
  org: ['单位', 'Organisation'],
  apply: ['申报新项目', 'New application'],
  applicant: [
    '申报前先填写项目基本情况、工艺和物料，系统即时核算是否属于“两重点一重大”，并列出缺少的材料。',
    'Describe the project, its processes and substances; screening and missing papers are shown at once.',
  ],
  cases: ['我的案件', 'My cases'],
  noCases: ['还没有提交过申报。', 'Nothing submitted yet.'],
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
      <section className="card">
        <div className="card-head">
          <h2>{t('next')}</h2>
          <Link to="/inbox">{t('all')}</Link>
        </div>
        <NextTasks />
      </section>
      <Others />
      {applicant && <OwnCases />}
    </Page>
  );
}

function Figures() {
  const t = useText(text);
  const { data: counts, error } = useCounts();
  const { data: home, error: homeError } = useHome();
  if (error ?? homeError) return <ProblemAlert error={error ?? homeError} />;
  const figures = [
    ['todo', '', {}, counts?.todo],
    ['today', 'warn', { due: 'today' }, home?.dueToday],
    ['overdue', 'bad', { due: 'overdue' }, home?.overdue],
    ['stopped', '', { due: 'stopped' }, home?.stopped],
    ['waiting', '', { tab: 'waiting' }, home?.waitingForOthers],
    [
      'followUp',
      counts && counts.followUpDue > 0 ? 'warn' : '',
      { tab: 'followUp', follow: 'due' },
      counts?.followUpDue,
    ],
    ['watched', '', { tab: 'watched' }, counts?.watched],
  ] as const;
  return (
    <div className="figures">
      {figures.map(([word, tone, search, amount]) => (
        <Link key={word} className={`figure ${tone}`} to="/inbox" search={search}>
          <strong>{amount ?? '…'}</strong>
          {t(word)}
        </Link>
      ))}
    </div>
  );
}

/** For whom somebody acts, and how much each of the own people has. */
function Others() {
  const t = useText(text);
  const orgName = useOrgName();
  const { data } = useHome();
  return (
    <>
      {data && data.proxies.length > 0 && (
        <section className="card">
          <h2>{t('proxies')}</h2>
          {data.proxies.map(({ principal, name, open, overdue }) => (
            <p key={principal}>{t('proxyLine', { name, open, overdue })}</p>
          ))}
          <Link to="/inbox" search={{ held: 'proxy' }}>
            {t('proxyTasks')}
          </Link>
        </section>
      )}
      {data && data.team.length > 0 && (
        <section className="card">
          <h2>{t('team')}</h2>
          <div className="table-wrap" tabIndex={0}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('person')}</th>
                  <th>{t('org')}</th>
                  <th className="right">{t('todo')}</th>
                  <th className="right">{t('overdue')}</th>
                </tr>
              </thead>
              <tbody>
                {data.team.map((one) => (
                  <tr key={`${one.org}/${one.personId}`}>
                    <td>
                      <Link to="/inbox" search={{ member: one.personId }}>
                        {one.name}
                        <span className="sr-only">{t('membersTasks')}</span>
                      </Link>
                    </td>
                    <td>{orgName(one.org)}</td>
                    <td className="right">{one.open}</td>
                    <td className="right">
                      {one.overdue > 0 ? (
                        <Link to="/inbox" search={{ member: one.personId, due: 'overdue' }}>
                          {one.overdue}
                          <span className="sr-only">{t('membersOverdue', { name: one.name })}</span>
                        </Link>
                      ) : (
                        0
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
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
