import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useLabel, useText } from '../../../text/text';
import { registersText } from './registers.text';
import { usePartByPart } from './use-part-by-part';

type Change = Omit<components['schemas']['PreviewImpactDto'], 'cursor'>;

/** Computes all running cases with a change that is not published yet, part by part, and lists what would move. */
export function ImpactPreview({ change }: { change: () => Change | null }) {
  const t = useText(registersText);
  const label = useLabel();
  const { start, error, found, busy } = usePartByPart<components['schemas']['ImpactPreviewDto']>();
  const begin = () => {
    const body = change();
    if (!body) return;
    void start((cursor) =>
      answer(api.POST('/api/v1/admin/reference-impact/preview', { body: { ...body, ...(cursor ? { cursor } : {}) } })),
    );
  };
  const rows =
    found?.items.flatMap(({ caseId, title, moved }) => moved.map((one) => ({ caseId, title, ...one }))) ?? [];
  return (
    <section className="stack">
      <div className="row">
        <Button loading={busy} onClick={begin}>
          {t('impact')}
        </Button>
        <span className="muted">{t('impactHelp')}</span>
      </div>
      <ProblemAlert error={error} />
      {found && error === null && (
        <p role="status">
          {found.done
            ? t('impactDone', { n: found.checked, moved: found.items.length })
            : t('impactBusy', { n: found.checked, all: found.running })}
        </p>
      )}
      {rows.length > 0 && (
        <div className="table-wrap" tabIndex={0} style={{ maxHeight: 320, overflow: 'auto' }}>
          <table className="plain">
            <caption className="sr-only">{t('impactTable')}</caption>
            <thead>
              <tr>
                <th>{t('caseNo')}</th>
                <th>{t('limit')}</th>
                <th>{t('dueBefore')}</th>
                <th>{t('dueAfter')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map((row) => (
                <tr key={`${row.caseId}/${row.clock}`}>
                  <td>
                    <Link
                      to="/cases/$caseId"
                      params={{ caseId: row.caseId }}
                      search={{ view: 'clocks' }}
                      target="_blank"
                    >
                      {row.caseId}
                    </Link>
                    <div className="muted">{row.title}</div>
                  </td>
                  <td>{label(row.name)}</td>
                  <td className="number nowrap">{row.from ?? '—'}</td>
                  <td className="number nowrap">{row.to ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** More lines are not read; the count above says how many there are. */
const SHOWN = 500;
