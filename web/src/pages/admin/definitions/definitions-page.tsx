import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../../api/client';
import { Page } from '../../../frame/page';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { day } from '../../../text/time';
import { definitionText } from './definition.text';

/** Every version of every procedure, and how many cases stand on it. */
export default function DefinitionsPage() {
  const t = useText(definitionText);
  const c = useText(commonText);
  const label = useLabel();
  const { data = [], error } = useQuery({
    queryKey: ['definitions'],
    queryFn: () => answer(api.GET('/api/v1/definitions')),
  });
  return (
    <Page
      title={t('title')}
      actions={
        <Link className="link-button" to="/admin/definitions/new">
          {t('newVersion')}
        </Link>
      }
    >
      <p className="muted">{t('intro')}</p>
      <ProblemAlert error={error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{c('procedure')}</th>
              <th>{t('version')}</th>
              <th>{c('status')}</th>
              <th>{t('effective')}</th>
              <th>{t('published')}</th>
              <th className="right">{t('running')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={`${row.code}/${row.version}`}>
                <td>
                  <Link
                    to="/admin/definitions/$code/$version"
                    params={{ code: row.code, version: String(row.version) }}
                  >
                    {label(row.name)}
                  </Link>
                </td>
                <td>{t('versionNo', { n: row.version })}</td>
                <td>
                  <span className={row.current ? 'badge good' : 'badge'}>
                    {t(row.current ? 'current' : row.status)}
                  </span>
                </td>
                <td className="number nowrap">
                  {row.effectiveFrom} – {row.effectiveTo ?? ''}
                </td>
                <td className="number nowrap">{day(row.publishedAt)}</td>
                <td className="right">{row.runningCases}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
