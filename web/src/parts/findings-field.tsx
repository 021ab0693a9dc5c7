import { Input } from 'antd';
import { useId } from 'react';
import { FINDING_NAMES, FINDINGS, type FindingRow } from '../../../workflows/processes/form-rows';
import type { FormField } from '../api/types';
import { defineText, useLabel, useText } from '../text/text';

const text = defineText({
  pick: ['请选择', 'Choose'],
  finding: ['结论：{question}', 'Finding: {question}'],
  note: ['说明：{question}', 'Note: {question}'],
  notePlaceholder: ['说明（可不填）', 'Note (optional)'],
  none: ['本部门没有需要逐项回答的问题。', 'No single questions for this department.'],
});

/** The questions of the review matrix that a department is asked, each with its finding and a note. */
export function FindingsField({
  field,
  rows,
  onChange,
  fault,
}: {
  field: FormField;
  rows: FindingRow[];
  onChange: (rows: FindingRow[]) => void;
  fault?: string | undefined;
}) {
  const t = useText(text);
  const label = useLabel();
  const id = useId();
  const set = (question: string, change: Partial<FindingRow>) => {
    const next = { question, ...rows.find((row) => row.question === question), ...change };
    const others = rows.filter((row) => row.question !== question);
    // A note belongs to a finding: without one there is no answer.
    onChange(next.finding ? [...others, next as FindingRow] : others);
  };
  return (
    <div className="field" role="group" aria-labelledby={id} data-fault={fault ? true : undefined}>
      <div className="field-label" id={id}>
        {label(field.name)}
      </div>
      {field.help && <div className="help">{label(field.help)}</div>}
      {field.questions.length === 0 && <p className="muted">{t('none')}</p>}
      <ol className="list-rows">
        {field.questions.map(({ code, name, basis }) => {
          const row = rows.find((one) => one.question === code);
          return (
            <li key={code} className="list-row stack">
              <div>
                {label(name)} <span className="muted">（{basis}）</span>
              </div>
              <div className="row">
                <select
                  className="native"
                  aria-label={t('finding', { question: label(name) })}
                  value={row?.finding ?? ''}
                  onChange={({ target }) =>
                    set(code, { finding: (target.value || undefined) as FindingRow['finding'] })
                  }
                >
                  <option value="">{t('pick')}</option>
                  {FINDINGS.map((finding) => (
                    <option key={finding} value={finding}>
                      {label(FINDING_NAMES[finding])}
                    </option>
                  ))}
                </select>
                <Input
                  style={{ flex: 1, minWidth: 160 }}
                  aria-label={t('note', { question: label(name) })}
                  placeholder={t('notePlaceholder')}
                  maxLength={2_000}
                  disabled={!row}
                  value={row?.note ?? ''}
                  onChange={({ target }) => set(code, { note: target.value })}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {fault && (
        <div className="fault" role="alert">
          {fault}
        </div>
      )}
    </div>
  );
}
