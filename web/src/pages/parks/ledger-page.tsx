import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { answer, api } from '../../api/client';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { today } from '../../text/time';
import { LedgerEntries } from './ledger-entries';
import { LedgerLines } from './ledger-lines';
import { parksText } from './parks.text';

/** 园区风险台账: what each park bears on a day, and from which projects. */
export default function LedgerPage() {
  const t = useText(parksText);
  const c = useText(commonText);
  const label = useLabel();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/parks' });
  const { data: parks } = useQuery({
    queryKey: ['parks'],
    queryFn: () => answer(api.GET('/api/v1/parks')),
    staleTime: 600_000,
  });
  const code = search.park ?? parks?.[0]?.code;
  const day = search.day ?? today();
  const { data, error } = useQuery({
    queryKey: ['parks', code, day],
    queryFn: () =>
      answer(api.GET('/api/v1/parks/{code}/ledger', { params: { path: { code: code! }, query: { day } } })),
    enabled: code !== undefined && day !== '',
    placeholderData: keepPreviousData,
  });
  const show = (change: { park?: string; day?: string }) =>
    void navigate({ to: '/parks', search: { ...search, ...change }, replace: true });
  return (
    <Page
      title={t('title')}
      actions={
        code && (
          <a href={`/api/v1/parks/${code}/ledger.xlsx?day=${day}`} download>
            {t('excel')}
          </a>
        )
      }
    >
      <p className="muted">{t('intro')}</p>
      <div className="row no-print">
        <label className="row">
          {t('park')}
          <select className="native" value={code ?? ''} onChange={({ target }) => show({ park: target.value })}>
            {parks?.map((park) => (
              <option key={park.code} value={park.code}>
                {label(park.name)}
              </option>
            ))}
          </select>
        </label>
        <label className="row">
          {t('day')}
          <Input
            type="date"
            style={{ width: 160 }}
            value={day}
            onChange={({ target }) => target.value !== '' && show({ day: target.value })}
          />
        </label>
      </div>
      <ProblemAlert error={error} />
      {!data && !error && <p className="empty">{c('loading')}</p>}
      {data && (
        <>
          {data.unknown.map((one) => (
            <p key={one.zh} className="note warn">
              {label(one)}
            </p>
          ))}
          <section className="card stack">
            <h2>{t('capacities')}</h2>
            <LedgerLines lines={data.lines} caption={`${label(data.park.name)} ${data.day}`} />
            <p className="muted">{t('source', { source: data.source })}</p>
          </section>
          <section className="card stack">
            <h2>{t('entries')}</h2>
            <LedgerEntries entries={data.entries} caption={t('entries')} />
          </section>
          {data.released.length > 0 && (
            <section className="card stack">
              <h2>{t('released')}</h2>
              <LedgerEntries entries={data.released} caption={t('released')} />
            </section>
          )}
          <section className="card stack">
            <h2>{t('underReview')}</h2>
            <LedgerEntries entries={data.underReview} caption={t('underReview')} />
          </section>
        </>
      )}
    </Page>
  );
}
