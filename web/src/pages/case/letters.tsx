import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { DocumentList } from '../../parts/documents';
import { useText } from '../../text/text';
import { caseText } from './case.text';

/** Letters issued in a case; one that was corrected says so. */
export function Letters({ caseId }: { caseId: string }) {
  const t = useText(caseText);
  const { data = [] } = useQuery({
    queryKey: ['case', caseId, 'letters'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/letters', { params: { path: { caseId } } })),
  });
  return (
    <>
      {data.map((letter) => (
        <section key={letter.code} className="card stack">
          <h2>{letter.title}</h2>
          <p>
            {t('letterNumber')}：{letter.number}　{letter.issuer}　<span className="number">{letter.issuedOn}</span>{' '}
            {letter.supersededBy && <span className="badge warn">{t('letterCorrected')}</span>}
          </p>
          <DocumentList ids={[letter.documentId]} />
        </section>
      ))}
    </>
  );
}
