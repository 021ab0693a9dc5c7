import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Spin } from 'antd';
import { answer, api } from '../../api/client';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { useText } from '../../text/text';
import { applicationText } from './application.text';
import type { Application } from './draft';
import SubmittedApplication from './submitted-application';
import { Wizard } from './wizard';

export default function ApplicationPage() {
  const t = useText(applicationText);
  const { id } = useParams({ from: '/shell/applications/$id' });
  const { step } = useSearch({ from: '/shell/applications/$id' });
  const { data, error } = useQuery({
    queryKey: ['application', id],
    queryFn: () => answer(api.GET('/api/v1/applications/{id}', { params: { path: { id } } })) as Promise<Application>,
    // The working copy lives on the page; a read in the background must not take the place of what is being typed.
    staleTime: Infinity,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
  if (error)
    return (
      <Page title={t('list')}>
        <ProblemAlert error={error} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('list')}>
        <p className="empty">
          <Spin />
        </p>
      </Page>
    );
  const title = data.title || t('untitled');
  // A submission that was broken off is sent again from where it was.
  if (!data.editable && data.state !== 'submitting')
    return (
      <Page
        title={title}
        actions={
          data.caseId && (
            <Link to="/cases/$caseId" params={{ caseId: data.caseId }}>
              {t('toCase')} {data.caseId}
            </Link>
          )
        }
      >
        <p className="note">{t('readOnly')}</p>
        <SubmittedApplication applicationId={id} />
      </Page>
    );
  return <Wizard key={`${id}/${data.correction?.taskId ?? ''}`} application={data} step={step} />;
}
