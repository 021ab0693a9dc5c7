import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useOrganisations } from '../../../api/queries';
import type { Organisation } from '../../../api/types';
import { Page } from '../../../frame/page';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { isBlank, TextField } from '../../../parts/reason-field';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { adminText } from '../admin.text';

const KINDS = ['authority', 'higherAuthority', 'enterprise', 'designFirm', 'evaluator', 'platform', 'expertPool'];

export default function OrganisationsPage() {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const queries = useQueryClient();
  const { data = [], error } = useOrganisations();
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<Organisation | 'new' | null>(null);
  const rows = data.filter(({ code, name }) => `${code} ${name.zh} ${name.en}`.toLowerCase().includes(q.toLowerCase()));
  return (
    <Page
      title={t('organisations')}
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('addOrganisation')}
        </Button>
      }
    >
      <Input
        type="search"
        style={{ width: 280 }}
        placeholder={c('search')}
        aria-label={c('search')}
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      <ProblemAlert error={error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('nameZh')}</th>
              <th>{t('kind')}</th>
              <th>{t('uscc')}</th>
              <th>{c('status')}</th>
              <th>
                <span className="sr-only">{c('edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <td>
                  {label(row.name)} {row.demo && <span className="badge">{t('demo')}</span>}
                </td>
                <td>{words('org', row.kind)}</td>
                <td className="number">{row.uscc}</td>
                <td>
                  <span className={row.active ? 'badge good' : 'badge'}>{t(row.active ? 'inUse' : 'closed')}</span>
                </td>
                <td>
                  <Button size="small" aria-label={`${c('edit')} ${label(row.name)}`} onClick={() => setEditing(row)}>
                    {c('edit')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing && (
        <OrganisationDialog
          organisation={editing === 'new' ? null : editing}
          onClose={() => {
            setEditing(null);
            void queries.invalidateQueries({ queryKey: ['reference', 'organisations'] });
          }}
        />
      )}
    </Page>
  );
}

function OrganisationDialog({ organisation, onClose }: { organisation: Organisation | null; onClose: () => void }) {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  return (
    <ActionDialog
      title={organisation ? t('editOrganisation', { name: label(organisation.name) }) : t('addOrganisation')}
      submit={c('save')}
      done={c('saved')}
      initial={{
        code: organisation?.code ?? '',
        zh: organisation?.name.zh ?? '',
        en: organisation?.name.en ?? '',
        kind: organisation?.kind ?? 'enterprise',
        uscc: organisation?.uscc ?? '',
        active: organisation?.active ?? true,
      }}
      check={(v) => ({
        ...(/^[A-Z][A-Z0-9_-]{1,39}$/.test(v.code) ? {} : { code: t('codeHelp') }),
        ...(isBlank(v.zh) ? { zh: c('fillIn', { field: t('nameZh') }) } : {}),
        ...(isBlank(v.en) ? { en: c('fillIn', { field: t('nameEn') }) } : {}),
      })}
      send={(v) => {
        const fields = {
          name: { zh: v.zh.trim(), en: v.en.trim() },
          kind: v.kind as 'enterprise',
          ...(v.uscc.trim() ? { uscc: v.uscc.trim() } : {}),
        };
        return organisation
          ? answer(
              api.PATCH('/api/v1/organisations/{code}', {
                params: { path: { code: organisation.code } },
                body: { ...fields, active: v.active, version: organisation.version },
              }),
            )
          : answer(api.POST('/api/v1/organisations', { body: { ...fields, code: v.code } }));
      }}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          {!organisation && (
            <TextField
              label={t('code')}
              help={t('codeHelp')}
              value={values.code}
              onChange={(code) => set({ code })}
              fault={faults.code}
            />
          )}
          <TextField label={t('nameZh')} value={values.zh} onChange={(zh) => set({ zh })} fault={faults.zh} />
          <TextField label={t('nameEn')} value={values.en} onChange={(en) => set({ en })} fault={faults.en} />
          <Field label={t('kind')} required>
            {(frame) => (
              <select
                {...frame}
                className="native"
                value={values.kind}
                onChange={({ target }) => set({ kind: target.value })}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {words('org', kind)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField label={t('uscc')} required={false} value={values.uscc} onChange={(uscc) => set({ uscc })} />
          {organisation && (
            <label className="choice">
              <input
                type="checkbox"
                checked={values.active}
                onChange={({ target }) => set({ active: target.checked })}
              />
              {t('inUse')}
            </label>
          )}
        </>
      )}
    </ActionDialog>
  );
}
