import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { caseText } from './case.text';

/** Checks the hash chain of the record. */
export function RecordCheck({ caseId, ended }: { caseId: string; ended: boolean }) {
  return (
    <div className="stack">
      <Chain caseId={caseId} />
      {ended && <Archive caseId={caseId} />}
    </div>
  );
}

/** The sealed archive, for those who may have it. */
function Archive({ caseId }: { caseId: string }) {
  const t = useText(caseText);
  const { data } = useQuery({
    queryKey: ['case', caseId, 'archive'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/archive', { params: { path: { caseId } } })),
    retry: false,
  });
  if (!data) return null;
  return (
    <section className="card stack">
      <h2>{t('archive')}</h2>
      <p className="muted">{t('archiveHelp')}</p>
      <dl className="facts">
        <dt>SHA-256</dt>
        <dd className="number">{data.sha256}</dd>
        <dt>{t('keepUntil')}</dt>
        <dd className="number">
          {data.keepUntil} <span className="muted">{data.basis}</span>
        </dd>
      </dl>
      <div>
        <a className="link-button" href={`/api/v1/cases/${encodeURIComponent(caseId)}/archive/content`} download>
          {t('archiveGet')}
        </a>
      </div>
    </section>
  );
}

function Chain({ caseId }: { caseId: string }) {
  const t = useText(caseText);
  const c = useText(commonText);
  const { data, error } = useQuery({
    queryKey: ['case', caseId, 'chain'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/chain', { params: { path: { caseId } } })),
  });
  return (
    <section className="card">
      <h2>{t('chain')}</h2>
      <div className="stack">
        <p className="muted">{t('chainHelp')}</p>
        <ProblemAlert error={error} />
        {!data && !error && <p className="muted">{c('loading')}</p>}
        {data && (
          <>
            <p className={data.intact ? 'note good' : 'problem'} role="status">
              {data.intact ? t('chainOk', { n: data.events }) : t('chainBroken', { fault: data.fault ?? '' })}
            </p>
            <dl className="facts">
              <dt>{t('head')}</dt>
              <dd className="number">{data.headHash}</dd>
            </dl>
          </>
        )}
      </div>
    </section>
  );
}
