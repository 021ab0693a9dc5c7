import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useLabel, useText } from '../../../text/text';
import { sendFile } from './send-file';
import type { TableSet } from './table-panel';
import { tablesText } from './tables.text';
import { usePartByPart } from './use-part-by-part';

type Part = components['schemas']['SetImpactDto'];

/** Screens the running cases with a table that is not published yet, part by part, and lists what would be found otherwise. */
export function LoadImpact({ set, file, effectiveFrom }: { set: TableSet; file: File; effectiveFrom: string }) {
  const t = useText(tablesText);
  const label = useLabel();
  const { start, error, found, busy } = usePartByPart<Part>();
  const begin = () =>
    start((cursor) => sendFile(set.set, 'impact', file, { effectiveFrom, ...(cursor === null ? {} : { cursor }) }));
  const rows =
    found?.items.flatMap(({ changes, ...one }) =>
      changes.map((change, at) => ({ ...one, change, at, of: changes.length })),
    ) ?? [];
  return (
    <section className="stack">
      <div className="row">
        <Button loading={busy} onClick={() => void begin()}>
          {t('impact')}
        </Button>
        <span className="muted">{t(`effect.${set.effect}`)}</span>
      </div>
      <ProblemAlert error={error} />
      {found?.last && error === null && (
        <p role="status">
          {!found.done
            ? t('impactBusy', { n: found.checked, all: found.running })
            : set.effect === 'screening'
              ? t('impactDone', { n: found.checked, found: found.items.length, drafts: found.last.drafts })
              : t('impactUntouched', { n: found.running, drafts: found.last.drafts })}
        </p>
      )}
      {rows.length > 0 && (
        <div className="table-wrap" tabIndex={0} style={{ maxHeight: 320, overflow: 'auto' }}>
          <table className="plain">
            <caption className="sr-only">{t('impactTable')}</caption>
            <thead>
              <tr>
                <th>{t('caseNo')}</th>
                <th>{t('state')}</th>
                <th>{t('found')}</th>
                <th>{t('now')}</th>
                <th>{t('then')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map(({ id, title, state, change, at, of }) => (
                <tr key={`${id}/${at}`}>
                  {at === 0 && (
                    <>
                      <td rowSpan={of}>
                        <Link to="/cases/$caseId" params={{ caseId: id }} target="_blank">
                          {id}
                        </Link>
                        <div className="muted">{title}</div>
                      </td>
                      <td rowSpan={of}>{t(state)}</td>
                    </>
                  )}
                  <td>{label(change.name)}</td>
                  <td>{change.before}</td>
                  <td>{change.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** More lines are not read; the count above says how many cases there are. */
const SHOWN = 500;
