import { Button, Input } from 'antd';
import { useReference } from '../../../api/queries';
import type { Limit } from '../../../api/types';
import { useLabel, useText } from '../../../text/text';
import { groundsText } from './grounds.text';

export type Ground = Limit['stoppableFor'][number];

/** A code of its own for a ground that no limit has yet; the record names it by this, people by its name. */
const newCode = (): string => `own${Date.now().toString(36)}`;

/** What is wrong with the first ground that is not complete; undefined when all are. */
export function groundFault(grounds: readonly Ground[], say: (n: number) => string): string | undefined {
  const at = grounds.findIndex(({ name, basis }) => name.zh.trim() === '' || basis.trim().length < 2);
  return at < 0 ? undefined : say(at + 1);
}

/** As it is sent: without spaces around, the English name as the Chinese one where it was left out. */
export const trimmed = (grounds: readonly Ground[]): Ground[] =>
  grounds.map(({ code, name, basis }) => ({
    code,
    name: { zh: name.zh.trim(), en: name.en.trim() || name.zh.trim() },
    basis: basis.trim(),
  }));

/** Grounds on which a clock may stop, each with the clause that allows it. */
export function GroundsField({
  grounds,
  onChange,
  fault,
}: {
  grounds: readonly Ground[];
  onChange: (grounds: Ground[]) => void;
  fault?: string | undefined;
}) {
  const t = useText(groundsText);
  const label = useLabel();
  const { data: limits = [] } = useReference<Limit>('limits');
  const known = [
    ...new Map(limits.flatMap(({ stoppableFor }) => stoppableFor.map((one) => [one.code, one] as const))).values(),
  ].filter(({ code }) => !grounds.some((one) => one.code === code));
  const set = (at: number, change: Partial<Ground>) =>
    onChange(grounds.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <fieldset className="stack">
      <legend>{t('grounds')}</legend>
      <p className="help">{t('help')}</p>
      {grounds.length === 0 && <p className="muted">{t('none')}</p>}
      {grounds.map(({ code, name, basis }, at) => (
        <div key={code} className="row" role="group" aria-label={t('groundN', { n: at + 1 })}>
          <Input
            style={{ width: 180 }}
            aria-label={t('nameZh', { n: at + 1 })}
            placeholder={t('zh')}
            maxLength={100}
            value={name.zh}
            onChange={({ target }) => set(at, { name: { ...name, zh: target.value } })}
          />
          <Input
            style={{ width: 150 }}
            aria-label={t('nameEn', { n: at + 1 })}
            placeholder={t('en')}
            maxLength={100}
            value={name.en}
            onChange={({ target }) => set(at, { name: { ...name, en: target.value } })}
          />
          <Input
            style={{ width: 220 }}
            aria-label={t('basis', { n: at + 1 })}
            placeholder={t('clause')}
            maxLength={200}
            value={basis}
            onChange={({ target }) => set(at, { basis: target.value })}
          />
          <Button
            size="small"
            aria-label={t('remove', { n: at + 1 })}
            onClick={() => onChange(grounds.filter((_, i) => i !== at))}
          >
            ✕
          </Button>
        </div>
      ))}
      {fault && (
        <div className="fault" role="alert">
          {fault}
        </div>
      )}
      <div className="row">
        {known.map((one) => (
          <Button key={one.code} size="small" onClick={() => onChange([...grounds, one])}>
            ＋ {label(one.name)}
          </Button>
        ))}
        <Button
          size="small"
          onClick={() => onChange([...grounds, { code: newCode(), name: { zh: '', en: '' }, basis: '' }])}
        >
          ＋ {t('other')}
        </Button>
      </div>
    </fieldset>
  );
}
