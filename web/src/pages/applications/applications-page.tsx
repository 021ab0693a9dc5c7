import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button, Spin } from 'antd';
import { answer, api } from '../../api/client';
import { useSignedIn } from '../../api/queries';
import { isApplicant } from '../../frame/menu';
import { Page } from '../../frame/page';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { applicationText } from './application.text';

const TONES: Record<string, string> = { draft: '', submitting: 'warn', submitted: 'good', correcting: 'warn' };

/** The applications of the own enterprise. */
export default function ApplicationsPage() {
  const t = useText(applicationText);
  const c = useText(commonText);
  const me = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const list = useInfiniteQuery({
    queryKey: ['applications'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/applications', {
          params: { query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const create = useMutation({
    mutationFn: (copyOf: string | undefined) =>
      answer(api.POST('/api/v1/applications', { body: copyOf === undefined ? {} : { copyOf } })),
    onSuccess: ({ applicationId }) => navigate({ to: '/applications/$id', params: { id: applicationId } }),
  });
  const discard = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/applications/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['applications'] }),
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('list')}
      actions={
        isApplicant(me) && (
          <Button type="primary" loading={create.isPending} onClick={() => create.mutate(undefined)}>
            {t('create')}
          </Button>
        )
      }
    >
      <ProblemAlert error={list.error ?? create.error ?? discard.error} />
      {list.isPending && (
        <p className="empty">
          <Spin />
        </p>
      )}
      {list.isSuccess && rows.length === 0 && <p className="card empty">{t('none')}</p>}
      <ul className="list-rows">
        {rows.map((row) => (
          <li key={row.applicationId} className="card row spread">
            <div>
              <h2>
                <Link to="/applications/$id" params={{ id: row.applicationId }}>
                  {row.title || t('untitled')}
                </Link>
              </h2>
              <p className="muted">
                <span className={`badge ${TONES[row.state]}`}>{t(`state.${row.state}`)}</span> {row.orgName}{' '}
                <span className="nowrap">
                  {t('updated')} <span className="number">{minute(row.updatedAt)}</span>
                </span>
              </p>
            </div>
            <div className="row">
              {row.caseId && (
                <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                  {t('toCase')}&nbsp;<span className="number">{row.caseId}</span>
                </Link>
              )}
              <Button
                size="small"
                onClick={() => create.mutate(row.applicationId)}
                aria-label={`${t('copy')} ${row.title}`}
              >
                {t('copy')}
              </Button>
              {row.state === 'draft' && (
                <Button
                  size="small"
                  aria-label={`${t('discard')} ${row.title}`}
                  onClick={() =>
                    modal.confirm({
                      title: t('discard'),
                      content: t('discardAsk'),
                      okText: t('discard'),
                      cancelText: c('cancel'),
                      onOk: () => discard.mutateAsync(row.applicationId),
                    })
                  }
                >
                  {t('discard')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </Page>
  );
}
