import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useReference, useRoleName, useSignedIn } from '../../api/queries';
import type { Limit } from '../../api/types';
import { Page } from '../../frame/page';
import { ActionDialog } from '../../parts/action-dialog';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank, TextField } from '../../parts/reason-field';
import { useWords } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { today } from '../../text/time';
import { adminText } from './admin.text';

/** Every version of every limit with its source; a change is a new version. */
export default function LimitsPage() {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const roleName = useRoleName();
  const me = useSignedIn();
  const queries = useQueryClient();
  const { data = [], error } = useReference<Limit>('limits');
  const [q, setQ] = useState('');
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
                  {row.legalBasis}
                  {row.source === 'design' && <div className="muted">{t('design')}</div>}
                </td>
                <td className="number nowrap">
                  {row.effectiveFrom} – {row.effectiveTo ?? ''}
                </td>
                {me.isAdmin && (
                  <td>
                    <Button
                      size="small"
                      aria-label={`${t('newVersion')} ${label(row.name)}`}
                      onClick={() => setBase(row)}
                    >
                      {t('newVersion')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {base && (
        <VersionDialog
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

function VersionDialog({ base, onClose }: { base: Limit; onClose: () => void }) {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  return (
    <ActionDialog
      title={`${t('newVersion')}：${label(base.name)}`}
      submit={c('save')}
      done={c('saved')}
      initial={{
        amount: String(base.amount),
        legalBasis: base.legalBasis,
        source: base.source,
        effectiveFrom: today(),
      }}
      check={(v) => ({
        ...(Number(v.amount) >= 1 ? {} : { amount: c('fillIn', { field: t('amount') }) }),
        ...(isBlank(v.legalBasis, 2) ? { legalBasis: c('fillIn', { field: c('basis') }) } : {}),
        ...(isBlank(v.source, 2) ? { source: c('fillIn', { field: c('source') }) } : {}),
        ...(v.effectiveFrom === '' ? { effectiveFrom: c('fillIn', { field: t('firstDay') }) } : {}),
      })}
      send={(v) => {
        const { key, ...kept } = base;
        return answer(
          api.PUT('/api/v1/reference/limits/{key}', {
            params: { path: { key } },
            body: {
              ...kept,
              amount: Number(v.amount),
              legalBasis: v.legalBasis.trim(),
              source: v.source.trim(),
              effectiveFrom: v.effectiveFrom,
              effectiveTo: null,
            },
          }),
        );
      }}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <div className="grid2">
            <TextField
              label={`${t('amount')}（${words('unit', base.unit)}）`}
              type="number"
              value={values.amount}
              onChange={(amount) => set({ amount })}
              fault={faults.amount}
            />
            <TextField
              label={t('firstDay')}
              type="date"
              value={values.effectiveFrom}
              onChange={(effectiveFrom) => set({ effectiveFrom })}
              fault={faults.effectiveFrom}
            />
          </div>
          <TextField
            label={c('basis')}
            value={values.legalBasis}
            onChange={(legalBasis) => set({ legalBasis })}
            fault={faults.legalBasis}
          />
          <TextField
            label={c('source')}
            value={values.source}
            onChange={(source) => set({ source })}
            fault={faults.source}
          />
        </>
      )}
    </ActionDialog>
  );
}
