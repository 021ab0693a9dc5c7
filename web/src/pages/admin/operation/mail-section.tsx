import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { answer, api } from '../../../api/client';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { minute } from '../../../text/time';
import { mailText } from './mail.text';

/** How mails go out, what was refused, and a mail to oneself as a trial. */
export function MailSection() {
  const t = useText(mailText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['mail'],
    queryFn: () => answer(api.GET('/api/v1/admin/mail')),
    refetchInterval: 10_000,
  });
  const test = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/admin/mail/test')),
    onSuccess: ({ address }) => message.success(t('testSent', { address })),
  });
  const retry = useMutation({
    mutationFn: (mailId: string) =>
      answer(api.POST('/api/v1/admin/mail/{mailId}/retry', { params: { path: { mailId } } })),
    onSuccess: () => {
      void message.success(t('retried'));
      return queries.invalidateQueries({ queryKey: ['mail'] });
    },
  });
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{t('title')}</h2>
        <Button loading={test.isPending} disabled={!data?.on} onClick={() => test.mutate()}>
          {t('test')}
        </Button>
      </div>
      <ProblemAlert error={error ?? test.error ?? retry.error} />
      {data && !data.on && <p className="muted">{t('off')}</p>}
      {data?.on && (
        <>
          {data.trouble ? (
            <p className="note warn">
              {t('trouble', { since: minute(data.trouble.since), message: data.trouble.message })}
            </p>
          ) : (
            <p className="note good">{t('good', { server: data.server ?? '' })}</p>
          )}
          <p className="muted">
            {t('figures', { waiting: data.waiting, refused: data.refused })}
            {data.lastSentAt !== null && ` ${t('lastSent', { time: minute(data.lastSentAt) })}`}
          </p>
        </>
      )}
      {data && data.undelivered.length > 0 && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('time')}</th>
                <th>{t('to')}</th>
                <th>{t('kind')}</th>
                <th>{c('status')}</th>
                <th>{t('answer')}</th>
                <th className="right">{t('attempts')}</th>
                <th>
                  <span className="sr-only">{t('retry')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.undelivered.map((mail) => (
                <tr key={mail.mailId}>
                  <td className="number nowrap">{minute(mail.createdAt)}</td>
                  <td>{mail.name}</td>
                  <td>{t(`kind.${mail.kind}`)}</td>
                  <td>
                    <span className={mail.state === 'refused' ? 'badge bad' : 'badge warn'}>
                      {t(`state.${mail.state}`)}
                    </span>
                  </td>
                  <td>{mail.reason}</td>
                  <td className="right">{mail.attempts}</td>
                  <td>
                    <Button
                      size="small"
                      aria-label={`${t('retry')} ${mail.name}`}
                      onClick={() => retry.mutate(mail.mailId)}
                    >
                      {t('retry')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
