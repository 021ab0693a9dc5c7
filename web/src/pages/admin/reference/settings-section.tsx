import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useReference, useSignedIn } from '../../../api/queries';
import { SETTINGS, type Setting } from '../../../../../workflows/domain/settings';
import { ActionDialog } from '../../../parts/action-dialog';
import { ProblemAlert } from '../../../parts/problem-alert';
import { isBlank, ReasonField, TextField } from '../../../parts/reason-field';
import { useSourceWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { today } from '../../../text/time';
import { RevisionsDialog } from './revisions-dialog';
import { registersText } from './registers.text';
import { settingsText } from './settings.text';

type Row = Setting & { source: string; effectiveFrom: string; effectiveTo: string | null };

/** Numbers that no law states: what they are, on what, from when; a change is a further version. */
export function SettingsSection() {
  const t = useText(settingsText);
  const r = useText(registersText);
  const c = useText(commonText);
  const label = useLabel();
  const sourceWords = useSourceWords();
  const me = useSignedIn();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<Row | null>(null);
  const [shown, setShown] = useState<Row | null>(null);
  const { data = [], error } = useReference<Row>('settings');
  return (
    <section className="stack">
      <h2>{t('title')}</h2>
      <p className="muted">{t('help')}</p>
      <ProblemAlert error={error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>{t('value')}</th>
              <th>{c('basis')}</th>
              <th>{c('source')}</th>
              <th>{t('from')}</th>
              {me.isAdmin && (
                <th>
                  <span className="sr-only">{t('change')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={row.key}>
                <td>{label(row.name)}</td>
                <td className="number nowrap">{t(`unit.${row.unit}`, { n: row.value })}</td>
                <td>{sourceWords(row.basis)}</td>
                <td>{sourceWords(row.source)}</td>
                <td className="number nowrap">{row.effectiveFrom}</td>
                {me.isAdmin && (
                  <td className="nowrap">
                    <Button
                      size="small"
                      aria-label={`${t('change')} ${label(row.name)}`}
                      onClick={() => setEditing(row)}
                    >
                      {t('change')}
                    </Button>{' '}
                    <Button
                      size="small"
                      aria-label={r('historyOf', { name: label(row.name) })}
                      onClick={() => setShown(row)}
                    >
                      {r('history')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing && (
        <SettingDialog
          row={editing}
          onClose={() => {
            setEditing(null);
            for (const queryKey of [['reference', 'settings'], ['reference-sets'], ['revisions', 'settings']])
              void queries.invalidateQueries({ queryKey });
          }}
        />
      )}
      {shown && (
        <RevisionsDialog set="settings" rowKey={shown.key} name={label(shown.name)} onClose={() => setShown(null)} />
      )}
    </section>
  );
}

function SettingDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useText(settingsText);
  const c = useText(commonText);
  const label = useLabel();
  const { least, most } = SETTINGS[row.key];
  const missing = (field: string) => c('fillIn', { field });
  return (
    <ActionDialog
      title={`${t('change')}：${label(row.name)}`}
      submit={c('save')}
      done={c('saved')}
      initial={{ value: String(row.value), effectiveFrom: today(), source: '', reason: '' }}
      check={(v) => ({
        ...(Number.isInteger(Number(v.value)) && Number(v.value) >= least && Number(v.value) <= most
          ? {}
          : { value: t('between', { least, most }) }),
        ...(v.effectiveFrom === '' ? { effectiveFrom: missing(t('from')) } : {}),
        ...(isBlank(v.source, 2) ? { source: missing(c('source')) } : {}),
        ...(isBlank(v.reason, 2) ? { reason: missing(c('reason')) } : {}),
      })}
      send={({ value, effectiveFrom, source, reason }) =>
        answer(
          api.PUT('/api/v1/reference/settings/{key}', {
            params: { path: { key: row.key } },
            body: { value: Number(value), effectiveFrom, source: source.trim(), reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <div className="grid2">
            <TextField
              label={t('value')}
              type="number"
              help={t('between', { least, most })}
              value={values.value}
              onChange={(value) => set({ value })}
              fault={faults.value}
            />
            <TextField
              label={t('from')}
              type="date"
              help={t('fromHelp')}
              value={values.effectiveFrom}
              onChange={(effectiveFrom) => set({ effectiveFrom })}
              fault={faults.effectiveFrom}
            />
          </div>
          <TextField
            label={c('source')}
            help={t('sourceHelp')}
            value={values.source}
            onChange={(source) => set({ source })}
            fault={faults.source}
          />
          <ReasonField value={values.reason} onChange={(reason) => set({ reason })} fault={faults.reason} />
        </>
      )}
    </ActionDialog>
  );
}
