import { Input } from 'antd';
import { Field } from '../../parts/field';
import { useText } from '../../text/text';
import { applicationText } from './application.text';
import type { Draft, Group } from './draft';

type Word = keyof typeof applicationText;
export type Faults = Map<string, string>;

export interface Spec {
  key: string;
  word: Word;
  type?: 'text' | 'number' | 'date' | 'tel' | 'long' | 'yesNo';
  choices?: { code: string; name: string }[];
  /** Known values of a text; others may be typed. */
  suggestions?: string[];
  required?: boolean;
  help?: Word;
}

const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** One value of the application; refusals of the pre-check stand at the field. */
export function ApplicationField({
  spec,
  path,
  value,
  faults,
  onChange,
}: {
  spec: Spec;
  path: string;
  value: unknown;
  faults: Faults;
  onChange: (value: unknown) => void;
}) {
  const t = useText(applicationText);
  const { type = 'text' } = spec;
  const choices =
    type === 'yesNo'
      ? [
          { code: 'true', name: t('yes') },
          { code: 'false', name: t('no') },
        ]
      : spec.choices;
  return (
    <Field
      label={t(spec.word)}
      required={spec.required ?? true}
      fault={faults.get(path)}
      help={spec.help && t(spec.help)}
      className={type === 'long' ? 'wide' : ''}
    >
      {(frame) =>
        choices ? (
          <select
            {...frame}
            className="native"
            value={value === null || value === undefined ? '' : String(value)}
            onChange={({ target }) =>
              onChange(target.value === '' ? null : type === 'yesNo' ? target.value === 'true' : target.value)
            }
          >
            <option value="">{t('pick')}</option>
            {choices.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        ) : type === 'long' ? (
          <Input.TextArea
            {...frame}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={(value as string | null) ?? ''}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <>
            <Input
              {...frame}
              type={type}
              {...(spec.suggestions ? { list: `${frame.id}-list` } : {})}
              {...(type === 'number' ? { inputMode: 'decimal' as const, step: 'any' } : {})}
              value={(value as string | number | null) ?? ''}
              onChange={({ target }) =>
                onChange(type === 'number' ? numberOrNull(target.value) : target.value === '' ? null : target.value)
              }
            />
            {spec.suggestions && (
              <datalist id={`${frame.id}-list`}>
                {spec.suggestions.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  );
}

/** A group of values of the draft. */
export function GroupFields({
  group,
  specs,
  draft,
  faults,
  onChange,
}: {
  group: Group;
  specs: readonly Spec[];
  draft: Draft;
  faults: Faults;
  onChange: (group: Group, key: string, value: unknown) => void;
}) {
  const t = useText(applicationText);
  const values = (draft[group] ?? {}) as Record<string, unknown>;
  return (
    <section className="card">
      <h2>{t(group)}</h2>
      <div className="grid2">
        {specs.map((spec) => (
          <ApplicationField
            key={spec.key}
            spec={spec}
            path={`${group}.${spec.key}`}
            value={values[spec.key]}
            faults={faults}
            onChange={(value) => onChange(group, spec.key, value)}
          />
        ))}
      </div>
    </section>
  );
}
