import { Button } from 'antd';
import { answer, api } from '../../api/client';
import type { TaskDetail } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { TextField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { day, today } from '../../text/time';
import { taskText } from './task.text';

const DAY_MS = 86_400_000;
const AHEAD = [1, 3, 7, 14];

/** 跟进日期: when one wants to come back to the task. */
export function FollowUpDialog({ task, onClose }: { task: TaskDetail; onClose: () => void }) {
  const t = useText(taskText);
  const c = useText(commonText);
  const label = useLabel();
  const params = { path: { taskId: task.taskId } };
  return (
    <ActionDialog
      title={`${t('followUp')}：${label(task.stageName)}`}
      submit={c('save')}
      done={t('followUpSet')}
      initial={{ day: task.followUp ?? '' }}
      check={({ day: chosen }) => ({
        ...(chosen === '' ? { day: c('fillIn', { field: t('followUpDay') }) } : {}),
        ...(chosen !== '' && chosen < today() ? { day: t('followUpPast') } : {}),
      })}
      send={({ day: chosen }) => answer(api.PUT('/api/v1/tasks/{taskId}/follow-up', { params, body: { day: chosen } }))}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <p className="note">{t('followUpHelp')}</p>
          <TextField
            label={t('followUpDay')}
            type="date"
            value={values.day}
            onChange={(chosen) => set({ day: chosen })}
            fault={faults.day}
          />
          <div className="row">
            {AHEAD.map((n) => (
              <Button key={n} size="small" onClick={() => set({ day: day(Date.now() + n * DAY_MS) })}>
                {n === 1 ? t('followUpTomorrow') : t('followUpIn', { n })}
              </Button>
            ))}
          </div>
          {task.dueDay !== null && values.day > task.dueDay && (
            <p className="note warn" role="status">
              {t('followUpLate', { due: task.dueDay })}
            </p>
          )}
        </>
      )}
    </ActionDialog>
  );
}
