import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { useForm, useOrgName } from '../../api/queries';
import type { BranchState, CaseDetail } from '../../api/types';
import { FormView } from '../../parts/form-view';
import { ProblemAlert } from '../../parts/problem-alert';
import { CodeBadge } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { caseText } from './case.text';
import { useDefinition } from './use-definition';

const ORDER = ['notStarted', 'draft', 'inReview', 'resting', 'ready'];

/** Departments × state: who is missing comes first. */
export function BranchMatrix({ detail }: { detail: CaseDetail }) {
  const t = useText(caseText);
  const c = useText(commonText);
  const orgName = useOrgName();
  const [open, setOpen] = useState<string | null>(null);
  const rows = [...detail.branches].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  if (rows.length === 0) return <p className="empty">{t('noBranches')}</p>;
  const done = rows.filter(({ state }) => state === 'ready').length;
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="plain">
        <caption>
          {t('signedOf', { done, all: rows.length })}　{t('matrixHelp')}
        </caption>
        <thead>
          <tr>
            <th>{c('department')}</th>
            <th>{c('status')}</th>
            <th>{t('opinion')}</th>
            <th>{c('due')}</th>
            <th>
              <span className="sr-only">{t('showOpinion')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.branch}>
              <tr>
                <td>{orgName(row.branch)}</td>
                <td>
                  <CodeBadge group="branch" code={row.state} />
                </td>
                <td>
                  <CodeBadge group="opinion" code={row.opinion} />
                </td>
                <td className="number nowrap">
                  {row.dueDay} {row.overdue && <span className="badge bad">{t('overdue')}</span>}
                </td>
                <td>
                  {row.formId && (
                    <Button
                      size="small"
                      aria-expanded={open === row.branch}
                      aria-label={`${t(open === row.branch ? 'hideOpinion' : 'showOpinion')} ${orgName(row.branch)}`}
                      onClick={() => setOpen(open === row.branch ? null : row.branch)}
                    >
                      {t(open === row.branch ? 'hideOpinion' : 'showOpinion')}
                    </Button>
                  )}
                </td>
              </tr>
              {open === row.branch && (
                <tr>
                  <td colSpan={5}>
                    <BranchOpinion caseId={detail.caseId} row={row} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BranchOpinion({ caseId, row }: { caseId: string; row: BranchState }) {
  return <FilledForm caseId={caseId} formId={row.formId} />;
}

/** A form as it was filled in. */
export function FilledForm({ caseId, formId }: { caseId: string; formId: string | null }) {
  const c = useText(commonText);
  const { data: definition } = useDefinition(caseId);
  const { data: form, error } = useForm(caseId, formId);
  if (error) return <ProblemAlert error={error} />;
  if (!form || !definition) return <p className="muted">{c('loading')}</p>;
  const fields = definition.forms.find(({ key }) => key === form.form)?.fields ?? [];
  const known = fields.some(({ key }) => key === 'opinion')
    ? fields
    : [...fields, { key: 'opinion', name: { zh: '意见', en: 'Opinion' }, type: 'longText' as const }];
  return <FormView fields={known} values={form.data as Record<string, unknown>} />;
}
