import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { ParkDialog } from './park-dialog';
import { registersText } from './registers.text';
import { RevisionsDialog } from './revisions-dialog';

export type ParkRow = components['schemas']['ParkRowDto'];

export const LEVELS = ['1', '2', '3', '4'] as const;

/** What each park can bear, with where the figures come from. */
export function ParksPanel() {
  const t = useText(registersText);
  const c = useText(commonText);
  const label = useLabel();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<ParkRow | 'new' | null>(null);
  const [shown, setShown] = useState<ParkRow | null>(null);
  const { data, error } = useQuery({
    queryKey: ['registers', 'parks'],
    queryFn: () => answer(api.GET('/api/v1/registers/parks')),
  });
  if (!data) return error ? <ProblemAlert error={error} /> : <Spin />;
  return (
    <>
      <div className="row spread">
        <p className="muted">{t('parksHelp')}</p>
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('addPark')}
        </Button>
      </div>
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain wrap-head">
          <thead>
            <tr>
              <th>{t('park')}</th>
              <th className="right">{t('sumR')}</th>
              <th className="right">{t('unitsShort')}</th>
              <th className="right">{t('population')}</th>
              <th className="right">{t('wasteT')}</th>
              <th className="right">{t('rescuers')}</th>
              <th className="right">{t('holdings')}</th>
              <th>{t('source')}</th>
              <th>
                <span className="sr-only">{c('edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((park) => {
              const { capacity } = park;
              const name = label(park.name);
              return (
                <tr key={park.code}>
                  <td style={{ minWidth: 170 }}>
                    {name}
                    <div className="muted">{park.aliases.join('、')}</div>
                  </td>
                  <td className="right">{capacity.sumR ?? '—'}</td>
                  <td className="right nowrap">{LEVELS.map((level) => capacity.units[level] ?? '—').join(' / ')}</td>
                  <td className="right">{capacity.population ?? '—'}</td>
                  <td className="right">{capacity.wasteT ?? '—'}</td>
                  <td className="right">{capacity.rescue?.people ?? '—'}</td>
                  <td className="right">{park.holdings.length}</td>
                  <td style={{ minWidth: 190 }}>
                    {park.source}
                    <div className="muted number">{park.effectiveFrom}</div>
                  </td>
                  <td className="nowrap">
                    <Button size="small" aria-label={`${c('edit')} ${name}`} onClick={() => setEditing(park)}>
                      {c('edit')}
                    </Button>{' '}
                    <Button size="small" aria-label={t('historyOf', { name })} onClick={() => setShown(park)}>
                      {t('history')}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {editing && (
        <ParkDialog
          park={editing === 'new' ? null : editing}
          onClose={() => {
            setEditing(null);
            for (const queryKey of [['registers'], ['revisions'], ['parks']])
              void queries.invalidateQueries({ queryKey });
          }}
        />
      )}
      {shown && (
        <RevisionsDialog set="parks" rowKey={shown.code} name={label(shown.name)} onClose={() => setShown(null)} />
      )}
    </>
  );
}
