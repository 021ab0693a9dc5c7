import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { AttendanceRow, ConditionRow, FormField, FormValues, PointRow } from '../api/types';
import { commonText } from '../text/common.text';
import { useLabel, useText } from '../text/text';
import { DocumentList, UploadButton } from './documents';
import type { FindingRow } from '../../../workflows/processes/form-rows';
import { Field } from './field';
import { FindingsField } from './findings-field';
import { AttendanceField, ConditionsField, PointsField } from './list-fields';
import { Phrases } from './phrases';

/** One field of a form as its definition says; `fault` is what is wrong with it. */
export function FormFieldInput({
  field,
  required,
  values,
  onChange,
  fault,
  caseId,
  extra,
}: {
  field: FormField;
  required: boolean;
  values: FormValues;
  onChange: (key: string, value: unknown) => void;
  fault?: string | undefined;
  caseId: string;
  extra?: ReactNode;
}) {
  const c = useText(commonText);
  const label = useLabel();
  const value = values[field.key];
  const set = (next: unknown) => onChange(field.key, next);
  const list = { field, required, fault };
  switch (field.type) {
    case 'conditions':
      return (
        <>
          {extra}
          <ConditionsField {...list} rows={(value as Partial<ConditionRow>[] | undefined) ?? []} onChange={set} />
        </>
      );
    case 'points':
      return (
        <>
          {extra}
          <PointsField {...list} rows={(value as Partial<PointRow>[] | undefined) ?? []} onChange={set} />
        </>
      );
    case 'findings':
      return (
        <FindingsField field={field} rows={(value as FindingRow[] | undefined) ?? []} onChange={set} fault={fault} />
      );
    case 'attendance':
      return <AttendanceField {...list} rows={(value as Partial<AttendanceRow>[] | undefined) ?? []} onChange={set} />;
    case 'documents': {
      const ids = (value as string[] | undefined) ?? [];
      return (
        <div className="field" data-fault={fault ? true : undefined}>
          <div className="field-label">{label(field.name)}</div>
          <DocumentList ids={ids} onRemove={(id) => set(ids.filter((one) => one !== id))} />
          <UploadButton
            kind="other"
            caseId={caseId}
            onUploaded={({ documentId }) => set((known: string[] | undefined) => [...(known ?? []), documentId])}
          />
          {fault && <div className="fault">{fault}</div>}
        </div>
      );
    }
    case 'boolean':
      return (
        <Field label={label(field.name)} required={required} help={label(field.help)} basis={field.basis} fault={fault}>
          {(frame) => (
            <select
              {...frame}
              className="native"
              value={value === undefined ? '' : String(value)}
              onChange={({ target }) => set(target.value === '' ? undefined : target.value === 'true')}
            >
              <option value="" />
              <option value="true">{c('yes')}</option>
              <option value="false">{c('no')}</option>
            </select>
          )}
        </Field>
      );
    case 'choice':
      return (
        <Field label={label(field.name)} required={required} help={label(field.help)} basis={field.basis} fault={fault}>
          {(frame) => (
            <select
              {...frame}
              className="native"
              value={(value as string | undefined) ?? ''}
              onChange={({ target }) => set(target.value || undefined)}
            >
              <option value="" />
              {field.choices.map(({ code, name }) => (
                <option key={code} value={code}>
                  {label(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      );
    case 'longText': {
      const text = (value as string | undefined) ?? '';
      return (
        <Field
          label={label(field.name)}
          required={required}
          help={
            <span className="row">
              {label(field.help)}
              <Phrases text={text} onChange={set} />
            </span>
          }
          basis={field.basis}
          fault={fault}
        >
          {(frame) => (
            <Input.TextArea
              {...frame}
              autoSize={{ minRows: 3, maxRows: 14 }}
              maxLength={10_000}
              value={text}
              onChange={({ target }) => set(target.value)}
            />
          )}
        </Field>
      );
    }
    case 'text':
    case 'number':
    case 'date':
      return (
        <Field label={label(field.name)} required={required} help={label(field.help)} basis={field.basis} fault={fault}>
          {(frame) => (
            <Input
              {...frame}
              type={field.type}
              value={(value as string | number | undefined) ?? ''}
              onChange={({ target }) =>
                set(field.type === 'number' && target.value !== '' ? Number(target.value) : target.value)
              }
            />
          )}
        </Field>
      );
  }
}
