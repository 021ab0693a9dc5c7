import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState, type ReactNode } from 'react';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { registersText } from './registers.text';
import { RevisionsDialog } from './revisions-dialog';

/**
 * A register that administrators keep row by row: what it is for, its rows with what can be done to each, a dialog to add or
 * change one, and every revision of a row.
 */
export function RegisterFrame<Row>({
  queryKey,
  load,
  set,
  help,
  add,
  empty,
  heads,
  wrapHeads = false,
  rowKey,
  nameOf,
  cells,
  dialog,
  changes,
}: {
  queryKey: readonly string[];
  load: () => Promise<Row[]>;
  /** Set of reference data under which the revisions lie. */
  set: string;
  help: string;
  add: string;
  empty?: string;
  heads: readonly ReactNode[];
  wrapHeads?: boolean;
  rowKey: (row: Row) => string;
  /** What a row is called for those who hear the page, and over its revisions. */
  nameOf: (row: Row) => string;
  /** The cells of a row but for the last, which holds what can be done to it. */
  cells: (row: Row) => ReactNode;
  dialog: (row: Row | null, known: readonly Row[], onClose: () => void) => ReactNode;
  /** What is asked for anew after a change. */
  changes: readonly (readonly string[])[];
}) {
  const t = useText(registersText);
  const c = useText(commonText);
  const queries = useQueryClient();
  const [editing, setEditing] = useState<{ row: Row | null } | null>(null);
  const [shown, setShown] = useState<Row | null>(null);
  const { data, error } = useQuery({ queryKey, queryFn: load });
  if (!data) return error ? <ProblemAlert error={error} /> : <Spin />;
  return (
    <>
      <div className="row spread">
        <p className="muted">{help}</p>
        <Button type="primary" onClick={() => setEditing({ row: null })}>
          {add}
        </Button>
      </div>
      {data.length === 0 && empty && <p className="card empty">{empty}</p>}
      {(data.length > 0 || !empty) && (
        <div className="card table-wrap" tabIndex={0}>
          <table className={wrapHeads ? 'plain wrap-head' : 'plain'}>
            <thead>
              <tr>
                {heads}
                <th>
                  <span className="sr-only">{c('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((row) => {
                const name = nameOf(row);
                return (
                  <tr key={rowKey(row)}>
                    {cells(row)}
                    <td className="nowrap">
                      <Button size="small" aria-label={`${c('edit')} ${name}`} onClick={() => setEditing({ row })}>
                        {c('edit')}
                      </Button>{' '}
                      <Button size="small" aria-label={t('historyOf', { name })} onClick={() => setShown(row)}>
                        {t('history')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {editing &&
        dialog(editing.row, data, () => {
          setEditing(null);
          for (const key of [queryKey.slice(0, 1), ['revisions'], ...changes])
            void queries.invalidateQueries({ queryKey: key });
        })}
      {shown && (
        <RevisionsDialog set={set} rowKey={rowKey(shown)} name={nameOf(shown)} onClose={() => setShown(null)} />
      )}
    </>
  );
}
