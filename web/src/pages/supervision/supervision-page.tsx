import { Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useOrgName } from '../../api/queries';
import type { CaseSummary } from '../../api/types';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { useWords } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { CaseTable } from '../cases/cases-page';
import { exportCsv } from './export-csv';
import { supervisionText } from './supervision.text';
import { useRunningCases } from './use-running-cases';

const BarChart = lazy(() => import('./bar-chart'));
const SOON_MS = 3 * 86_400_000;
const AHEAD = 20;

export interface Group {
  key: string;
  name: string;
  rows: CaseSummary[];
}

/** Red and yellow lights, load per department and stage, deadlines ahead; each figure leads to its cases. */
export default function SupervisionPage() {
  const t = useText(supervisionText);
  const words = useWords();
  const orgName = useOrgName();
  const label = useLabel();
  const { data, error } = useRunningCases();
  const [chosen, setChosen] = useState<Group | null>(null);
  if (error)
    return (
      <Page title={t('title')}>
        <ProblemAlert error={error} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('title')}>
        <p className="empty">
          <Spin />
        </p>
      </Page>
    );
  const { rows } = data;
  const now = Date.now();
  const lights = [
    { key: 'running', tone: '', rows },
    { key: 'overdue', tone: 'bad', rows: rows.filter(({ overdue }) => overdue) },
    {
      key: 'soon',
      tone: 'warn',
      rows: rows.filter(({ overdue, nextDueAt }) => !overdue && nextDueAt !== null && nextDueAt - now < SOON_MS),
    },
    { key: 'stopped', tone: '', rows: rows.filter(({ stopped }) => stopped) },
  ] as const;
  const departments = groupBy(
    rows,
    (row) => row.court,
    (code) => words('court', code) || orgName(code),
  );
  const stageNames = new Map(rows.flatMap(({ standing }) => standing.map(({ stage, name }) => [stage, label(name)])));
  const stages = groupBy(
    rows,
    (row) => [...new Set(row.standing.map(({ stage }) => stage))],
    (code) => stageNames.get(code) ?? '',
  );
  const ahead = rows
    .filter(({ nextDueAt }) => nextDueAt !== null)
    .sort((a, b) => (a.nextDueAt ?? 0) - (b.nextDueAt ?? 0))
    .slice(0, AHEAD);
  return (
    <Page title={t('title')}>
      <p className="muted">
        {t('intro')} {data.capped && t('capped', { n: rows.length })}
      </p>
      <div className="figures">
        {lights.map((light) => (
          <button
            key={light.key}
            type="button"
            className={`figure plain ${light.tone}`}
            onClick={() => setChosen({ key: light.key, name: t(light.key), rows: [...light.rows] })}
          >
            <strong>{light.rows.length}</strong>
            {t(light.key)}
          </button>
        ))}
      </div>
      {chosen && (
        <section className="stack">
          <div className="row spread">
            <h2>{t('chosen', { name: chosen.name, n: chosen.rows.length })}</h2>
            <Button onClick={() => setChosen(null)}>{t('showAll')}</Button>
          </div>
          {chosen.rows.length === 0 ? <p className="card empty">{t('none')}</p> : <CaseTable rows={chosen.rows} />}
        </section>
      )}
      {!chosen && rows.length === 0 && <p className="card empty">{t('none')}</p>}
      {!chosen && rows.length > 0 && (
        <>
          <GroupCard title={t('byDepartment')} head={t('department')} groups={departments} onPick={setChosen} />
          <GroupCard title={t('byStage')} head={t('stage')} groups={stages} onPick={setChosen} />
          <section className="stack">
            <h2>{t('ahead')}</h2>
            {ahead.length === 0 ? <p className="card empty">{t('noneAhead')}</p> : <CaseTable rows={ahead} />}
          </section>
        </>
      )}
    </Page>
  );
}

function groupBy(
  rows: readonly CaseSummary[],
  keysOf: (row: CaseSummary) => readonly string[],
  nameOf: (key: string) => string,
): Group[] {
  const groups = new Map<string, CaseSummary[]>();
  for (const row of rows) for (const key of keysOf(row)) groups.set(key, [...(groups.get(key) ?? []), row]);
  return [...groups]
    .map(([key, found]) => ({ key, name: nameOf(key), rows: found }))
    .sort((a, b) => b.rows.length - a.rows.length);
}

/** A chart with its table and export. */
function GroupCard({
  title,
  head,
  groups,
  onPick,
}: {
  title: string;
  head: string;
  groups: Group[];
  onPick: (group: Group) => void;
}) {
  const t = useText(supervisionText);
  const c = useText(commonText);
  const overdueOf = (group: Group) => group.rows.filter(({ overdue }) => overdue).length;
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{title}</h2>
        <Button
          size="small"
          aria-label={`${c('exportTable')} ${title}`}
          onClick={() =>
            exportCsv(title, [
              [head, t('cases'), t('overdueCases')],
              ...groups.map((group) => [group.name, group.rows.length, overdueOf(group)]),
            ])
          }
        >
          {c('exportTable')}
        </Button>
      </div>
      <div className="columns">
        <Suspense fallback={<Spin />}>
          <BarChart
            title={title}
            names={groups.map(({ name }) => name)}
            totals={groups.map(({ rows }) => rows.length)}
            overdue={groups.map(overdueOf)}
            words={{ total: t('cases'), overdue: t('overdueCases') }}
          />
        </Suspense>
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{head}</th>
                <th className="right">{t('cases')}</th>
                <th className="right">{t('overdueCases')}</th>
                <th>
                  <span className="sr-only">{t('drill')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.key}>
                  <td>{group.name}</td>
                  <td className="right">{group.rows.length}</td>
                  <td className="right">{overdueOf(group)}</td>
                  <td>
                    <Button size="small" aria-label={`${t('drill')} ${group.name}`} onClick={() => onPick(group)}>
                      {t('drill')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}
