import { Button, Input } from 'antd';
import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { isBlank, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { LEVELS, type ParkRow } from './parks-panel';
import { registersText } from './registers.text';

type Level = (typeof LEVELS)[number];
type Body = components['schemas']['PutParkDto'];

/** Figures as they are typed. */
interface Holding {
  key: string;
  enterprise: string;
  project: string;
  sumR: string;
  population: string;
  wasteT: string;
  units: Record<Level, string>;
  effectiveFrom: string;
  effectiveTo: string;
  source: string;
}

interface Values {
  code: string;
  zh: string;
  en: string;
  aliases: string;
  sumR: string;
  population: string;
  wasteT: string;
  people: string;
  units: Record<Level, string>;
  perUnit: Record<Level, string>;
  holdings: Holding[];
  source: string;
}

const NONE: Record<Level, string> = { 1: '', 2: '', 3: '', 4: '' };
const typed = (value: number | null | undefined): string => (value == null ? '' : String(value));
const typedLevels = (of: Partial<Record<Level, number | null>> | undefined): Record<Level, string> =>
  Object.fromEntries(LEVELS.map((level) => [level, typed(of?.[level])])) as Record<Level, string>;
const amount = (text: string): number | null => (text.trim() === '' ? null : Number(text));
const levels = (of: Record<Level, string>) =>
  Object.fromEntries(LEVELS.map((level) => [level, amount(of[level])])) as Record<Level, number | null>;
const counts = (of: Record<Level, string>) =>
  Object.fromEntries(LEVELS.map((level) => [level, amount(of[level]) ?? 0])) as Record<Level, number>;

const valuesOf = (park: ParkRow | null): Values => ({
  code: park?.code ?? '',
  zh: park?.name.zh ?? '',
  en: park?.name.en ?? '',
  aliases: park?.aliases.join('\n') ?? '',
  sumR: typed(park?.capacity.sumR),
  population: typed(park?.capacity.population),
  wasteT: typed(park?.capacity.wasteT),
  people: typed(park?.capacity.rescue?.people),
  units: typedLevels(park?.capacity.units),
  perUnit: typedLevels(park?.capacity.rescue?.perUnit),
  holdings:
    park?.holdings.map(({ key, enterprise, project, load, effectiveFrom, effectiveTo, source }) => ({
      key,
      enterprise,
      project,
      sumR: typed(load.sumR),
      population: typed(load.population),
      wasteT: typed(load.wasteT),
      units: typedLevels(load.units),
      effectiveFrom,
      effectiveTo: effectiveTo ?? '',
      source,
    })) ?? [],
  source: park?.source ?? '',
});

const bodyOf = (v: Values): Body => ({
  name: { zh: v.zh.trim(), en: v.en.trim() },
  aliases: v.aliases
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
  capacity: {
    sumR: amount(v.sumR),
    units: levels(v.units),
    population: amount(v.population),
    wasteT: amount(v.wasteT),
    rescue: v.people.trim() === '' ? null : { people: Number(v.people), perUnit: counts(v.perUnit) },
  },
  holdings: v.holdings.map(({ key, enterprise, project, effectiveFrom, effectiveTo, source, ...load }) => ({
    key: key.trim(),
    enterprise: enterprise.trim(),
    project: project.trim(),
    load: {
      sumR: amount(load.sumR) ?? 0,
      units: counts(load.units),
      population: amount(load.population) ?? 0,
      wasteT: amount(load.wasteT) ?? 0,
      wasteUnstated: 0,
    },
    effectiveFrom,
    effectiveTo: effectiveTo === '' ? null : effectiveTo,
    source: source.trim(),
  })),
  source: v.source.trim(),
});

const FIGURES = ['sumR', 'population', 'wasteT', 'people'] as const;
const isFigure = (text: string): boolean => text.trim() === '' || Number(text) >= 0;

/** Capacities of a park and the plants that stood in it before. */
export function ParkDialog({ park, onClose }: { park: ParkRow | null; onClose: () => void }) {
  const t = useText(registersText);
  const c = useText(commonText);
  const word = { sumR: t('sumR'), population: t('population'), wasteT: t('wasteT'), people: t('rescuers') };
  const missing = (field: string) => c('fillIn', { field });
  return (
    <ActionDialog
      title={park ? t('editPark', { name: park.name.zh }) : t('addPark')}
      width={860}
      submit={c('save')}
      done={c('saved')}
      initial={valuesOf(park)}
      check={(v) => ({
        ...(/^[A-Z][A-Z0-9_-]{1,39}$/.test(v.code) ? {} : { code: missing(t('code')) }),
        ...(isBlank(v.zh) ? { zh: missing(t('nameZh')) } : {}),
        ...(isBlank(v.en) ? { en: missing(t('nameEn')) } : {}),
        ...(isBlank(v.source, 2) ? { source: missing(t('source')) } : {}),
        ...Object.fromEntries(
          FIGURES.filter((key) => !isFigure(v[key])).map((key) => [key, t('badNumber', { field: word[key] })]),
        ),
      })}
      send={(v) =>
        answer(
          api.PUT('/api/v1/registers/parks/{code}', {
            params: { path: { code: v.code }, query: { revision: park?.revision ?? 0 } },
            body: bodyOf(v),
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <div className="grid2">
            {!park && (
              <TextField
                label={t('code')}
                help={t('codeHelp')}
                value={values.code}
                onChange={(code) => set({ code })}
                fault={faults.code}
              />
            )}
            <TextField label={t('nameZh')} value={values.zh} onChange={(zh) => set({ zh })} fault={faults.zh} />
            <TextField label={t('nameEn')} value={values.en} onChange={(en) => set({ en })} fault={faults.en} />
            <Field label={t('aliases')} help={t('aliasesHelp')}>
              {(frame) => (
                <Input.TextArea
                  {...frame}
                  autoSize={{ minRows: 2 }}
                  value={values.aliases}
                  onChange={({ target }) => set({ aliases: target.value })}
                />
              )}
            </Field>
            <TextField
              label={t('source')}
              help={t('sourceHelp')}
              value={values.source}
              onChange={(source) => set({ source })}
              fault={faults.source}
            />
          </div>
          <p className="muted">{t('emptyUnset')}</p>
          <div className="grid2">
            {FIGURES.map((key) => (
              <TextField
                key={key}
                type="number"
                required={false}
                label={word[key]}
                value={values[key]}
                onChange={(value) => set({ [key]: value })}
                fault={faults[key]}
              />
            ))}
            <LevelFields label={(n) => t('level', { n })} values={values.units} onChange={(units) => set({ units })} />
            {values.people.trim() !== '' && (
              <LevelFields
                label={(n) => t('perLevel', { n })}
                values={values.perUnit}
                onChange={(perUnit) => set({ perUnit })}
              />
            )}
          </div>
          <h3>{t('holdings')}</h3>
          <ol className="list-rows">
            {values.holdings.map((holding, at) => (
              <li key={at} className="list-row stack">
                <HoldingFields
                  n={at + 1}
                  holding={holding}
                  onChange={(change) =>
                    set({ holdings: values.holdings.map((one, i) => (i === at ? { ...one, ...change } : one)) })
                  }
                  onRemove={() => set({ holdings: values.holdings.filter((_, i) => i !== at) })}
                />
              </li>
            ))}
          </ol>
          <div>
            <Button onClick={() => set({ holdings: [...values.holdings, fresh(values)] })}>＋ {t('addHolding')}</Button>
          </div>
        </>
      )}
    </ActionDialog>
  );
}

/** The next free key, so that nobody has to think of one. */
const fresh = ({ code, holdings }: Values): Holding => {
  const keys = holdings.map(({ key }) => key);
  let n = holdings.length + 1;
  while (keys.includes(`${code}-H${n}`)) n += 1;
  const figures = { sumR: '', population: '', wasteT: '', units: NONE };
  return {
    key: `${code}-H${n}`,
    enterprise: '',
    project: '',
    ...figures,
    effectiveFrom: today(),
    effectiveTo: '',
    source: '',
  };
};

function LevelFields({
  label,
  values,
  onChange,
}: {
  label: (n: string) => string;
  values: Record<Level, string>;
  onChange: (values: Record<Level, string>) => void;
}) {
  return LEVELS.map((level) => (
    <TextField
      key={level}
      type="number"
      required={false}
      label={label('一二三四'[Number(level) - 1]!)}
      value={values[level]}
      onChange={(value) => onChange({ ...values, [level]: value })}
    />
  ));
}

function HoldingFields({
  n,
  holding,
  onChange,
  onRemove,
}: {
  n: number;
  holding: Holding;
  onChange: (change: Partial<Holding>) => void;
  onRemove: () => void;
}) {
  const t = useText(registersText);
  const text = (key: 'enterprise' | 'project' | 'source' | 'key', name: string) => (
    <TextField label={name} value={holding[key]} onChange={(value) => onChange({ [key]: value })} />
  );
  const figure = (key: 'sumR' | 'population' | 'wasteT') => (
    <TextField
      type="number"
      required={false}
      label={t(key)}
      value={holding[key]}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  return (
    <div role="group" aria-label={t('holdingN', { n })} className="stack">
      <div className="row spread">
        <strong>{t('holdingN', { n })}</strong>
        <Button size="small" aria-label={t('removeHolding', { n })} onClick={onRemove}>
          ✕
        </Button>
      </div>
      <div className="grid2">
        {text('enterprise', t('enterprise'))}
        {text('project', t('project'))}
        {figure('sumR')}
        {figure('population')}
        {figure('wasteT')}
        <LevelFields
          label={(level) => t('level', { n: level })}
          values={holding.units}
          onChange={(units) => onChange({ units })}
        />
        <TextField
          type="date"
          label={t('heldFrom')}
          value={holding.effectiveFrom}
          onChange={(effectiveFrom) => onChange({ effectiveFrom })}
        />
        <TextField
          type="date"
          required={false}
          label={t('heldTo')}
          help={t('heldToHelp')}
          value={holding.effectiveTo}
          onChange={(effectiveTo) => onChange({ effectiveTo })}
        />
        {text('source', t('source'))}
        {text('key', t('key'))}
      </div>
    </div>
  );
}
