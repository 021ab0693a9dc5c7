import type { components } from '../../../api/schema';
import { useText } from '../../../text/text';
import { registersText } from './registers.text';
import { tablesText } from './tables.text';

type Found = components['schemas']['SetPreviewDto'];

const TONES = { added: 'good', changed: 'info', removed: 'bad' } as const;

/** What a file changes, row by row and cell by cell, or what is wrong with it. */
export function LoadPreview({ found }: { found: Found }) {
  const t = useText(tablesText);
  const r = useText(registersText);
  if (found.problemCount > 0) return <Problems found={found} />;
  const { rows, added, changed, removed, changes, versions } = found;
  const sum = added + changed + removed;
  return (
    <section className="stack">
      <p role="status" className={`note ${sum > 0 ? 'good' : ''}`}>
        {sum === 0 ? t('same') : t('sums', { rows, added, changed, removed })}
        {changes.length < sum && ` ${t('changesMore', { n: changes.length })}`}
      </p>
      {changes.length > 0 && (
        <div className="table-wrap" tabIndex={0} style={{ maxHeight: 360, overflow: 'auto' }}>
          <table className="plain">
            <caption className="sr-only">{t('changeTable')}</caption>
            <thead>
              <tr>
                <th>{t('kind')}</th>
                <th>{t('row')}</th>
                <th>{t('column')}</th>
                <th>{t('before')}</th>
                <th>{t('after')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.flatMap(({ kind, key, name, cells }) =>
                cells.map((cell, at) => (
                  <tr key={`${kind}/${key}/${cell.column}`}>
                    {at === 0 && (
                      <>
                        <td rowSpan={cells.length}>
                          <span className={`badge ${TONES[kind]}`}>{t(`kind.${kind}`)}</span>
                        </td>
                        <td rowSpan={cells.length}>{name}</td>
                      </>
                    )}
                    <td className="nowrap">{cell.name}</td>
                    <td>{cell.before ?? (kind === 'added' ? '' : t('empty'))}</td>
                    <td>{cell.after ?? (kind === 'removed' ? '' : t('empty'))}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
      {versions.length > 0 && (
        <div className="note">
          {t('procedures')}
          <ul>
            {versions.map(({ version, basedOn, effectiveFrom, effectiveTo }) => (
              <li key={version}>
                {r('previewRow', {
                  version,
                  base: basedOn,
                  from: effectiveFrom,
                  to: effectiveTo === null ? '' : r('until', { day: effectiveTo }),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Problems({ found: { problems, problemCount } }: { found: Found }) {
  const t = useText(tablesText);
  return (
    <section className="stack">
      <p role="status" className="note bad">
        {t('problems', { n: problemCount })}
        {problems.length < problemCount && ` ${t('problemsMore', { n: problems.length })}`}
      </p>
      <div className="table-wrap" tabIndex={0} style={{ maxHeight: 360, overflow: 'auto' }}>
        <table className="plain">
          <caption className="sr-only">{t('problemTable')}</caption>
          <thead>
            <tr>
              <th>{t('line')}</th>
              <th>{t('column')}</th>
              <th>{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, column, name, detail }, at) => (
              <tr key={`${line}/${column}/${at}`}>
                <td className="number nowrap">{line ?? t('wholeFile')}</td>
                <td className="nowrap">{name}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
