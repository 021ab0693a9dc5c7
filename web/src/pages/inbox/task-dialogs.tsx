import { answer, api } from '../../api/client';
import { useSignedIn } from '../../api/queries';
import type { TaskDetail } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { onTask } from '../../parts/kept-places';
import { PersonPicker } from '../../parts/person-picker';
import { isBlank, ReasonField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { taskText } from './task.text';

export const TASK_ACTS = ['transfer', 'delegate', 'addSigner', 'removeSigner', 'urge', 'recall'] as const;
export type TaskAct = (typeof TASK_ACTS)[number];

const TO_A_PERSON: TaskAct[] = ['transfer', 'delegate', 'addSigner'];

/** 转办, 委派, 加签, 减签, 催办, 撤回. */
export function TaskDialog({
  task,
  act,
  onClose,
}: {
  task: TaskDetail;
  act: TaskAct;
  onClose: (done: boolean) => void;
}) {
  const t = useText(taskText);
  const c = useText(commonText);
  const label = useLabel();
  const me = useSignedIn();
  const signers = task.case.openTasks.filter((one) => one.kind.startsWith('sign'));
  const path = { taskId: task.taskId };
  const help = act === 'transfer' || act === 'delegate' || act === 'recall' ? t(`${act}Help`) : '';
  const needsReason = act !== 'removeSigner';
  const reasonName = act === 'urge' ? t('urgeNote') : c('reason');
  return (
    <ActionDialog
      title={`${t(act)}：${label(task.stageName)}`}
      submit={t(act)}
      done={t('done')}
      initial={{
        person: '',
        where: 'before' as 'before' | 'after' | 'beside',
        reason: '',
        signer: signers[0]?.taskId ?? '',
      }}
      check={(v) => ({
        ...(TO_A_PERSON.includes(act) && v.person === '' ? { person: c('choose', { field: t('to') }) } : {}),
        ...(needsReason && isBlank(v.reason, act === 'urge' ? 1 : 2)
          ? { reason: c('fillIn', { field: reasonName }) }
          : {}),
        ...(act === 'removeSigner' && v.signer === '' ? { signer: c('choose', { field: t('signer') }) } : {}),
      })}
      send={(v, key) => {
        const params = { path, header: { 'Idempotency-Key': key } };
        switch (act) {
          case 'transfer':
            return answer(
              api.POST('/api/v1/tasks/{taskId}/transfer', { params, body: { to: v.person, reason: v.reason } }),
            );
          case 'delegate':
            return answer(
              api.POST('/api/v1/tasks/{taskId}/delegate', { params, body: { to: v.person, reason: v.reason } }),
            );
          case 'addSigner':
            return answer(
              api.POST('/api/v1/tasks/{taskId}/signers', {
                params,
                body: { person: v.person, where: v.where, reason: v.reason },
              }),
            );
          case 'removeSigner':
            return answer(
              api.DELETE('/api/v1/tasks/{taskId}/signers/{signerTaskId}', {
                params: { ...params, path: { ...path, signerTaskId: v.signer } },
              }),
            );
          case 'urge':
            return answer(api.POST('/api/v1/tasks/{taskId}/urge', { params, body: { note: v.reason } }));
          case 'recall':
            return answer(api.POST('/api/v1/tasks/{taskId}/recall', { params, body: { reason: v.reason } }));
        }
      }}
      onClose={onClose}
      {...(needsReason ? { keep: { place: onTask(task.taskId, act), keys: ['reason'] } } : {})}
    >
      {({ values, set, faults }) => (
        <>
          {help && <p className="note">{help}</p>}
          {TO_A_PERSON.includes(act) && (
            <PersonPicker
              label={t('to')}
              value={values.person}
              onChange={(person) => set({ person })}
              fault={faults.person}
              except={[me.personId]}
            />
          )}
          {act === 'addSigner' && (
            <Field label={t('where')} required>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.where}
                  onChange={({ target }) => set({ where: target.value as 'before' | 'after' | 'beside' })}
                >
                  {(['before', 'beside', 'after'] as const).map((where) => (
                    <option key={where} value={where}>
                      {t(where)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {act === 'removeSigner' && (
            <Field label={t('signer')} required fault={faults.signer}>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.signer}
                  onChange={({ target }) => set({ signer: target.value })}
                >
                  {signers.map((signer) => (
                    <option key={signer.taskId} value={signer.taskId}>
                      {signer.with.join('、')}（{label(signer.stageName)}）
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {needsReason && (
            <ReasonField
              label={reasonName}
              value={values.reason}
              onChange={(reason) => set({ reason })}
              fault={faults.reason}
              max={act === 'urge' ? 200 : 500}
            />
          )}
        </>
      )}
    </ActionDialog>
  );
}
