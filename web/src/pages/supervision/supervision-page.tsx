import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Empty, Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { Statistics } from './statistics';
import { SupervisedTasks, type Drill } from './supervised-tasks';
import { supervisionText } from './supervision.text';

type Supervision = components['schemas']['SupervisionDto'];

/** Bars of a chart in view at once; the others are scrolled to, and stand in the table. */
const BARS = 30;

const BarChart = lazy(() => import('./bar-chart'));
const StageHeat = lazy(() => import('./stage-heat'));
/** Rows of a table shown at first. */
const ROWS = 50;
const TONES = { red: 'bad', yellow: 'warn', green: 'good' } as const;

/** Red and yellow lights, load per department and stage, deadlines ahead; each figure leads to its tasks. */
export default function SupervisionPage() {
  const t = useText(supervisionText);
  const [drill, setDrill] = useState<Drill | null>(null);
  const { data, error } = useQuery({
    queryKey: ['supervision'],
    queryFn: () => answer(api.GET('/api/v1/dashboard/supervision')),
    refetchInterval: 60_000,
  });
  return (
    <Page title={t('title')} actions={drill && <Button onClick={() => setDrill(null)}>{t('showAll')}</Button>}>
      <p className="muted">{t('intro')}</p>
      <ProblemAlert error={error} />
      {!data && !error && (
        <p className="empty">
          <Spin />
        </p>
      )}
      {drill ? (
        <SupervisedTasks drill={drill} />
      ) : (
        data && (
          <>
            <Lights data={data} onDrill={setDrill} />
            {data.departments.length === 0 && <Empty>{t('none')}</Empty>}
            <Departments data={data} onDrill={setDrill} />
            <Suspense fallback={<Spin />}>
              <StageHeat stages={data.stages} onDrill={setDrill} />
            </Suspense>
            <Stages data={data} onDrill={setDrill} />
            <Deadlines data={data} onDrill={setDrill} />
            <Statistics />
          </>
        )
      )}
    </Page>
  );
}

interface Part {
  data: Supervision;
  onDrill: (drill: Drill) => void;
}

function Lights({ data, onDrill }: Part) {
  const t = useText(supervisionText);
  const sum = (key: 'open' | 'overdue' | 'warned' | 'stopped') =>
    data.departments.reduce((all, one) => all + one[key], 0);
  const lights = [
    ['open', '', {}],
    ['overdue', 'bad', { light: 'overdue' }],
    ['warned', 'warn', { light: 'warned' }],
    ['stopped', '', { light: 'stopped' }],
  ] as const;
  return (
    <div className="figures">
      {lights.map(([key, tone, query]) => (
        <button key={key} type="button" className={`figure ${tone}`} onClick={() => onDrill({ name: t(key), query })}>
          <strong>{sum(key)}</strong>
          {t(key)}
        </button>
      ))}
    </div>
  );
}

function Departments({ data, onDrill }: Part) {
  const t = useText(supervisionText);
  const c = useText(commonText);
  // What needs attention first.
  const rows = [...data.departments].sort((a, b) => b.overdue - a.overdue || b.open - a.open);
  if (rows.length === 0) return null;
  const head = [
    t('department'),
    t('light'),
    t('openCount'),
    t('overdueCount'),
    t('warnedCount'),
    t('stoppedCount'),
    t('average', { n: data.averageDays }),
  ];
  return (
    <FigureCard
      of="departments"
      title={t('byDepartment')}
      bars={rows.map(({ name, open, overdue }) => ({ name, open, overdue }))}
      table={[
        head,
        ...rows.map((row) => [
          row.name,
          t(`light.${row.light}`),
          row.open,
          row.overdue,
          row.warned,
          row.stopped,
          row.averageWorkingDays ?? c('none'),
        ]),
      ]}
      tones={rows.map(({ light }) => TONES[light])}
      onPick={(at) => onDrill({ name: rows[at]!.name, query: { org: rows[at]!.org } })}
    />
  );
}

function Stages({ data, onDrill }: Part) {
  const t = useText(supervisionText);
  const label = useLabel();
  const rows = data.stages;
  if (rows.length === 0) return null;
  return (
    <FigureCard
      of="stages"
      title={t('byStage')}
      bars={rows.map(({ stageName, open, overdue }) => ({ name: label(stageName), open, overdue }))}
      table={[
        [t('stage'), t('procedure'), t('openCount'), t('overdueCount')],
        ...rows.map((row) => [label(row.stageName), label(row.processName), row.open, row.overdue]),
      ]}
      onPick={(at) =>
        onDrill({ name: label(rows[at]!.stageName), query: { process: rows[at]!.process, stage: rows[at]!.stage } })
      }
    />
  );
}

function Deadlines({ data, onDrill }: Part) {
  const t = useText(supervisionText);
  const rows = data.deadlines.filter(({ due }) => due > 0);
  if (rows.length === 0) return null;
  return (
    <FigureCard
      of="deadlines"
      title={t('ahead')}
      bars={rows.map(({ day, due }) => ({ name: day, open: due, overdue: 0 }))}
      table={[[t('day'), t('due')], ...rows.map(({ day, due }) => [day, due])]}
      onPick={(at) => onDrill({ name: rows[at]!.day, query: { dueDay: rows[at]!.day } })}
    />
  );
}

/** A chart with its table and its files. */
function FigureCard({
  of,
  title,
  bars,
  table: [head = [], ...rows],
  tones,
  onPick,
}: {
  /** Which table the files hold. */
  of: 'departments' | 'stages' | 'deadlines';
  title: string;
  bars: { name: string; open: number; overdue: number }[];
  table: (string | number)[][];
  tones?: ('good' | 'warn' | 'bad')[];
  onPick: (at: number) => void;
}) {
  const t = useText(supervisionText);
  const c = useText(commonText);
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, ROWS);
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{title}</h2>
        <div className="row no-print">
          {(['xlsx', 'csv'] as const).map((kind) => (
            <a
              key={kind}
              href={`/api/v1/dashboard/supervision/figures.${kind}?of=${of}`}
              download
              aria-label={`${t(kind)} ${title}`}
            >
              {t(kind)}
            </a>
          ))}
        </div>
      </div>
      <Suspense fallback={<Spin />}>
        <BarChart
          title={title}
          names={bars.map(({ name }) => name)}
          totals={bars.map(({ open }) => open)}
          overdue={bars.map(({ overdue }) => overdue)}
          inView={BARS}
          words={{ rest: t('inTimeCount'), overdue: t('overdueCount') }}
        />
      </Suspense>
      {bars.length > BARS && <p className="muted">{t('chartPart', { n: BARS, all: bars.length })}</p>}
      <div className="table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              {head.map((word, at) => (
                <th key={word} className={typeof rows[0]?.[at] === 'number' ? 'right' : ''}>
                  {word}
                </th>
              ))}
              <th>
                <span className="sr-only">{t('drill')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at}>
                {row.map((value, column) => (
                  <td
                    key={column}
                    className={typeof value === 'number' ? 'right' : ''}
                    style={column === 0 ? { minWidth: '9em' } : undefined}
                  >
                    {column === 1 && tones ? <span className={`badge ${tones[at]}`}>{value}</span> : value}
                  </td>
                ))}
                <td>
                  <Button size="small" aria-label={`${t('drill')} ${row[0]}`} onClick={() => onPick(at)}>
                    {t('drill')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <div>
          <Button onClick={() => setAll(true)}>{c('more')}</Button>
        </div>
      )}
    </section>
  );
}
