import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { day, today } from '../../text/time';
import { supervisionText } from './supervision.text';

const PERIOD_MS = 90 * 86_400_000;

/** Work of each department over a period, with its export. */
export function Statistics() {
  const t = useText(supervisionText);
  const c = useText(commonText);
  const label = useLabel();
  const [period, setPeriod] = useState({ from: day(Date.now() - PERIOD_MS), to: today() });
  const { data = [], error } = useQuery({
    queryKey: ['statistics', period],
    queryFn: () => answer(api.GET('/api/v1/statistics/departments', { params: { query: period } })),
    enabled: period.from !== '' && period.to !== '',
    placeholderData: keepPreviousData,
  });
  const query = new URLSearchParams(period);
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{t('statistics')}</h2>
        <div className="row">
          {(['from', 'to'] as const).map((key) => (
            <Input
              key={key}
              type="date"
              style={{ width: 160 }}
              aria-label={t(key)}
              value={period[key]}
              onChange={({ target }) => setPeriod({ ...period, [key]: target.value })}
            />
          ))}
          <a href={`/api/v1/statistics/departments.xlsx?${query}`} download>
            {t('xlsx')}
          </a>
          <a href={`/api/v1/statistics/departments.csv?${query}`} download>
            {t('csv')}
          </a>
        </div>
      </div>
      <p className="muted">{t('statisticsHelp')}</p>
      <ProblemAlert error={error} />
      <div className="table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('department')}</th>
              {(
                ['received', 'done', 'inTime', 'late', 'stillOpen', 'overdueCount', 'returns', 'averageDays'] as const
              ).map((word) => (
                <th key={word} className="right">
                  {t(word)}
                </th>
              ))}
              <th>{t('lateReasons')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={row.org}>
                <td>{row.name}</td>
                <td className="right">{row.received}</td>
                <td className="right">{row.done}</td>
                <td className="right">{row.inTime}</td>
                <td className="right">{row.late}</td>
                <td className="right">{row.open}</td>
                <td className="right">{row.overdue}</td>
                <td className="right">{row.returns}</td>
                <td className="right">{row.averageWorkingDays ?? c('none')}</td>
                <td>{row.lateReasons.map(({ name, count }) => `${label(name)} ${count}`).join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
