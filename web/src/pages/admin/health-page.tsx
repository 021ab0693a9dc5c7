import { useQuery } from '@tanstack/react-query';
import { Page } from '../../frame/page';
import { useText } from '../../text/text';
import { adminText } from './admin.text';

interface Readiness {
  status: string;
  mongo: { status: string; ms: number };
  temporal: { status: string; ms: number };
}

/** Whether the servers answer. */
export default function HealthPage() {
  const t = useText(adminText);
  // Asked for without the client: an answer of 503 is what this page is there to show.
  const { data } = useQuery({
    queryKey: ['health'],
    queryFn: async () => (await fetch('/api/v1/health/ready', { cache: 'no-store' })).json() as Promise<Readiness>,
    refetchInterval: 5000,
  });
  const parts = data
    ? ([
        ['database', data.mongo],
        ['engine', data.temporal],
      ] as const)
    : [];
  return (
    <Page title={t('health')}>
      {data && (
        <p className={data.status === 'ready' ? 'note good' : 'note warn'} role="status">
          {t(data.status === 'ready' ? 'ready' : 'notReady')}
        </p>
      )}
      <div className="figures">
        {parts.map(([name, part]) => (
          <div key={name} className={part.status === 'up' ? 'figure good' : 'figure bad'}>
            <strong>{t(part.status === 'up' ? 'up' : 'down')}</strong>
            {t(name)}
            {part.status === 'up' && <div className="muted">{t('answeredIn', { n: part.ms })}</div>}
          </div>
        ))}
      </div>
    </Page>
  );
}
