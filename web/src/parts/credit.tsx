import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { defineText, useLabel, useText } from '../text/text';

const text = defineText({
  good: ['信用优良', 'Good credit'],
  listed: ['失信名单', 'Listed for dishonesty'],
  title: ['企业信用', 'Credit of the enterprise'],
  basis: ['依据：{basis}', 'Basis: {basis}'],
  decided: ['{by} 认定，{from} 起', 'By {by}, from {from}'],
  decidedUntil: ['{by} 认定，{from} 至 {until}', 'By {by}, from {from} to {until}'],
  rule: [
    '信用优良的，仅在同等条件下优先；列入名单不影响申报和受理。',
    'Good credit goes first only among equals; a list bars nobody from applying.',
  ],
});

const TONES: Record<string, string> = { good: 'badge good', listed: 'badge bad' };

/** The mark alone, for lists. */
export function CreditBadge({ mark }: { mark: string | null }) {
  const t = useText(text);
  return mark === 'good' || mark === 'listed' ? <span className={TONES[mark]}>{t(mark)}</span> : null;
}

/** What the credit lists say of an enterprise today, with its basis; nothing where they say nothing. */
export function CreditCard({ org }: { org: string }) {
  const t = useText(text);
  const label = useLabel();
  const { data } = useCredit(org);
  if (!data || data.entries.length === 0) return null;
  return (
    <section className="card stack">
      <h2>
        {t('title')} <CreditBadge mark={data.mark} />
      </h2>
      <ul className="stack" style={{ margin: 0, paddingLeft: 20 }}>
        {data.entries.map((entry) => (
          <li key={`${entry.list}-${entry.from}`}>
            <strong>{label(entry.name)}</strong>：{label(entry.reason)}
            <div className="muted">
              {t('basis', { basis: entry.basis })}　
              {entry.until === null
                ? t('decided', { by: entry.decidedBy, from: entry.from })
                : t('decidedUntil', { by: entry.decidedBy, from: entry.from, until: entry.until })}
            </div>
          </li>
        ))}
      </ul>
      <p className="muted">{t('rule')}</p>
    </section>
  );
}

/** The mark beside the name of an enterprise. */
export function CreditOf({ org }: { org: string }) {
  const { data } = useCredit(org);
  return <CreditBadge mark={data?.mark ?? null} />;
}

function useCredit(org: string) {
  return useQuery({
    queryKey: ['credit', org],
    queryFn: () => answer(api.GET('/api/v1/credit/{org}', { params: { path: { org } } })),
    staleTime: 300_000,
    // Who may not ask (an expert) sees no mark.
    retry: false,
  });
}
