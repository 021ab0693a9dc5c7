import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { Empty, Page } from '../../frame/page';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { WindowedList } from '../../parts/windowed-list';
import { useText } from '../../text/text';
import { ObligationCard } from './obligation-card';
import { obligationsText } from './obligations.text';

/** About the height of a card with the room below it. */
const ROW_PX = 260;

/** Conditions that the enterprise has to meet, or that a department has set and checks. */
export default function ObligationsPage() {
  const t = useText(obligationsText);
  const [which, setWhich] = useState<'open' | 'closed'>('open');
  const list = useInfiniteQuery({
    // Begins with `cases`: what happens on a case is asked for anew.
    queryKey: ['cases', 'obligations', which],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/obligations', {
          params: { query: { which, limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('title')}>
      <p className="muted">{t('intro')}</p>
      <label className="row no-print">
        {t('which')}
        <select className="native" value={which} onChange={({ target }) => setWhich(target.value as 'open' | 'closed')}>
          <option value="open">{t('open')}</option>
          <option value="closed">{t('closed')}</option>
        </select>
      </label>
      <ProblemAlert error={list.error} />
      {list.isSuccess && items.length === 0 && <Empty>{t(which === 'open' ? 'none' : 'noneClosed')}</Empty>}
      {items.length > 0 && (
        <WindowedList
          className="card-rows"
          rows={items}
          rowKey={({ caseId }) => caseId}
          rowPx={ROW_PX}
          more={list.hasNextPage}
          row={(item) => <ObligationCard item={item} />}
        />
      )}
      <MoreButton list={list} />
    </Page>
  );
}
