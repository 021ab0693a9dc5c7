import type { components } from '../../api/schema';
import { useLabel, useText } from '../../text/text';
import { parksText } from './parks.text';

type Line = components['schemas']['LedgerLineDto'];

/** What a park bears against what it can bear; with `added` what a project puts on top. */
export function LedgerLines({
  lines,
  caption,
  added,
}: {
  lines: Line[];
  caption: string;
  added?: 'added' | 'addedAll';
}) {
  const t = useText(parksText);
  const label = useLabel();
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th>{t('measure')}</th>
            <th className="right">{t(added ? 'before' : 'now')}</th>
            {added && <th className="right">{t(added)}</th>}
            {added && <th className="right">{t('after')}</th>}
            <th className="right">{t('capacity')}</th>
            <th>{t('verdict')}</th>
            {added && <th>{t('arithmetic')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.measure}>
              <td>
                {label(line.name)} {label(line.unit) && <span className="muted">（{label(line.unit)}）</span>}
              </td>
              <td className="right">{line.before}</td>
              {added && <td className="right">{line.added}</td>}
              {added && <td className="right">{line.after}</td>}
              <td className="right">{line.capacity ?? <span className="muted">{t('notSet')}</span>}</td>
              <td className="nowrap">
                {line.passed ? (
                  <span className="badge bad">{t(line.passedBefore ? 'passedBefore' : 'passed')}</span>
                ) : (
                  line.capacity !== null && <span className="badge good">{t('within')}</span>
                )}
              </td>
              {added && <td>{label(line.arithmetic)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
