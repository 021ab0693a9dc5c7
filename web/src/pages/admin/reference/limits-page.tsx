import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useReference, useRoleName, useSignedIn } from '../../../api/queries';
import type { Limit } from '../../../api/types';
import { Page } from '../../../frame/page';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useSourceWords, useWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { adminText } from '../admin.text';
import { LimitVersionDialog } from './limit-version-dialog';
import { registersText } from './registers.text';
import { RevisionsDialog } from './revisions-dialog';
import { SettingsSection } from './settings-section';

/** Every version of every limit with its source; a change is a new version. */
export default function LimitsPage() {
  const t = useText(adminText);
  const r = useText(registersText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const roleName = useRoleName();
  const sourceWords = useSourceWords();
  const me = useSignedIn();
  const queries = useQueryClient();
  const { data = [], error } = useReference<Limit>('limits');
  const [q, setQ] = useState('');
  const [shown, setShown] = useState<Limit | null>(null);
  const [base, setBase] = useState<Limit | null>(null);
  const rows = data.filter(({ name, legalBasis }) => `${name.zh}${name.en}${legalBasis}`.includes(q));
  return (
    <Page title={t('limits')}>
      <p className="muted">{t('limitsHelp')}</p>
      <Input
        type="search"
        style={{ width: 280 }}
        aria-label={c('search')}
        placeholder={c('search')}
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      <ProblemAlert error={error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('limit')}</th>
              <th>{t('amount')}</th>
              <th>{t('stoppable')}</th>
              <th>{t('extension')}</th>
              <th>{c('basis')}</th>
              <th>{t('effective')}</th>
              {me.isAdmin && (
                <th>
                  <span className="sr-only">{t('newVersion')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.key}/${row.effectiveFrom}`}>
                <td>{label(row.name)}</td>
                <td className="number nowrap">
                  {row.amount} {words('unit', row.unit)}
                </td>
                <td>{row.stoppableFor.map(({ name }) => label(name)).join('、')}</td>
                <td>
                  {row.extension &&
                    t('upTo', {
                      n: row.extension.cap,
                      unit: words('unit', row.unit),
                      by: roleName(row.extension.grantedBy),
                    })}
                </td>
                <td>
                  {sourceWords(row.legalBasis)}
                  {!row.legalBasis.startsWith(row.source) && <div className="muted">{sourceWords(row.source)}</div>}
                </td>
                <td className="number nowrap">
                  {row.effectiveFrom} – {row.effectiveTo ?? ''}
                </td>
                {me.isAdmin && (
                  <td>
                    <div className="row">
                      <Button
                        size="small"
                        aria-label={`${t('newVersion')} ${label(row.name)}`}
                        onClick={() => setBase(row)}
                      >
                        {t('newVersion')}
                      </Button>
                      <Button
                        size="small"
                        aria-label={r('historyOf', { name: `${label(row.name)} ${row.effectiveFrom}` })}
                        onClick={() => setShown(row)}
                      >
                        {r('history')}
                      </Button>
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SettingsSection />
      {shown && (
        <RevisionsDialog
          set="limits"
          rowKey={`${shown.key}@${shown.effectiveFrom}`}
          name={label(shown.name)}
          onClose={() => setShown(null)}
        />
      )}
      {base && (
        <LimitVersionDialog
          base={base}
          onClose={() => {
            setBase(null);
            void queries.invalidateQueries({ queryKey: ['reference', 'limits'] });
          }}
        />
      )}
    </Page>
  );
}
