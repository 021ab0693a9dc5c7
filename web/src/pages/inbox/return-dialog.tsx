import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { OfferedOutcome, Preview, TaskDetail } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { onTask } from '../../parts/kept-places';
import { Phrases } from '../../parts/phrases';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank, ReasonField } from '../../parts/reason-field';
import { CodeBadge } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText, type Label } from '../../text/text';
import { useOrgName } from '../../api/queries';
import { taskText } from './task.text';

/** What the API's preview holds, as it is sent. */
interface FullPreview {
  stay: { branch: string; name: string; result: string }[];
  fall: { branch: string; name: string; result: string }[];
  closed: { taskId: string; stageName: Label; branch: string | null; how: string }[];
  opened: { stageName: Label; branch: string | null; with: string[] }[];
  told: string[];
  clocks: { name: Label; before: string | null; after: string | null }[];
}

/** 退回: where to, why, and before it is sent, what it does to the opinions of others. */
export function ReturnDialog({
  task,
  outcome,
  attachments,
  onBehalfOf,
  onClose,
}: {
  task: TaskDetail;
  outcome: OfferedOutcome;
  attachments: string[];
  onBehalfOf: string | undefined;
  onClose: (done: boolean) => void;
}) {
  const t = useText(taskText);
  const c = useText(commonText);
  const label = useLabel();
  const stageName = (code: string) => label(task.case.visits.find(({ stage }) => stage === code)?.name);
  const targets = [...new Set(outcome.targets)].filter((code) => stageName(code) !== '');
  const needsTarget = targets.length > 0;
  const common = {
    outcome: outcome.code,
    expectedSeq: task.case.seq,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
  return (
    <ActionDialog
      title={label(outcome.name)}
      submit={t('send')}
      danger
      width={640}
      done={t('submitted', { outcome: label(outcome.name) })}
      initial={{ reason: '', stage: needsTarget ? targets[0]! : '' }}
      check={(v) => (isBlank(v.reason, 2) ? { reason: c('fillIn', { field: t('returnReason') }) } : {})}
      send={(v, key) =>
        answer(
          api.POST('/api/v1/tasks/{taskId}/complete', {
            params: { path: { taskId: task.taskId }, header: { 'Idempotency-Key': key } },
            body: {
              ...common,
              form: { opinion: v.reason.trim() } as never,
              ...(needsTarget ? { target: { stage: v.stage } } : {}),
            },
          }),
        )
      }
      onClose={onClose}
      keep={{ place: onTask(task.taskId, `return.${outcome.code}`), keys: ['reason'] }}
    >
      {({ values, set, faults }) => (
        <>
          {needsTarget && (
            <Field label={t('returnTo')} required>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.stage}
                  onChange={({ target }) => set({ stage: target.value })}
                >
                  {targets.map((code) => (
                    <option key={code} value={code}>
                      {stageName(code)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <ReturnPreview
            taskId={task.taskId}
            body={{ ...common, ...(needsTarget ? { target: { stage: values.stage } } : {}) }}
          />
          <ReasonField
            label={t('returnReason')}
            value={values.reason}
            onChange={(reason) => set({ reason })}
            fault={faults.reason}
            max={2000}
          />
          <div>
            <Phrases text={values.reason} onChange={(reason) => set({ reason })} />
          </div>
        </>
      )}
    </ActionDialog>
  );
}

function ReturnPreview({
  taskId,
  body,
}: {
  taskId: string;
  body: { outcome: string; onBehalfOf?: string; target?: { stage: string } };
}) {
  const t = useText(taskText);
  const label = useLabel();
  const orgName = useOrgName();
  const { data, error } = useQuery({
    queryKey: ['preview', taskId, body],
    queryFn: () =>
      answer(
        api.POST('/api/v1/tasks/{taskId}/preview', { params: { path: { taskId } }, body }),
      ) as Promise<Preview> as unknown as Promise<FullPreview>,
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <p className="muted">{t('previewLoading')}</p>;
  const place = (name: Label, branch: string | null) => `${branch ? `${orgName(branch)} ` : ''}${label(name)}`;
  const opinions = (list: FullPreview['stay']) =>
    list.length === 0 ? (
      t('noneOf')
    ) : (
      <span className="row" style={{ gap: '2px 14px' }}>
        {list.map((one) => (
          <span key={one.branch} className="nowrap">
            {one.name} <CodeBadge group="opinion" code={one.result} />
          </span>
        ))}
      </span>
    );
  return (
    <section className="note warn" aria-label={t('preview')}>
      <h3>{t('preview')}</h3>
      <dl className="facts">
        <dt>{t('fall')}</dt>
        <dd>{opinions(data.fall)}</dd>
        <dt>{t('stay')}</dt>
        <dd>{opinions(data.stay)}</dd>
        <dt>{t('closedTasks')}</dt>
        <dd>{data.closed.map((one) => place(one.stageName, one.branch)).join('、') || t('noneOf')}</dd>
        <dt>{t('openedTasks')}</dt>
        <dd>
          {data.opened.map((one) => `${place(one.stageName, one.branch)}（${one.with.join('、')}）`).join('、') ||
            t('noneOf')}
        </dd>
        {data.clocks.length > 0 && (
          <>
            <dt>{t('clocksMoved')}</dt>
            <dd>
              {data.clocks.map((one) => (
                <div key={label(one.name)}>
                  {label(one.name)}：<span className="number">{one.before ?? '—'}</span> →{' '}
                  <span className="number">{one.after ?? '—'}</span>
                </div>
              ))}
            </dd>
          </>
        )}
        {data.told.length > 0 && (
          <>
            <dt>{t('told')}</dt>
            <dd>{data.told.join('、')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
