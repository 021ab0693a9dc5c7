import { Input } from 'antd';
import { Field } from '../../parts/field';
import { useLabel, useText } from '../../text/text';
import { applicationText } from './application.text';
import type { Application } from './draft';

/** Every point that was asked, each with its answer. */
export function CorrectionsStep({
  correction,
  answers,
  onChange,
}: {
  correction: NonNullable<Application['correction']>;
  answers: Record<number, string>;
  onChange: (answers: Record<number, string>) => void;
}) {
  const t = useText(applicationText);
  const label = useLabel();
  return (
    <section className="card stack">
      <h2>{t('correctionTitle', { stage: label(correction.stageName) })}</h2>
      {correction.dueDay && <p className="note warn">{t('correctionDue', { day: correction.dueDay })}</p>}
      <p className="muted">{t('correctionHelp')}</p>
      <ol className="list-rows">
        {correction.points.map((point) => (
          <li key={point.number} className="list-row stack">
            <p>
              <strong>
                {t('point', { n: point.number })}
                {point.subject && `　${point.subject}`}
              </strong>
            </p>
            <p className="pre">{point.text}</p>
            <p className="muted">
              {[
                point.basis && t('basis', { basis: point.basis }),
                point.askedBy && t('askedBy', { org: point.askedBy }),
              ]
                .filter(Boolean)
                .join('　')}
            </p>
            <Field label={t('answer')} required>
              {(frame) => (
                <Input.TextArea
                  {...frame}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  maxLength={2000}
                  value={answers[point.number] ?? ''}
                  onChange={({ target }) => onChange({ ...answers, [point.number]: target.value })}
                />
              )}
            </Field>
          </li>
        ))}
      </ol>
    </section>
  );
}
