import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Page } from '../../frame/page';
import { focusFirstFault } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { applicationText } from './application.text';
import { CheckStep } from './check-step';
import { CorrectionsStep } from './corrections-step';
import { plainPath, stepOf, STEPS, type Application, type PreCheck, type Step } from './draft';
import { DocumentsStep, EnterpriseStep, InstitutionsStep, ProjectStep } from './steps';
import { SubstancesStep } from './substances-step';
import { useDraft } from './use-draft';

/** The application step by step; what is typed is kept by itself. */
export function Wizard({ application, step: wanted }: { application: Application; step: string | undefined }) {
  const t = useText(applicationText);
  const navigate = useNavigate({ from: '/applications/$id' });
  const { draft, setDraft, keeping, keptAt, error, settle } = useDraft(application);
  const [check, setCheck] = useState<PreCheck | null>(null);
  const [answers, setAnswers] = useState<Record<number, string>>({});
  const steps: Step[] = application.correction ? ['corrections', ...STEPS] : [...STEPS];
  const step = steps.find((one) => one === wanted) ?? steps[0]!;
  const top = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const faults = useMemo(
    () => new Map((check?.problems ?? []).map(({ field, detail }) => [plainPath(field), detail])),
    [check],
  );
  const go = (next: Step) => void navigate({ search: { step: next }, replace: true });
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    top.current?.scrollIntoView({ block: 'start' });
    if (faults.size > 0 && step !== 'check') focusFirstFault();
  }, [step]);
  const countOf = (one: Step) => (check?.problems ?? []).filter(({ field }) => stepOf(field) === one).length;
  const at = steps.indexOf(step);
  const common = { draft, faults, onChange: setDraft };
  const status =
    keeping === 'kept'
      ? t('kept', { time: minute(keptAt).slice(11) })
      : keeping === 'keeping'
        ? t('keeping')
        : t('unkept');
  return (
    <Page
      title={draft.project?.name || t('untitled')}
      actions={
        <span role="status" className="muted">
          {status}
        </span>
      }
    >
      <div ref={top} />
      {keeping === 'conflict' ? (
        <p className="problem" role="alert">
          {t('conflict')}
        </p>
      ) : (
        <ProblemAlert error={error} />
      )}
      <nav aria-label={t('steps')}>
        <ol className="step-list">
          {steps.map((one, n) => (
            <li key={one}>
              <button type="button" aria-current={one === step ? 'step' : undefined} onClick={() => go(one)}>
                <span>
                  {n + 1}. {t(`step.${one}`)}
                </span>
                {countOf(one) > 0 && one !== 'check' && (
                  <span className="fault">{t('problemsHere', { n: countOf(one) })}</span>
                )}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {step === 'corrections' && application.correction && (
        <CorrectionsStep correction={application.correction} answers={answers} onChange={setAnswers} />
      )}
      {step === 'enterprise' && <EnterpriseStep {...common} />}
      {step === 'project' && <ProjectStep {...common} />}
      {step === 'substances' && <SubstancesStep {...common} />}
      {step === 'institutions' && <InstitutionsStep {...common} />}
      {step === 'documents' && <DocumentsStep {...common} />}
      {step === 'check' && (
        <CheckStep
          application={application}
          draft={draft}
          answers={answers}
          settle={settle}
          onChecked={setCheck}
          onFix={(field) => go(stepOf(field))}
          onAnswers={() => go('corrections')}
        />
      )}
      <div className="row spread">
        <Button disabled={at === 0} onClick={() => go(steps[at - 1]!)}>
          {t('previous')}
        </Button>
        {at < steps.length - 1 && (
          <Button type="primary" onClick={() => go(steps[at + 1]!)}>
            {t('next')}
          </Button>
        )}
      </div>
    </Page>
  );
}
