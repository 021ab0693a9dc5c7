import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Spin } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { Page } from '../../../frame/page';
import { MoreButton } from '../../../parts/more-button';
import { ProblemAlert } from '../../../parts/problem-alert';
import { WindowedBody } from '../../../parts/windowed-body';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { minute } from '../../../text/time';
import { ActorPicker } from '../reference/actor-picker';
import { ACTS, auditText, useActWord, useObjectWord } from './audit.text';

/** Who did what, on cases and in the administration. */
export default function AuditPage() {
  const t = useText(auditText);
  const c = useText(commonText);
  const word = useActWord();
  const object = useObjectWord();
  const [of, setOf] = useState<'cases' | 'admin'>('admin');
  const [filter, setFilter] = useState({ target: '', actor: '', type: '', from: '', to: '' });
  const [asked, setAsked] = useState(filter);
  // The record of all cases is too large to leaf through: it is searched by a case, a person or an act.
  const tooWide = of === 'cases' && asked.target === '' && asked.actor === '' && asked.type === '';
  const list = useInfiniteQuery({
    enabled: !tooWide,
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
          onChange={({ target }) => {
            setOf(target.value as 'cases' | 'admin');
            // The acts of the one are not those of the other.
            setFilter({ ...filter, type: '' });
            setAsked({ ...asked, type: '' });
          }}
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
        <ActorPicker value={filter.actor} onChange={(actor) => setFilter({ ...filter, actor })} />
        <select
          className="native"
          aria-label={t('act')}
          value={filter.type}
          onChange={({ target }) => setFilter({ ...filter, type: target.value })}
        >
          <option value="">{t('anyAct')}</option>
          {ACTS[of].map((type) => (
            <option key={type} value={type}>
              {word(type)}
            </option>
          ))}
        </select>
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
      {tooWide && <p className="card empty">{t('narrow')}</p>}
      {!tooWide && list.isPending && (
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
            <WindowedBody
              rows={rows}
              rowKey={({ id }) => id}
              columns={5}
              row={(row) => (
                <>
                  <td className="number nowrap">{minute(row.at)}</td>
                  <td>{row.actorName}</td>
                  <td>{word(row.type)}</td>
                  <td className="number">
                    {row.seq === null ? (
                      (row.targetName ?? object(row.type, row.target))
                    ) : (
                      <Link to="/cases/$caseId" params={{ caseId: row.target }} search={{ view: 'timeline' }}>
                        {row.target}
                      </Link>
                    )}
                  </td>
                  <td>{row.basis}</td>
                </>
              )}
            />
          </table>
        </div>
      )}
      <MoreButton list={list} />
    </Page>
  );
}
