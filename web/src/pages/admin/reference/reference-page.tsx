import { Link, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useOrgName, useReference, useSignedIn } from '../../../api/queries';
import { Page } from '../../../frame/page';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useSourceWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText, type Label } from '../../../text/text';
import { adminText } from '../admin.text';
import { CreditPanel } from './credit-panel';
import { ParksPanel } from './parks-panel';
import { RoutingPanel } from './routing-panel';

const SETS = ['routing', 'document-kinds', 'processes', 'chemicals', 'controlled-chemicals', 'roles'] as const;
/** Kept by administrators, and not for everybody to read. */
const REGISTERS = ['parks', 'credit'] as const;
type Set = (typeof SETS)[number];
type Tab = Set | (typeof REGISTERS)[number];

interface Row {
  code?: string;
  key?: string;
  name?: Label;
  reason?: Label;
  add?: string[];
  cas?: string[];
  required?: boolean;
  basis?: string;
  source: string;
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** The data by which procedures decide, with where it comes from; administrators change it here. */
export default function ReferencePage() {
  const t = useText(adminText);
  const me = useSignedIn();
  const search = useSearch({ from: '/shell/admin/reference' });
  const tabs: readonly Tab[] = me.isAdmin ? [...SETS, ...REGISTERS] : SETS;
  const tab: Tab = tabs.find((one) => one === search.set) ?? 'routing';
  return (
    <Page title={t('reference')}>
      <nav className="tabs" aria-label={t('reference')}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/admin/reference"
            search={{ set: one }}
            activeProps={{}}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`set.${one}`)}
          </Link>
        ))}
      </nav>
      {tab === 'parks' ? (
        <ParksPanel />
      ) : tab === 'credit' ? (
        <CreditPanel />
      ) : tab === 'routing' && me.isAdmin ? (
        <RoutingPanel />
      ) : (
        <SetTable key={tab} set={tab} />
      )}
    </Page>
  );
}

function SetTable({ set }: { set: Set }) {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const { data = [], error } = useReference<Row>(set);
  const [q, setQ] = useState('');
  const sourceWords = useSourceWords();
  const has = (key: keyof Row) => data.some((row) => row[key] !== undefined);
  // A row that was taken back before its first day never held.
  const held = data.filter(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveTo >= effectiveFrom);
  const rows = held.filter((row) =>
    `${label(row.name ?? row.reason)}${row.cas?.join() ?? ''}${row.basis ?? ''}${row.source}`.includes(q),
  );
  return (
    <>
      <ProblemAlert error={error} />
      <Input
        type="search"
        style={{ width: 280 }}
        aria-label={c('search')}
        placeholder={c('search')}
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <caption role="status">{t('rows', { n: rows.length })}</caption>
          <thead>
            <tr>
              <th>{t('name')}</th>
              {has('add') && <th>{t('departments')}</th>}
              {has('cas') && <th>{t('cas')}</th>}
              {has('required') && <th>{t('required')}</th>}
              {has('basis') && <th>{t('basis')}</th>}
              <th>{c('source')}</th>
              <th>{t('effective')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.code ?? row.key ?? at}>
                <td>{label(row.name ?? row.reason)}</td>
                {has('add') && <td>{row.add?.map(orgName).join('、')}</td>}
                {has('cas') && <td className="number">{row.cas?.join('、')}</td>}
                {has('required') && <td>{c(row.required ? 'yes' : 'no')}</td>}
                {has('basis') && <td>{sourceWords(row.basis ?? '')}</td>}
                <td>{sourceWords(row.source)}</td>
                <td className="number nowrap">
                  {row.effectiveFrom} – {row.effectiveTo ?? ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
