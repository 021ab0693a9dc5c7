import { Input } from 'antd';
import { commonText } from '../text/common.text';
import { useText } from '../text/text';
import { Field } from './field';

export function ReasonField({
  value,
  onChange,
  fault,
  label,
  help,
  rows = 3,
  max = 500,
  required = true,
}: {
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
  label?: string;
  help?: string;
  rows?: number;
  max?: number;
  required?: boolean;
}) {
  const c = useText(commonText);
  return (
    <Field label={label ?? c('reason')} required={required} fault={fault} help={help ?? c('reasonHelp')}>
      {(frame) => (
        <Input.TextArea
          {...frame}
          autoSize={{ minRows: rows, maxRows: 10 }}
          maxLength={max}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

export function TextField({
  value,
  onChange,
  fault,
  label,
  help,
  required = true,
  type = 'text',
}: {
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
  label: string;
  help?: string;
  required?: boolean;
  type?: 'text' | 'date' | 'number' | 'email' | 'tel' | 'password';
}) {
  return (
    <Field label={label} required={required} fault={fault} help={help}>
      {(frame) => (
        <Input
          {...frame}
          type={type}
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

/** Whether a text is long enough to say something. */
export const isBlank = (value: string | undefined, least = 1): boolean => (value ?? '').trim().length < least;
