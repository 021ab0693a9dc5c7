import { Button, Input } from 'antd';
import { useId, type ReactNode } from 'react';
import { useOrgName } from '../api/queries';
import type { AttendanceRow, ConditionRow, FormField, PointRow } from '../api/types';
import { useLabel, useText } from '../text/text';
import { today } from '../text/time';
import { Field } from './field';
import { partsText } from './parts.text';

interface ListProps<Row> {
  field: FormField;
  rows: Partial<Row>[];
  onChange: (rows: Partial<Row>[]) => void;
  fault?: string | undefined;
  required: boolean;
}

/** Frame of the editors below: a heading, the rows, a button to add one. */
function RowList<Row>({
  field,
  rows,
  onChange,
  fault,
  required,
  add,
  rowName,
  children,
}: ListProps<Row> & {
  add: string;
  rowName: (n: number) => string;
  children: (row: Partial<Row>, set: (change: Partial<Row>) => void) => ReactNode;
}) {
  const t = useText(partsText);
  const label = useLabel();
  const id = useId();
  return (
    <div className="field" role="group" aria-labelledby={id} data-fault={fault ? true : undefined}>
      <div className="field-label" id={id}>
        {label(field.name)}
        {required && (
          <span className="star" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </div>
      {field.help && <div className="help">{label(field.help)}</div>}
      {field.basis && <div className="help">{field.basis}</div>}
      {rows.length === 0 && <p className="muted">{t('noneYet')}</p>}
      <ol className="list-rows">
        {rows.map((row, at) => (
          <li key={at} className="list-row stack">
            <div className="row spread">
              <strong>{rowName(at + 1)}</strong>
              <Button
                size="small"
                aria-label={t('removeRow', { row: rowName(at + 1) })}
                onClick={() => onChange(rows.filter((_, i) => i !== at))}
              >
                ✕
              </Button>
            </div>
            {children(row, (change) => onChange(rows.map((one, i) => (i === at ? { ...one, ...change } : one))))}
          </li>
        ))}
      </ol>
      {fault && (
        <div className="fault" role="alert">
          {fault}
        </div>
      )}
      <div>
        <Button onClick={() => onChange([...rows, {}])}>＋ {add}</Button>
      </div>
    </div>
  );
}

export function ConditionsField(props: ListProps<ConditionRow>) {
  const t = useText(partsText);
  const label = useLabel();
  const orgName = useOrgName();
  return (
    <RowList {...props} add={t('addCondition')} rowName={(n) => t('condition', { n })}>
      {(row, set) => (
        <>
          <Field label={t('conditionText')} required>
            {(frame) => (
              <Input.TextArea
                {...frame}
                autoSize={{ minRows: 2 }}
                value={row.text ?? ''}
                onChange={({ target }) => set({ text: target.value })}
              />
            )}
          </Field>
          <div className="grid2">
            <Field label={t('owner')} required help={t('ownerHelp')}>
              {(frame) => (
                <Input {...frame} value={row.owner ?? ''} onChange={({ target }) => set({ owner: target.value })} />
              )}
            </Field>
            <Field label={t('dueDay')} required>
              {(frame) => (
                <Input
                  {...frame}
                  type="date"
                  min={today()}
                  value={row.dueDay ?? ''}
                  onChange={({ target }) => set({ dueDay: target.value })}
                />
              )}
            </Field>
            <Field label={t('checkPoint')} required>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={row.checkPoint ?? ''}
                  onChange={({ target }) => set({ checkPoint: target.value })}
                >
                  <option value="">{t('pickCheckPoint')}</option>
                  {props.field.choices.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {label(name)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          {row.setBy && (
            <p className="muted">
              {t('askedBy')}：{orgName(row.setBy)}
            </p>
          )}
        </>
      )}
    </RowList>
  );
}

export function PointsField(props: ListProps<PointRow>) {
  const t = useText(partsText);
  const orgName = useOrgName();
  return (
    <RowList {...props} add={t('addPoint')} rowName={(n) => t('point', { n })}>
      {(row, set) => (
        <>
          <Field label={t('pointText')} required>
            {(frame) => (
              <Input.TextArea
                {...frame}
                autoSize={{ minRows: 2 }}
                value={row.text ?? ''}
                onChange={({ target }) => set({ text: target.value })}
              />
            )}
          </Field>
          <div className="grid2">
            <Field label={t('subject')}>
              {(frame) => (
                <Input {...frame} value={row.subject ?? ''} onChange={({ target }) => set({ subject: target.value })} />
              )}
            </Field>
            <Field label={t('pointBasis')}>
              {(frame) => (
                <Input {...frame} value={row.basis ?? ''} onChange={({ target }) => set({ basis: target.value })} />
              )}
            </Field>
          </div>
          {row.askedBy && (
            <p className="muted">
              {t('askedBy')}：{orgName(row.askedBy)}
            </p>
          )}
        </>
      )}
    </RowList>
  );
}

export function AttendanceField(props: ListProps<AttendanceRow>) {
  const t = useText(partsText);
  return (
    <RowList {...props} add={t('addPerson')} rowName={(n) => t('participant', { n })}>
      {(row, set) => (
        <div className="grid2">
          {(['name', 'org', 'post'] as const).map((key) => (
            <Field key={key} label={t(key === 'org' ? 'unit' : key)} required={key === 'name'}>
              {(frame) => (
                <Input {...frame} value={row[key] ?? ''} onChange={({ target }) => set({ [key]: target.value })} />
              )}
            </Field>
          ))}
        </div>
      )}
    </RowList>
  );
}
