import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { LedgerEntries } from './ledger-entries';
import { LedgerLines } from './ledger-lines';
import { parksText } from './parks.text';

/** What a project does to the ledger of its park, for the officers who decide. */
export default function LedgerEffect({ caseId }: { caseId: string }) {
  const t = useText(parksText);
  const c = useText(commonText);
  const label = useLabel();
  const { data, error } = useQuery({
    queryKey: ['case', caseId, 'ledger-effect'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/ledger-effect', { params: { path: { caseId } } })),
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <p className="empty">{c('loading')}</p>;
  const over = data.lines.filter(({ passed }) => passed).map(({ name }) => label(name));
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{t('effect')}</h2>
        <a className="no-print" href={`/api/v1/cases/${caseId}/meeting-material.pdf`} download>
          {t('material')}
        </a>
      </div>
      {data.park === null ? (
        <p>{data.without === 'outsidePark' ? t('outsidePark') : t('noLedger', { park: data.named ?? '' })}</p>
      ) : (
        <>
          <p>
            {t('effectHelp', { park: label(data.park.name), day: data.day, version: data.applicationVersion })}{' '}
            {data.provisional && <span className="badge warn">{t('provisional')}</span>}
          </p>
          <p>
            <span className={over.length > 0 ? 'badge bad' : 'badge good'}>
              {over.length > 0 ? t('wouldPass', { names: over.join('、') }) : t('wouldNotPass')}
            </span>
          </p>
          <LedgerLines lines={data.lines} caption={t('effect')} added="added" />
          {data.others.length > 0 && (
            <>
              <h3>{t('withOthers')}</h3>
              <LedgerEntries entries={data.others} caption={t('underReview')} />
              <LedgerLines lines={data.withOthers} caption={t('withOthers')} added="addedAll" />
            </>
          )}
        </>
      )}
    </section>
  );
}
