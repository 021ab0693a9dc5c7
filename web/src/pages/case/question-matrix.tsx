import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ProblemAlert } from '../../parts/problem-alert';
import { CodeBadge } from '../../parts/words';
import { useLabel, useText } from '../../text/text';
import { caseText } from './case.text';

type Cell = components['schemas']['MatrixCellDto'];

/** Departments × questions: what is missing comes first. Only where the procedure asks single questions. */
export function QuestionMatrix({ caseId }: { caseId: string }) {
  const t = useText(caseText);
  const label = useLabel();
  const { data, error } = useQuery({
    queryKey: ['case', caseId, 'matrix'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/matrix', { params: { path: { caseId } } })),
    retry: false,
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data || data.questions.every(({ code }) => code === 'overall')) return null;
  const missing = data.cells.filter((cell) => cell.missing).length;
  const rank = (org: string) => data.departments.findIndex((one) => one.org === org);
  return (
    <section className="stack">
      <h2>{t('questions')}</h2>
      <div className="table-wrap" tabIndex={0}>
        <table className="plain">
          <caption>{t('questionsMissing', { missing, all: data.cells.length })}</caption>
          <thead>
            <tr>
              <th>{t('question')}</th>
              <th>{t('answers')}</th>
            </tr>
          </thead>
          <tbody>
            {data.questions.map((question) => (
              <tr key={question.code}>
                <th scope="row" style={{ fontWeight: 'normal', textAlign: 'left' }}>
                  {label(question.name)}
                  {question.basis && <div className="muted">{question.basis}</div>}
                </th>
                <td>
                  <ul className="stack" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
                    {data.cells
                      .filter((cell) => cell.question === question.code)
                      .sort((a, b) => Number(b.missing) - Number(a.missing) || rank(a.org) - rank(b.org))
                      .map((cell) => (
                        <li key={cell.org}>
                          {data.departments[rank(cell.org)]?.name} <CellMark cell={cell} />
                          {cell.note && <div className="muted">{cell.note}</div>}
                        </li>
                      ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function CellMark({ cell }: { cell: Cell }) {
  const t = useText(caseText);
  return (
    <>
      <CodeBadge group="branch" code={cell.state} />{' '}
      {cell.finding !== null ? (
        <CodeBadge group="finding" code={cell.finding} />
      ) : (
        cell.state === 'ready' && <span className="badge warn">{t('unanswered')}</span>
      )}
    </>
  );
}
