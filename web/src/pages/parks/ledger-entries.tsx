import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema';
import { WindowedBody } from '../../parts/windowed-body';
import { useText } from '../../text/text';
import { parksText } from './parks.text';

type Entry = components['schemas']['LedgerEntryDto'];

/** Projects of a ledger; the case behind one opens for those who may see it. */
export function LedgerEntries({ entries, caption }: { entries: Entry[]; caption: string }) {
  const t = useText(parksText);
  if (entries.length === 0) return <p className="muted">{t('none')}</p>;
  const released = entries.some(({ releasedOn }) => releasedOn !== null);
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="plain">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th>{t('enterprise')}</th>
            <th>{t('project')}</th>
            <th>{t('kind')}</th>
            <th>{t('bookedOn')}</th>
            {released && <th>{t('releasedOn')}</th>}
            <th className="right">{t('sumR')}</th>
            <th className="right">{t('units')}</th>
            <th className="right">{t('population')}</th>
            <th className="right">{t('waste')}</th>
          </tr>
        </thead>
        <WindowedBody
          rows={entries}
          rowKey={({ key }) => key}
          columns={released ? 9 : 8}
          row={(entry) => (
            <>
              <td>{entry.enterprise}</td>
              <td>
                {entry.caseId ? (
                  <Link to="/cases/$caseId" params={{ caseId: entry.caseId }}>
                    {entry.project}
                  </Link>
                ) : (
                  entry.project
                )}
              </td>
              <td className="nowrap">{t(entry.kind === 'holding' ? 'kind.holding' : 'kind.case')}</td>
              <td className="number nowrap">{entry.bookedOn}</td>
              {released && (
                <td className="number nowrap">
                  {entry.releasedOn} <ReleasedFor code={entry.releasedFor} />
                </td>
              )}
              <td className="right">{entry.load.sumR}</td>
              <td className="right nowrap">{[1, 2, 3, 4].map((at) => entry.load.units[at as 1]).join(' / ')}</td>
              <td className="right">{entry.load.population}</td>
              <td className="right">{entry.load.wasteUnstated > 0 ? t('unstated') : entry.load.wasteT}</td>
            </>
          )}
        />
      </table>
    </div>
  );
}

function ReleasedFor({ code }: { code: string | null }) {
  const t = useText(parksText);
  const key = `release.${code ?? ''}`;
  return key in parksText ? <span className="badge">{t(key as keyof typeof parksText)}</span> : null;
}
