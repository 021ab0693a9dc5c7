import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import type { TaskDetail } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { caseText } from '../case/case.text';
import type { CaseAct } from '../case/case-dialogs';
import type { TaskAct } from './task-dialogs';
import { taskText } from './task.text';

const TaskDialog = lazy(() => import('./task-dialogs').then((m) => ({ default: m.TaskDialog })));
const FollowUpDialog = lazy(() => import('./follow-up-dialog').then((m) => ({ default: m.FollowUpDialog })));
const CaseDialog = lazy(() => import('../case/case-dialogs').then((m) => ({ default: m.CaseDialog })));

const ON_TASK: TaskAct[] = ['addSigner', 'removeSigner', 'transfer', 'delegate', 'urge', 'recall'];
const ON_CASE: CaseAct[] = [
  'comment',
  'copy',
  'setPriority',
  'withdraw',
  'terminate',
  'reopen',
  'recuse',
  'handOver',
  'migrate',
];

/** Everything else that may be done, as the server offers it to this person now. */
export function TaskActions({ task }: { task: TaskDetail }) {
  const t = useText(taskText);
  const s = useText(caseText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const [taskAct, setTaskAct] = useState<TaskAct | null>(null);
  const [caseAct, setCaseAct] = useState<CaseAct | null>(null);
  const claim = useCommand(
    (kind: 'claim' | 'release', key) => {
      const params = { path: { taskId: task.taskId }, header: { 'Idempotency-Key': key } };
      return answer(
        kind === 'claim'
          ? api.POST('/api/v1/tasks/{taskId}/claim', { params, body: {} })
          : api.POST('/api/v1/tasks/{taskId}/release', { params, body: {} }),
      );
    },
    (_, kind) => void message.success(t(kind === 'claim' ? 'claimed' : 'released')),
  );
  const take = (kind: 'claim' | 'release') =>
    claim.mutate(kind, {
      onError: (error) => void message.error(isProblem(error) ? error.message : String(error)),
    });
  const [following, setFollowing] = useState(false);
  const clear = useCommand(
    (taskId: string) => answer(api.DELETE('/api/v1/tasks/{taskId}/follow-up', { params: { path: { taskId } } })),
    () => void message.success(t('followUpCleared')),
  );
  const live = task.status !== 'done' && task.status !== 'cancelled';
  const offered = ON_TASK.filter((act) => task.actions.includes(act));
  const onCase = ON_CASE.filter((act) => task.case.actions.includes(act));
  return (
    <>
      {task.actions.includes('claim') && (
        <Button loading={claim.isPending} onClick={() => take('claim')}>
          {t('claim')}
        </Button>
      )}
      {task.actions.includes('release') && (
        <Button loading={claim.isPending} onClick={() => take('release')}>
          {t('release')}
        </Button>
      )}
      {offered.map((act) => (
        <Button key={act} onClick={() => setTaskAct(act)}>
          {t(act)}
        </Button>
      ))}
      {live && (
        <Button onClick={() => setFollowing(true)}>
          {task.followUp ? t('followUpChange', { day: task.followUp }) : t('followUp')}
        </Button>
      )}
      {task.followUp && (
        <Button loading={clear.isPending} onClick={() => clear.mutate(task.taskId)}>
          {t('followUpClear')}
        </Button>
      )}
      {onCase.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: onCase.map((act) => ({ key: act, label: s(act), onClick: () => setCaseAct(act) })) }}
        >
          <Button>{c('moreActions')} ▾</Button>
        </Dropdown>
      )}
      <Suspense>
        {following && <FollowUpDialog task={task} onClose={() => setFollowing(false)} />}
        {taskAct && <TaskDialog task={task} act={taskAct} onClose={() => setTaskAct(null)} />}
        {caseAct && <CaseDialog detail={task.case} act={caseAct} onClose={() => setCaseAct(null)} />}
      </Suspense>
    </>
  );
}
