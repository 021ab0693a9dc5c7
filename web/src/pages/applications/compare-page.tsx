import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { answer, api } from '../../api/client';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { applicationText } from './application.text';
import { ComparedValue } from './compared-value';

/** Two submissions side by side: only what differs. */
export default function ComparePage() {
  const t = useText(applicationText);
  const c = useText(commonText);
  const label = useLabel();
  const { id } = useParams({ from: '/shell/applications/$id/compare' });
  const { a = '1', b = '2' } = useSearch({ from: '/shell/applications/$id/compare' });
  const { data, error } = useQuery({
    queryKey: ['submitted', id, 'compare', a, b],
    queryFn: () =>
      answer(
        api.GET('/api/v1/applications/{id}/versions/{from}/compare/{to}', {
          params: { path: { id, from: Number(a), to: Number(b) } },
        }),
      ),
  });
  return (
    <Page
      title={t('compareTitle')}
      actions={
        <Link to="/applications/$id" params={{ id }}>
          {c('back')}
        </Link>
      }
    >
      <p className="muted">{t('comparing', { a, b })}</p>
      <ProblemAlert error={error} />
      {data && data.differences.length === 0 && <p className="card empty">{t('noDifference')}</p>}
      {data && data.differences.length > 0 && (
        <div className="card table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{t('field')}</th>
                <th>{c('status')}</th>
                <th>{t('before')}</th>
                <th>{t('after')}</th>
              </tr>
            </thead>
            <tbody>
              {data.differences.map((one) => (
                <tr key={`${one.path}/${one.kind}`}>
                  <td>{label(one.label)}</td>
                  <td>
                    <span className={`badge ${{ added: 'good', removed: 'bad', changed: 'warn' }[one.kind]}`}>
                      {t(`diff.${one.kind}`)}
                    </span>
                  </td>
                  <td>
                    <ComparedValue path={one.path} value={one.before} />
                  </td>
                  <td>
                    <ComparedValue path={one.path} value={one.after} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
