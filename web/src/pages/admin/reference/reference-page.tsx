import { Link, useSearch } from '@tanstack/react-router';
import { useOrgName, useReference, useSignedIn, useTableSets } from '../../../api/queries';
import { Page } from '../../../frame/page';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useSourceWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText, type Label } from '../../../text/text';
import { adminText } from '../admin.text';
import { CreditPanel } from './credit-panel';
import { ParksPanel } from './parks-panel';
import { RoutingPanel } from './routing-panel';
import { grouped, groupOf } from './table-groups';
import { TablePanel } from './table-panel';

/** Sets with a way of their own to be changed. */
const REGISTERS = ['routing', 'parks', 'credit'] as const;
/** Not for everybody to read. */
const PRIVATE: readonly string[] = ['parks', 'credit'];

/** The data by which procedures decide, with where it comes from; administrators change it here. */
export default function ReferencePage() {
  const t = useText(adminText);
  const label = useLabel();
  const me = useSignedIn();
  const search = useSearch({ from: '/shell/admin/reference' });
  const { data: tables = [], error } = useTableSets();
  const tabs = [
    ...REGISTERS.filter((one) => me.isAdmin || !PRIVATE.includes(one)).map((one) => ({
      set: one as string,
      name: t(`set.${one}`),
    })),
    ...tables.map(({ set, name }) => ({ set: set as string, name: label(name) })),
  ];
  const groups = grouped(tabs);
  const tab = tabs.find(({ set }) => set === search.set)?.set ?? 'routing';
  const table = tables.find(({ set }) => set === tab);
  return (
    <Page title={t('reference')}>
      <div>
        <nav className="tabs wrapping" aria-label={t('tableGroups')}>
          {groups.map(({ group, tables: [first] }) => (
            <TabLink key={group} set={first!.set} name={t(`tableGroup.${group}`)} current={groupOf(tab) === group} />
          ))}
        </nav>
        <nav className="tabs wrapping minor" aria-label={t('reference')}>
          {groups
            .find(({ group }) => group === groupOf(tab))
            ?.tables.map(({ set, name }) => (
              <TabLink key={set} set={set} name={name} current={set === tab} />
            ))}
        </nav>
      </div>
      <ProblemAlert error={error} />
      {table ? (
        <TablePanel key={tab} set={table} />
      ) : tab === 'parks' ? (
        <ParksPanel />
      ) : tab === 'credit' ? (
        <CreditPanel />
      ) : me.isAdmin ? (
        <RoutingPanel />
      ) : (
        <RoutingRows />
      )}
    </Page>
  );
}

function TabLink({ set, name, current }: { set: string; name: string; current: boolean }) {
  return (
    <Link
      to="/admin/reference"
      search={{ set }}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={current ? 'page' : undefined}
    >
      {name}
    </Link>
  );
}

interface Row {
  key?: string;
  reason?: Label;
  add?: string[];
  basis?: string;
  source: string;
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** The routing as everybody reads it. */
function RoutingRows() {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const sourceWords = useSourceWords();
  const { data = [], error } = useReference<Row>('routing');
  // A row that was taken back before its first day never held.
  const rows = data.filter(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveTo >= effectiveFrom);
  return (
    <>
      <ProblemAlert error={error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <caption role="status">{t('rows', { n: rows.length })}</caption>
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>{t('departments')}</th>
              <th>{t('basis')}</th>
              <th>{c('source')}</th>
              <th>{t('effective')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.key ?? at}>
                <td>{label(row.reason)}</td>
                <td>{row.add?.map(orgName).join('、')}</td>
                <td>{sourceWords(row.basis ?? '')}</td>
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
