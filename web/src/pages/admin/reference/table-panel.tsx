import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Spin } from 'antd';
import { Fragment, useState } from 'react';
import { answer, api } from '../../../api/client';
import { useSignedIn } from '../../../api/queries';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useSourceWords } from '../../../parts/words';
import { usePreferences } from '../../../text/preferences';
import { useLabel, useText } from '../../../text/text';
import { today } from '../../../text/time';
import { LoadDialog } from './load-dialog';
import { tablesText } from './tables.text';
import { VersionsDialog } from './versions-dialog';

export type TableSet = components['schemas']['SetSummaryDto'];

const FORMATS = ['xlsx', 'csv', 'json'] as const;
/** Codes tell rows apart in files; a reader of the page does not need them. */
const isCode = (path: string): boolean => ['code', 'key', 'id', 'variant.code'].includes(path);
/** English names stand in files; whoever reads Chinese needs the room for other things. */
const isForOthers = (path: string, language: string): boolean => language === 'zh' && path.endsWith('.en');

/** A set of reference data as it stands on a day, to be fetched as a file and, by administrators, loaded anew. */
export function TablePanel({ set }: { set: TableSet }) {
  const t = useText(tablesText);
  const label = useLabel();
  const me = useSignedIn();
  const queries = useQueryClient();
  const sourceWords = useSourceWords();
  const { language } = usePreferences();
  const [on, setOn] = useState(today());
  const [q, setQ] = useState('');
  const [loading, setLoading] = useState(false);
  const [showingVersions, setShowingVersions] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['reference-sets', set.set, on, language],
    queryFn: () =>
      answer(api.GET('/api/v1/reference-sets/{set}', { params: { path: { set: set.set }, query: { on } } })),
    enabled: on !== '',
    placeholderData: keepPreviousData,
  });
  const shown = set.columns.flatMap((column, at) =>
    isCode(column.path) || isForOthers(column.path, language) ? [] : [{ ...column, at }],
  );
  const rows = data?.rows.filter(({ cells, source }) => `${cells.join(' ')} ${source}`.includes(q)) ?? [];
  return (
    <>
      <p className="muted">{t(`effect.${set.effect}`)}</p>
      <div className="row spread">
        <div className="row">
          <Input
            type="search"
            style={{ width: 220 }}
            aria-label={t('search')}
            placeholder={t('search')}
            value={q}
            onChange={({ target }) => setQ(target.value)}
          />
          <label className="row">
            {t('on')}
            <Input
              type="date"
              style={{ width: 160 }}
              title={t('onHelp')}
              value={on}
              onChange={({ target }) => setOn(target.value)}
            />
          </label>
        </div>
        <div className="row">
          {FORMATS.map((format) => (
            <Button
              key={format}
              href={`/api/v1/reference-sets/${set.set}/file?format=${format}&on=${on}`}
              aria-label={t('fetchAs', { format: format.toUpperCase() })}
              download
            >
              {t('fetchAs', { format: format.toUpperCase() })}
            </Button>
          ))}
          {me.isAdmin && (
            <>
              <Button onClick={() => setShowingVersions(true)}>{t('versions')}</Button>
              <Button type="primary" onClick={() => setLoading(true)}>
                {t('load')}
              </Button>
            </>
          )}
        </div>
      </div>
      <ProblemAlert error={error} />
      {!data && !error && <Spin />}
      {data && (
        <div className="card table-wrap" tabIndex={0}>
          <table className="plain">
            <caption role="status">{rows.length === 0 && q === '' ? t('none') : t('rows', { n: rows.length })}</caption>
            <thead>
              <tr>
                {shown.map(({ path, name }) => (
                  <th key={path}>{label(name)}</th>
                ))}
                <th style={{ minWidth: 160 }}>{t('source')}</th>
                <th>{t('effective')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  {shown.map(({ path, type, at }) => (
                    <td key={path} className={NUMBERS.includes(type) ? 'number' : ''}>
                      <CellText cell={row.cells[at] ?? null} type={type} />
                    </td>
                  ))}
                  <td>{sourceWords(row.source)}</td>
                  <td className="number nowrap">
                    {row.effectiveFrom} – {row.effectiveTo ?? ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {loading && (
        <LoadDialog
          set={set}
          onClose={(done) => {
            setLoading(false);
            if (!done) return;
            for (const queryKey of [['reference-sets'], ['reference'], ['definitions']])
              void queries.invalidateQueries({ queryKey });
          }}
        />
      )}
      {showingVersions && (
        <VersionsDialog
          set={set}
          onShow={(day) => {
            setOn(day);
            setShowingVersions(false);
          }}
          onClose={() => setShowingVersions(false)}
        />
      )}
    </>
  );
}

const NUMBERS: readonly string[] = ['number', 'whole', 'cas'];

/** One of several values is not broken in two. */
function CellText({ cell, type }: { cell: string | number | null; type: string }) {
  const sourceWords = useSourceWords();
  if (typeof cell !== 'string') return cell;
  if (type !== 'list') return sourceWords(cell);
  const parts = cell.split('；');
  return parts.map((part, at) => (
    <Fragment key={part}>
      <span className="nowrap">
        {part}
        {at < parts.length - 1 && '；'}
      </span>
      <wbr />
    </Fragment>
  ));
}
