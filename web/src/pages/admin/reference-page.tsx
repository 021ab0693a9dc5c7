import { Link, useSearch } from '@tanstack/react-router';
import { useOrgName, useReference } from '../../api/queries';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText, type Label } from '../../text/text';
import { adminText } from './admin.text';

const SETS = ['routing', 'document-kinds', 'processes', 'chemicals', 'controlled-chemicals', 'roles'] as const;
type Set = (typeof SETS)[number];

interface Row {
  code?: string;
  key?: string;
  name?: Label;
  reason?: Label;
  add?: string[];
  cas?: string[];
  required?: boolean;
  basis?: string;
}

/** The data by which procedures decide, with where it comes from. */
export default function ReferencePage() {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const search = useSearch({ from: '/shell/admin/reference' });
  const set: Set = SETS.find((one) => one === search.set) ?? 'routing';
  const { data = [], error } = useReference<Row>(set);
  const has = (key: keyof Row) => data.some((row) => row[key] !== undefined);
  return (
    <Page title={t('reference')}>
      <nav className="tabs" aria-label={t('reference')}>
        {SETS.map((one) => (
          <Link
            key={one}
            to="/admin/reference"
            search={{ set: one }}
            activeProps={{}}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === set ? 'page' : undefined}
          >
            {t(`set.${one}`)}
          </Link>
        ))}
      </nav>
      <ProblemAlert error={error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <caption>{t('rows', { n: data.length })}</caption>
          <thead>
            <tr>
              <th>{t('name')}</th>
              {has('add') && <th>{t('departments')}</th>}
              {has('cas') && <th>{t('cas')}</th>}
              {has('required') && <th>{t('required')}</th>}
              {has('basis') && <th>{t('basis')}</th>}
            </tr>
          </thead>
          <tbody>
            {data.map((row, at) => (
              <tr key={row.code ?? row.key ?? at}>
                <td>{label(row.name ?? row.reason)}</td>
                {has('add') && <td>{row.add?.map(orgName).join('、')}</td>}
                {has('cas') && <td className="number">{row.cas?.join('、')}</td>}
                {has('required') && <td>{c(row.required ? 'yes' : 'no')}</td>}
                {has('basis') && <td>{row.basis}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
