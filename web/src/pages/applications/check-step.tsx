import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { answer, api } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { Field } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { useText } from '../../text/text';
import { applicationText } from './application.text';
import type { Application, Draft, PreCheck } from './draft';
import { ScreeningResult } from './screening-panel';
import { useFieldName } from './field-names';

/** Pre-check with every fault and its rule; then the submission. */
export function CheckStep({
  application,
  draft,
  answers,
  settle,
  onChecked,
  onFix,
  onAnswers,
}: {
  application: Application;
  draft: Draft;
  answers: Record<number, string>;
  settle: () => Promise<number>;
  onChecked: (check: PreCheck) => void;
  onFix: (field: string) => void;
  onAnswers: () => void;
}) {
  const t = useText(applicationText);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fieldName = useFieldName(draft);
  const [check, setCheck] = useState<PreCheck | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [explanation, setExplanation] = useState('');
  const path = { id: application.applicationId };
  const { correction } = application;
  useEffect(() => {
    let current = true;
    settle()
      .then(() => answer(api.POST('/api/v1/applications/{id}/precheck', { params: { path } })))
      .then((found) => {
        if (!current) return;
        setCheck(found as PreCheck);
        onChecked(found as PreCheck);
      }, setError);
    return () => {
      current = false;
    };
  }, []);
  const submit = useCommand(
    async (_: { explanation: string; answers: Record<number, string> }, key) => {
      const version = await settle();
      const params = { path, header: { 'Idempotency-Key': key } };
      return correction
        ? answer(
            api.POST('/api/v1/applications/{id}/resubmit', {
              params,
              body: {
                version,
                ...(explanation.trim() === '' ? {} : { explanation: explanation.trim() }),
                answers: correction.points.map(({ number }) => ({ number, answer: (answers[number] ?? '').trim() })),
              },
            }),
          )
        : answer(api.POST('/api/v1/applications/{id}/submit', { params, body: { version } }));
    },
    (receipt) => {
      void message.success(t('submitted', { caseNo: receipt.caseNo }));
      queries.removeQueries({ queryKey: ['application', application.applicationId] });
      void navigate({ to: '/cases/$caseId', params: { caseId: receipt.caseId } });
    },
  );
  const unanswered = correction?.points.find(({ number }) => (answers[number] ?? '').trim() === '');
  if (error) return <ProblemAlert error={error} />;
  if (!check)
    return (
      <p className="empty">
        <Spin /> {t('checking')}
      </p>
    );
  return (
    <div className="with-side">
      <section className="card stack">
        {check.clean ? (
          <p className="note good" role="status">
            {t('clean')}
          </p>
        ) : (
          <>
            <p className="problem" role="alert">
              {t('problems', { n: check.problems.length })}
            </p>
            <ol className="list-rows">
              {check.problems.map((problem, at) => (
                <li key={at} className="list-row row spread">
                  <span style={{ flex: 1 }}>
                    <strong>{fieldName(problem.field)}</strong>
                    <br />
                    {problem.detail}
                  </span>
                  <Button
                    size="small"
                    aria-label={`${t('fix')} ${fieldName(problem.field)}`}
                    onClick={() => onFix(problem.field)}
                  >
                    {t('fix')}
                  </Button>
                </li>
              ))}
            </ol>
          </>
        )}
        {unanswered && (
          <p className="problem">
            {t('answerMissing', { n: unanswered.number })}{' '}
            <Button size="small" onClick={onAnswers}>
              {t('fix')}
            </Button>
          </p>
        )}
        {correction && (
          <Field label={t('explanation')}>
            {(frame) => (
              <Input.TextArea
                {...frame}
                autoSize={{ minRows: 2 }}
                maxLength={5000}
                value={explanation}
                onChange={({ target }) => setExplanation(target.value)}
              />
            )}
          </Field>
        )}
        <ProblemAlert error={submit.error} fieldName={fieldName} />
        <p className="muted">{t('submitHelp')}</p>
        <div>
          <Button
            type="primary"
            size="large"
            disabled={!check.clean || unanswered !== undefined}
            loading={submit.isPending}
            onClick={() => submit.mutate({ explanation, answers })}
          >
            {t(correction ? 'resubmit' : 'submit')}
          </Button>
        </div>
      </section>
      <section className="card">
        <h2>{t('screening')}</h2>
        <ScreeningResult screening={check.screening} />
      </section>
    </div>
  );
}
