import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { CaseDetail } from '../../api/types';
import { ProblemAlert } from '../../parts/problem-alert';
import { useText } from '../../text/text';
import { ObligationCard } from './obligation-card';
import { obligationsText } from './obligations.text';

const PROCESSES = ['jointReview', 'projectLife', 'obligation'];

/** The conditions of a project, on the page of its review, of its life and of each condition. */
export function CaseObligations({ detail }: { detail: Pick<CaseDetail, 'caseId' | 'process'> }) {
  const t = useText(obligationsText);
  const { caseId } = detail;
  const { data = [], error } = useQuery({
    queryKey: ['case', caseId, 'obligations'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/obligations', { params: { path: { caseId } } })),
    enabled: PROCESSES.includes(detail.process),
  });
  if (data.length === 0) return <ProblemAlert error={error} />;
  return (
    <section className="stack">
      <h2>{t('ofProject')}</h2>
      {data.map((item) => (
        <ObligationCard key={item.caseId} item={item} here={item.caseId === caseId} />
      ))}
    </section>
  );
}
