import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api } from '../../api/client';
import { ProblemAlert } from '../../parts/problem-alert';
import { useLabel, useText } from '../../text/text';
import { applicationText } from './application.text';
import type { Draft, Screening } from './draft';

const WAIT_MS = 400;

function useLater<T>(value: T): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), WAIT_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}

/** The computed result while it is typed. */
export function ScreeningPanel({ draft }: { draft: Draft }) {
  const t = useText(applicationText);
  const asked = useLater(draft);
  const { data, error } = useQuery({
    queryKey: ['screening', asked],
    queryFn: () => answer(api.POST('/api/v1/applications/screening', { body: asked })) as Promise<Screening>,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return (
    <section className="card stack sticky" aria-label={t('screening')}>
      <h2>{t('screening')}</h2>
      <p className="muted">{t('screeningHelp')}</p>
      <ProblemAlert error={error} />
      {data && <ScreeningResult screening={data} />}
    </section>
  );
}

/** 判定结果 with the arithmetic of every unit. */
export function ScreeningResult({ screening }: { screening: Screening }) {
  const t = useText(applicationText);
  const label = useLabel();
  return (
    <div className="stack">
      <p className={screening.inScope ? 'note warn' : 'note'} role="status">
        <strong>{t(screening.inScope ? 'inScope' : 'outOfScope')}</strong>
      </p>
      <ul className="list-rows">
        {screening.reasons.map((reason) => (
          <li key={reason.code}>
            <span className={reason.met ? 'badge warn' : 'badge'}>{t(reason.met ? 'met' : 'notMet')}</span>{' '}
            {label(reason.reason)} <span className="muted">（{reason.basis}）</span>
          </li>
        ))}
      </ul>
      {screening.units.length === 0 && <p className="muted">{t('noUnits')}</p>}
      {screening.units.map((unit) => (
        <article key={unit.key} className="list-row stack">
          <h3>
            {unit.name || t('unitKind.storage')}{' '}
            {unit.level !== null ? (
              <span className="badge bad">{t(`level.${unit.level as 1 | 2 | 3 | 4}`)}</span>
            ) : (
              <span className="badge">{t('notMajor')}</span>
            )}
          </h3>
          <p className="number">
            S = {unit.s}
            {unit.r !== null && `　R = ${unit.r}　α = ${unit.alpha}`}
          </p>
          <div className="table-wrap" tabIndex={0}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('substance.name')}</th>
                  <th className="right">{t('quantity')}</th>
                  <th className="right">{t('critical')}</th>
                  <th className="right">q/Q</th>
                  <th className="right">β·q/Q</th>
                </tr>
              </thead>
              <tbody>
                {unit.lines.map((line, at) => (
                  <tr key={at}>
                    <td>
                      {line.name}
                      <div className="muted">
                        {line.undetermined
                          ? t('undetermined')
                          : [line.criticalFrom, line.betaFrom].filter(Boolean).join('；')}
                      </div>
                    </td>
                    <td className="right">{line.quantityT}</td>
                    <td className="right">{line.criticalT ?? '—'}</td>
                    <td className="right">{round(line.ratio)}</td>
                    <td className="right">{round(line.weighted)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <details>
            <summary>{t('arithmetic')}</summary>
            <p>{unit.arithmetic}</p>
          </details>
        </article>
      ))}
    </div>
  );
}

const round = (value: number): string => String(Math.round(value * 10_000) / 10_000);
