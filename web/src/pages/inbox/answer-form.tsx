import { App, Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import type { FormField, OfferedOutcome, TaskDetail } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { useKeys } from '../../frame/use-keys';
import { focusFirstFault } from '../../parts/field';
import { FormFieldInput } from '../../parts/form-fields';
import { KeptState } from '../../parts/kept-state';
import { answerOf } from '../../parts/kept-places';
import { partsText } from '../../parts/parts.text';
import { ProblemAlert } from '../../parts/problem-alert';
import { useKept } from '../../parts/use-kept';
import { useLabel, useText } from '../../text/text';
import { faultsOf, fieldsFor, isRequired, shownValues, demands, type Fault } from './answer-rules';
import { GatherRows } from './gather-rows';
import { useHeldProxies } from './use-held-proxies';
import { taskText } from './task.text';

const ReturnDialog = lazy(() => import('./return-dialog').then((m) => ({ default: m.ReturnDialog })));

const ROW_WORDS: Record<string, keyof typeof partsText> = {
  text: 'conditionText',
  owner: 'owner',
  dueDay: 'dueDay',
  checkPoint: 'checkPoint',
  name: 'name',
};

/** The outcome, what it demands, and the form of the stage. */
export function AnswerForm({
  task,
  onAnswered,
  actions,
  onShow,
}: {
  task: TaskDetail;
  onAnswered: () => void;
  actions: ReactNode;
  onShow: () => void;
}) {
  const t = useText(taskText);
  const p = useText(partsText);
  const label = useLabel();
  const { message } = App.useApp();
  const kept = useKept(answerOf(task.taskId));
  const { draft, restored, change, setValue, forget } = kept;
  const [tried, setTried] = useState(false);
  const [returning, setReturning] = useState<OfferedOutcome | null>(null);
  const [onBehalfOf, setOnBehalfOf] = useState<string | undefined>();
  const body = useRef<HTMLDivElement>(null);
  const [bar, setBar] = useState<Element | null>(null);
  useEffect(() => setBar(document.getElementById('answer-bar')), []);

  const chosen =
    task.outcomes.find(({ code }) => code === draft.outcome) ??
    (task.outcomes.length === 1 ? task.outcomes[0] : undefined);
  const fields = useMemo(() => fieldsFor(task, chosen), [task, chosen]);
  const faults = tried && chosen ? faultsOf(task, chosen, draft.values) : {};
  const attachments = (draft.values['documents'] as string[] | undefined) ?? [];

  const complete = useCommand(
    (values: { outcome: OfferedOutcome; form: Record<string, unknown>; seq: number }, key) =>
      answer(
        api.POST('/api/v1/tasks/{taskId}/complete', {
          params: { path: { taskId: task.taskId }, header: { 'Idempotency-Key': key } },
          body: {
            outcome: values.outcome.code,
            form: values.form as never,
            expectedSeq: values.seq,
            ...(attachments.length > 0 ? { attachments } : {}),
            ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
          },
        }),
      ),
    (_, { outcome }) => finish(outcome),
  );
  const finish = (outcome: OfferedOutcome) => {
    void message.success(t('submitted', { outcome: label(outcome.name) }));
    forget();
    onAnswered();
  };
  const submit = () => {
    onShow();
    setTried(true);
    if (!chosen) return focusFirstFault(body.current ?? document);
    if (chosen.kind === 'return') return setReturning(chosen);
    if (Object.keys(faultsOf(task, chosen, draft.values)).length > 0) return focusFirstFault(body.current ?? document);
    complete.mutate({ outcome: chosen, form: shownValues(task, chosen, draft.values), seq: task.case.seq });
  };
  const choose = (outcome: OfferedOutcome | undefined) => {
    if (!outcome) return;
    onShow();
    change({ outcome: outcome.code });
    requestAnimationFrame(() => document.getElementById(`outcome-${outcome.code}`)?.focus());
  };
  useKeys({
    e: () => choose(task.outcomes.find(({ tone }) => tone === 'positive') ?? task.outcomes[0]),
    r: () => {
      const back = task.outcomes.find(({ kind }) => kind === 'return');
      choose(back);
      if (back) setReturning(back);
    },
  });

  const inWords = (fault: Fault | undefined): string | undefined => {
    const outcome = label(chosen?.name);
    switch (fault?.kind) {
      case undefined:
        return undefined;
      case 'attachment':
        return t('needAttachment', { outcome });
      case 'row':
        return t('incompleteRow', {
          n: fault.row,
          fields: fault.lacks
            .map((key) => (key === 'text' && fault.field.type === 'points' ? p('pointText') : p(ROW_WORDS[key]!)))
            .join('、'),
        });
      case 'missing':
        if (fault.field.key === 'opinion') return t('needOpinion', { outcome });
        if (fault.field.type === 'conditions') return t('needConditions', { outcome });
        return t('needField', { outcome, field: label(fault.field.name) });
    }
  };
  const stale = isProblem(complete.error) && complete.error.code === 'case.stale';

  return (
    <div className="stack" ref={body}>
      {task.basis.length > 0 && (
        <p className="muted">
          {t('basis')}：{task.basis.join('；')}
        </p>
      )}
      {restored && <p className="note">{p('draftKept')}</p>}
      <ActingFor value={onBehalfOf} onChange={setOnBehalfOf} />
      <fieldset className="choices" data-fault={tried && !chosen ? true : undefined}>
        <legend>
          {t('outcome')}
          <span className="star" aria-hidden="true">
            {' '}
            *
          </span>
        </legend>
        {task.outcomes.map((outcome) => (
          <label key={outcome.code} className={`choice ${outcome.tone}`}>
            <input
              type="radio"
              name={`outcome-${task.taskId}`}
              id={`outcome-${outcome.code}`}
              checked={chosen?.code === outcome.code}
              onChange={() => change({ outcome: outcome.code })}
            />
            {label(outcome.name)}
          </label>
        ))}
      </fieldset>
      {tried && !chosen && (
        <p className="problem" role="alert">
          {t('pickOutcome')}
        </p>
      )}
      {demands(chosen, 'secondPerson') && <p className="note">{t('secondPerson')}</p>}
      {chosen?.kind !== 'return' &&
        fields.map((field) => (
          <FormFieldInput
            key={field.key}
            field={withOpinionWord(field, t('opinion'))}
            required={isRequired(field, chosen)}
            values={draft.values}
            onChange={setValue}
            fault={inWords(faults[field.key])}
            caseId={task.caseId}
            extra={<GatherRows task={task} field={field} values={draft.values} onChange={setValue} />}
          />
        ))}
      <KeptState {...kept} />
      {stale && <p className="note warn">{t('stale')}</p>}
      <ProblemAlert error={complete.error} fieldName={(field) => fieldLabel(fields, field, label)} />
      {bar &&
        createPortal(
          <>
            <Button
              type="primary"
              danger={chosen?.tone === 'negative' || chosen?.kind === 'return'}
              loading={complete.isPending}
              onClick={submit}
            >
              {chosen ? t('submit', { outcome: label(chosen.name) }) : t('submitNone')}
            </Button>
            {actions}
          </>,
          bar,
        )}
      {returning && (
        <Suspense>
          <ReturnDialog
            task={task}
            outcome={returning}
            attachments={attachments}
            onBehalfOf={onBehalfOf}
            onClose={(done) => {
              setReturning(null);
              if (!done) return;
              forget();
              onAnswered();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** An opinion that no form declares is simply called so. */
const withOpinionWord = (field: FormField, word: string): FormField =>
  field.name.zh === '意见' && field.key === 'opinion' ? { ...field, name: { zh: word, en: word } } : field;

/** `form.points[0].text` is told as the name of the field. */
function fieldLabel(fields: FormField[], path: string, label: (name: FormField['name']) => string): string {
  const key = /^form\.(\w+)/.exec(path)?.[1];
  const field = fields.find((one) => one.key === key);
  return field ? label(field.name) : '';
}

function ActingFor({ value, onChange }: { value: string | undefined; onChange: (id: string | undefined) => void }) {
  const t = useText(taskText);
  const { data: held = [] } = useHeldProxies();
  if (held.length === 0) return null;
  return (
    <label className="row">
      {t('actingFor')}
      <select className="native" value={value ?? ''} onChange={({ target }) => onChange(target.value || undefined)}>
        <option value="">{t('myself')}</option>
        {held.map(({ proxyId, principal, principalName }) => (
          <option key={proxyId} value={principal}>
            {t('onBehalf', { name: principalName })}
          </option>
        ))}
      </select>
    </label>
  );
}
