import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { answer, api } from '../../api/client';
import { useTask } from '../../api/queries';
import { applicationOf, type TaskDetail } from '../../api/types';
import { DueBadge } from '../../parts/due-badge';
import { ProblemAlert } from '../../parts/problem-alert';
import { useLabel, useText } from '../../text/text';
import { useOrgName, useSignedIn } from '../../api/queries';
import { CaseHead } from '../case/case-head';
import { caseText } from '../case/case.text';
import { hasLedger } from '../case/has-ledger';
import { useObjections } from '../case/objections';
import { AnswerForm } from './answer-form';
import { CaseObligations } from '../obligations/case-obligations';
import { inboxText } from './inbox.text';
import { TaskActions } from './task-actions';
import { taskText } from './task.text';

const CaseView = lazy(() => import('../case/case-view'));

const VIEWS = [
  'handle',
  'overview',
  'application',
  'objections',
  'opinions',
  'ledger',
  'timeline',
  'diagram',
  'clocks',
] as const;
type View = (typeof VIEWS)[number];

/** A task with everything around it. */
export function TaskPanel({
  taskId,
  onAnswered,
  onBack,
}: {
  taskId: string;
  onAnswered: () => void;
  onBack: () => void;
}) {
  const t = useText(inboxText);
  const { data: task, error } = useTask(taskId);
  const queries = useQueryClient();
  const unread = task?.unread;
  const markRead = useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/tasks/{taskId}/read', { params: { path: { taskId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
  const { mutate } = markRead;
  useEffect(() => {
    if (unread) mutate();
  }, [unread, mutate]);
  if (error) {
    return (
      <div className="scroll stack">
        <BackButton onBack={onBack} />
        <ProblemAlert error={error} />
      </div>
    );
  }
  if (!task) {
    return (
      <p className="empty" aria-label={t('title')}>
        <Spin />
      </p>
    );
  }
  return <LoadedTask task={task} onAnswered={onAnswered} onBack={onBack} />;
}

function BackButton({ onBack }: { onBack: () => void }) {
  const t = useText(inboxText);
  return (
    <div className="menu-toggle">
      <Button size="small" onClick={onBack}>
        ← {t('backToList')}
      </Button>
    </div>
  );
}

function LoadedTask({ task, onAnswered, onBack }: { task: TaskDetail; onAnswered: () => void; onBack: () => void }) {
  const label = useLabel();
  const orgName = useOrgName();
  const me = useSignedIn();
  const mine = task.outcomes.length > 0;
  const [view, setView] = useState<View>('handle');
  const { data: objections } = useObjections(task.case);
  const heading = useRef<HTMLHeadingElement>(null);
  // After an answer the focus would be lost with the old task.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const views = VIEWS.filter(
    (one) =>
      (one !== 'application' || applicationOf(task.case) !== undefined) &&
      (one !== 'ledger' || hasLedger(task.case, me)) &&
      (one !== 'objections' || objections !== undefined) &&
      (one !== 'opinions' || task.case.branches.length > 0),
  );
  const bar = <TaskActions task={task} />;
  return (
    <>
      <div className="scroll stack">
        <BackButton onBack={onBack} />
        <header className="stack" style={{ gap: 6 }}>
          <div className="row spread">
            <h2 ref={heading} tabIndex={-1}>
              {label(task.stageName)}
              {task.branch && `（${orgName(task.branch)}）`}：{task.title}
            </h2>
            <DueBadge {...task} />
          </div>
          <CaseHead detail={task.case} />
        </header>
        <ViewTabs views={views} view={view} onChange={setView} />
        <div role="tabpanel" id="task-view" aria-labelledby={`view-${view}`} className="stack">
          {view !== 'handle' && (
            <Suspense fallback={<Spin />}>
              <CaseView detail={task.case} view={view} />
            </Suspense>
          )}
          {view === 'handle' && task.process === 'obligation' && <CaseObligations detail={task.case} />}
          {view === 'handle' && !mine && <NotMine task={task} />}
          {/* Stays mounted so that nothing typed is lost while other views are read. */}
          {mine && (
            <div hidden={view !== 'handle'}>
              {isCorrection(task) ? (
                <CorrectionLink task={task} />
              ) : (
                <AnswerForm task={task} onAnswered={onAnswered} actions={bar} onShow={() => setView('handle')} />
              )}
            </div>
          )}
        </div>
      </div>
      {mine && !isCorrection(task) ? (
        <div id="answer-bar" className="action-bar" />
      ) : (
        <div className="action-bar">{bar}</div>
      )}
    </>
  );
}

/** 补正: answered in the application itself, point by point. */
const isCorrection = (task: TaskDetail): boolean =>
  applicationOf(task.case) !== undefined &&
  task.outcomes.some(({ code }) => code === 'resubmit') &&
  task.outcomes.length === 1;

function CorrectionLink({ task }: { task: TaskDetail }) {
  const t = useText(taskText);
  return (
    <div className="card stack">
      <h3>{t('correctTitle')}</h3>
      <p>{t('correctHelp')}</p>
      <div>
        <Link
          className="link-button"
          to="/applications/$id"
          params={{ id: applicationOf(task.case)! }}
          search={{ step: 'corrections' }}
        >
          {t('goCorrect')}
        </Link>
      </div>
    </div>
  );
}

function NotMine({ task }: { task: TaskDetail }) {
  const t = useText(taskText);
  const open = task.case.openTasks.find(({ taskId }) => taskId === task.taskId);
  if (task.status === 'done' || task.status === 'cancelled') return <p className="note">{t('closed')}</p>;
  if (task.status === 'waiting' || task.status === 'answered') {
    const names = task.asked.join('、');
    return <p className="note">{names ? t('waitingFor', { names }) : t('waiting')}</p>;
  }
  return <p className="note">{open ? t('notYours', { with: open.with.join('、') }) : t('closed')}</p>;
}

function ViewTabs({ views, view, onChange }: { views: readonly View[]; view: View; onChange: (view: View) => void }) {
  const t = useText(caseText);
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const next = views[(views.indexOf(view) + by + views.length) % views.length]!;
    onChange(next);
    document.getElementById(`view-${next}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" onKeyDown={move}>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`view-${one}`}
          aria-selected={one === view}
          aria-controls="task-view"
          tabIndex={one === view ? 0 : -1}
          onClick={() => onChange(one)}
        >
          {t(`view.${one}`)}
        </button>
      ))}
    </div>
  );
}
