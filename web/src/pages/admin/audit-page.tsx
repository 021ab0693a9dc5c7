import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Spin } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { Page } from '../../frame/page';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { auditText, useActWord } from './audit.text';

/** Who did what, on cases and in the administration. */
export default function AuditPage() {
  const t = useText(auditText);
  const c = useText(commonText);
  const word = useActWord();
  const [of, setOf] = useState<'cases' | 'admin'>('cases');
  const [filter, setFilter] = useState({ target: '', from: '', to: '' });
  const [asked, setAsked] = useState(filter);
  const list = useInfiniteQuery({
    queryKey: ['audit', of, asked],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/admin/audit', {
          params: {
            query: {
              of,
              limit: 50,
              ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== '')),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('title')}>
      <form
        className="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(filter);
        }}
      >
        <select
          className="native"
          aria-label={t('title')}
          value={of}
          onChange={({ target }) => setOf(target.value as 'cases' | 'admin')}
        >
          <option value="cases">{t('ofCases')}</option>
          <option value="admin">{t('ofAdmin')}</option>
        </select>
        <Input
          style={{ width: 220 }}
          placeholder={t('target')}
          aria-label={t('target')}
          value={filter.target}
          onChange={({ target }) => setFilter({ ...filter, target: target.value.trim() })}
        />
        {(['from', 'to'] as const).map((key) => (
          <Input
            key={key}
            type="date"
            style={{ width: 160 }}
            aria-label={c(key)}
            value={filter[key]}
            onChange={({ target }) => setFilter({ ...filter, [key]: target.value })}
          />
        ))}
        <Button htmlType="submit">{c('search')}</Button>
      </form>
      <ProblemAlert error={list.error} />
      {list.isPending && (
        <p className="empty">
          <Spin />
        </p>
      )}
      {list.isSuccess && rows.length === 0 && <p className="card empty">{t('none')}</p>}
      {rows.length > 0 && (
        <div className="card table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('time')}</th>
                <th>{c('person')}</th>
                <th>{t('act')}</th>
                <th>{t('target')}</th>
                <th>{c('basis')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="number nowrap">{minute(row.at)}</td>
                  <td>{row.actorName}</td>
                  <td>{word(row.type)}</td>
                  <td className="number">
                    {row.seq === null ? (
                      row.target
                    ) : (
                      <Link to="/cases/$caseId" params={{ caseId: row.target }} search={{ view: 'timeline' }}>
                        {row.target}
                      </Link>
                    )}
                  </td>
                  <td>{row.basis}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton list={list} />
    </Page>
  );
}
