import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { App, Button, Dropdown, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import { useCase, useSignedIn } from '../../api/queries';
import { applicationOf } from '../../api/types';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { CaseHead } from './case-head';
import { CASE_ACTS, type CaseAct } from './case-dialogs';
import CaseView from './case-view';
import { caseText } from './case.text';
import { hasLedger } from './has-ledger';
import { useObjections } from './objections';

const CaseDialog = lazy(() => import('./case-dialogs').then((m) => ({ default: m.CaseDialog })));

const VIEWS = [
  'overview',
  'application',
  'opinions',
  'ledger',
  'objections',
  'timeline',
  'diagram',
  'clocks',
  'record',
] as const;

/** A case on a page of its own. */
export default function CasePage() {
  const t = useText(caseText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { caseId } = useParams({ from: '/shell/cases/$caseId' });
  const { view = 'overview' } = useSearch({ from: '/shell/cases/$caseId' });
  const { data: detail, error } = useCase(caseId);
  const me = useSignedIn();
  const [act, setAct] = useState<CaseAct | null>(null);
  const { data: objections } = useObjections(detail);
  const watch = useMutation({
    mutationFn: (set: boolean) =>
      set
        ? answer(api.PUT('/api/v1/tasks/watched/{caseId}', { params: { path: { caseId } } }))
        : answer(api.DELETE('/api/v1/tasks/watched/{caseId}', { params: { path: { caseId } } })),
    onSuccess: (_, set) => {
      void message.success(t(set ? 'watching' : 'notWatching'));
      return Promise.all(
        ['case', 'counts', 'tasks', 'cases'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
    onError: (refused) => message.error(isProblem(refused) ? refused.message : String(refused)),
  });
  if (error) {
    return (
      <Page title={caseId}>
        <ProblemAlert error={error} />
      </Page>
    );
  }
  if (!detail) {
    return (
      <Page title={caseId}>
        <p className="empty">
          <Spin />
        </p>
      </Page>
    );
  }
  const acts = CASE_ACTS.filter((one) => detail.actions.includes(one));
  const views = VIEWS.filter(
    (one) =>
      (one !== 'application' || applicationOf(detail) !== undefined) &&
      (one !== 'ledger' || hasLedger(detail, me)) &&
      (one !== 'opinions' || detail.branches.length > 0) &&
      (one !== 'objections' || objections !== undefined),
  );
  const waiting = objections?.items.filter(({ state }) => state === 'received').length ?? 0;
  const yours = detail.openTasks.find((task) => task.yours);
  return (
    <Page
      title={detail.title}
      actions={
        <>
          {yours && (
            <Link className="link-button" to="/inbox" search={{ task: yours.taskId }}>
              {t('relatedTask')}
            </Link>
          )}
          <Button aria-pressed={detail.watched} loading={watch.isPending} onClick={() => watch.mutate(!detail.watched)}>
            {t(detail.watched ? 'unwatch' : 'watch')}
          </Button>
          <Button onClick={() => print()}>{c('print')}</Button>
          {acts.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{ items: acts.map((one) => ({ key: one, label: t(one), onClick: () => setAct(one) })) }}
            >
              <Button>{c('moreActions')} ▾</Button>
            </Dropdown>
          )}
        </>
      }
    >
      <CaseHead detail={detail} />
      <nav className="tabs" aria-label={detail.title}>
        {views.map((one) => (
          <Link
            key={one}
            to="/cases/$caseId"
            params={{ caseId }}
            search={one === 'overview' ? {} : { view: one }}
            activeProps={{}}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(`view.${one}`)}
            {one === 'objections' && waiting > 0 && <span className="dot-count">{waiting}</span>}
          </Link>
        ))}
      </nav>
      <CaseView detail={detail} view={view} />
      {act && (
        <Suspense>
          <CaseDialog detail={detail} act={act} onClose={() => setAct(null)} />
        </Suspense>
      )}
    </Page>
  );
}
