import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useSignedIn } from '../../api/queries';
import type { components } from '../../api/schema';
import { frameText } from '../../frame/frame.text';
import { PROCEDURES } from '../../frame/menu';
import { Page } from '../../frame/page';
import { ActionDialog } from '../../parts/action-dialog';
import { PersonPicker } from '../../parts/person-picker';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank, ReasonField, TextField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { today } from '../../text/time';
import { accountText } from './account.text';

type Proxy = components['schemas']['ProxyDto'];

/** 代理: dated, scoped, ended by itself. */
export default function ProxiesPage() {
  const t = useText(accountText);
  const [giving, setGiving] = useState(false);
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['proxies'] });
  const { data, error } = useQuery({ queryKey: ['proxies'], queryFn: () => answer(api.GET('/api/v1/proxies')) });
  const end = useMutation({
    mutationFn: (proxyId: string) => answer(api.DELETE('/api/v1/proxies/{proxyId}', { params: { path: { proxyId } } })),
    onSuccess: refresh,
  });
  return (
    <Page
      title={t('proxies')}
      actions={
        <Button type="primary" onClick={() => setGiving(true)}>
          {t('give')}
        </Button>
      }
    >
      <p className="muted">{t('proxiesHelp')}</p>
      <ProblemAlert error={error ?? end.error} />
      <ProxyTable
        title={t('given')}
        rows={data?.given ?? []}
        who={t('agent')}
        nameOf={(row) => row.agentName}
        none={t('noneGiven')}
        onEnd={(row) => end.mutate(row.proxyId)}
      />
      <ProxyTable
        title={t('held')}
        rows={data?.held ?? []}
        who={t('principal')}
        nameOf={(row) => row.principalName}
        none={t('noneHeld')}
      />
      {giving && (
        <GiveDialog
          onClose={() => {
            setGiving(false);
            void refresh();
          }}
        />
      )}
    </Page>
  );
}

function ProxyTable({
  title,
  rows,
  who,
  nameOf,
  none,
  onEnd,
}: {
  title: string;
  rows: Proxy[];
  who: string;
  nameOf: (row: Proxy) => string;
  none: string;
  onEnd?: (row: Proxy) => void;
}) {
  const t = useText(accountText);
  const c = useText(commonText);
  const f = useText(frameText);
  const scope = (processes: string[]) =>
    processes
      .map((code) => PROCEDURES.find(({ process }) => process === code))
      .flatMap((found) => (found ? [f(found.word)] : []))
      .join('、') || t('wholeScope');
  return (
    <section className="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{who}</th>
                <th>{t('period')}</th>
                <th>{t('scope')}</th>
                <th>{c('reason')}</th>
                <th>{c('status')}</th>
                {onEnd && (
                  <th>
                    <span className="sr-only">{t('end')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.proxyId}>
                  <td>{nameOf(row)}</td>
                  <td className="number nowrap">
                    {row.from} – {row.to}
                  </td>
                  <td>{scope(row.processes ?? [])}</td>
                  <td>{row.reason}</td>
                  <td>
                    <span className={row.status === 'active' ? 'badge good' : 'badge'}>{t(row.status)}</span>
                  </td>
                  {onEnd && (
                    <td>
                      {row.status !== 'over' && (
                        <Button size="small" aria-label={`${t('end')} ${nameOf(row)}`} onClick={() => onEnd(row)}>
                          {t('end')}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function GiveDialog({ onClose }: { onClose: () => void }) {
  const t = useText(accountText);
  const c = useText(commonText);
  const f = useText(frameText);
  const me = useSignedIn();
  return (
    <ActionDialog
      title={t('give')}
      submit={t('give')}
      done={c('saved')}
      initial={{ agent: '', from: today(), to: '', processes: [] as string[], reason: '' }}
      check={(v) => ({
        ...(v.agent === '' ? { agent: c('choose', { field: t('agent') }) } : {}),
        ...(v.from === '' ? { from: c('fillIn', { field: t('firstDay') }) } : {}),
        ...(v.to === '' ? { to: c('fillIn', { field: t('lastDay') }) } : {}),
        ...(isBlank(v.reason, 2) ? { reason: c('fillIn', { field: c('reason') }) } : {}),
      })}
      send={(v) => answer(api.POST('/api/v1/proxies', { body: { ...v, orgs: [] } }))}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <PersonPicker
            label={t('agent')}
            value={values.agent}
            onChange={(agent) => set({ agent })}
            fault={faults.agent}
            except={[me.personId]}
          />
          <div className="grid2">
            <TextField
              label={t('firstDay')}
              type="date"
              value={values.from}
              onChange={(from) => set({ from })}
              fault={faults.from}
            />
            <TextField
              label={t('lastDay')}
              type="date"
              value={values.to}
              onChange={(to) => set({ to })}
              fault={faults.to}
            />
          </div>
          <fieldset className="choices">
            <legend>{t('scope')}</legend>
            {PROCEDURES.map(({ process, word }) => (
              <label key={process} className="choice">
                <input
                  type="checkbox"
                  checked={values.processes.includes(process)}
                  onChange={({ target }) =>
                    set({
                      processes: target.checked
                        ? [...values.processes, process]
                        : values.processes.filter((one) => one !== process),
                    })
                  }
                />
                {f(word)}
              </label>
            ))}
            <span className="muted">{values.processes.length === 0 && t('wholeScope')}</span>
          </fieldset>
          <ReasonField value={values.reason} onChange={(reason) => set({ reason })} fault={faults.reason} max={200} />
        </>
      )}
    </ActionDialog>
  );
}
