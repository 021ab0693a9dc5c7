import { useId, type ReactNode } from 'react';
import { defineText, useText } from '../text/text';

const text = defineText({
  required: ['必填', 'required'],
  basis: ['依据：{basis}', 'Basis: {basis}'],
});

export interface FieldFrame {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

/** Label, help with the legal basis, and what is wrong, all tied to the input for those who hear the page. */
export function Field({
  label,
  required = false,
  help,
  basis,
  fault,
  children,
  className = '',
}: {
  label: ReactNode;
  required?: boolean;
  help?: ReactNode;
  basis?: string | null | undefined;
  fault?: string | undefined;
  children: (frame: FieldFrame) => ReactNode;
  className?: string;
}) {
  const t = useText(text);
  const id = useId();
  const described = [help || basis ? `${id}-help` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className={`field ${className}`} data-fault={fault ? true : undefined}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="star" aria-hidden="true" title={t('required')}>
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': fault ? true : undefined,
        'aria-required': required || undefined,
      })}
      {fault && (
        <div className="fault" id={`${id}-fault`}>
          {fault}
        </div>
      )}
      {(help || basis) && (
        <div className="help" id={`${id}-help`}>
          {help}
          {help && basis ? ' ' : ''}
          {basis && t('basis', { basis })}
        </div>
      )}
    </div>
  );
}

/** Brings the first field with a fault into view and puts the cursor there. */
export function focusFirstFault(within: ParentNode = document): void {
  requestAnimationFrame(() => {
    const field = within.querySelector('[data-fault]');
    field?.scrollIntoView({ block: 'center' });
    field?.querySelector<HTMLElement>('input, textarea, select, button, [role=combobox]')?.focus();
  });
}
