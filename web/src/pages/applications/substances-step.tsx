import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { CriticalQuantity, HazardCategory, ListedChemical } from '../../../../workflows/domain/reference';
import { useReference } from '../../api/queries';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { applicationText } from './application.text';
import { nextUnitKey, type Substance, type Unit } from './draft';
import { ApplicationField, type Spec } from './fields';
import { ScreeningPanel } from './screening-panel';
import type { StepProps } from './steps';

/** Units of assessment and what is in them; the grade beside it follows every keystroke. */
export function SubstancesStep(props: StepProps) {
  return (
    <div className="with-side">
      <div className="stack">
        <Units {...props} />
        <Substances {...props} />
      </div>
      <aside>
        <ScreeningPanel draft={props.draft} />
      </aside>
    </div>
  );
}

function Units({ draft, faults, onChange }: StepProps) {
  const t = useText(applicationText);
  const c = useText(commonText);
  const units = draft.units ?? [];
  const change = (at: number, part: Partial<Unit>) =>
    onChange({ ...draft, units: units.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const specs: Spec[] = [
    { key: 'name', word: 'unit.name' },
    {
      key: 'kind',
      word: 'unit.kind',
      choices: (['production', 'storage'] as const).map((code) => ({ code, name: t(`unitKind.${code}`) })),
    },
  ];
  return (
    <section className="card stack" data-fault={faults.has('units') || undefined}>
      <h2>{t('units')}</h2>
      <p className="muted">{t('unitsHelp')}</p>
      {faults.has('units') && <p className="fault">{faults.get('units')}</p>}
      <ol className="list-rows">
        {units.map((unit, at) => (
          <li key={unit.key ?? at} className="list-row stack">
            <div className="row spread">
              <strong>{t('unit', { n: at + 1 })}</strong>
              <Button
                size="small"
                aria-label={`${c('remove')} ${t('unit', { n: at + 1 })}`}
                onClick={() => onChange({ ...draft, units: units.filter((_, i) => i !== at) })}
              >
                ✕
              </Button>
            </div>
            <div className="grid2">
              {specs.map((spec) => (
                <ApplicationField
                  key={spec.key}
                  spec={spec}
                  path={`units[${at}].${spec.key}`}
                  value={unit[spec.key as keyof Unit]}
                  faults={faults}
                  onChange={(value) => change(at, { [spec.key]: value })}
                />
              ))}
            </div>
            {faults.has(`units[${at}]`) && <p className="fault">{faults.get(`units[${at}]`)}</p>}
          </li>
        ))}
      </ol>
      <div>
        <Button
          onClick={() => onChange({ ...draft, units: [...units, { key: nextUnitKey(units), name: null, kind: null }] })}
        >
          ＋ {t('addUnit')}
        </Button>
      </div>
    </section>
  );
}

function useHazardTables() {
  return useQuery({
    queryKey: ['reference', 'gb18218'],
    queryFn: () => answer(api.GET('/api/v1/reference/gb18218')),
    staleTime: Infinity,
  });
}

function Substances({ draft, faults, onChange }: StepProps) {
  const t = useText(applicationText);
  const units = draft.units ?? [];
  const substances = draft.substances ?? [];
  return (
    <section className="card stack" data-fault={faults.has('substances') || undefined}>
      <h2>{t('substances')}</h2>
      <p className="muted">{t('substancesHelp')}</p>
      {faults.has('substances') && <p className="fault">{faults.get('substances')}</p>}
      <ol className="list-rows">
        {substances.map((substance, at) => (
          <SubstanceRow
            key={at}
            at={at}
            substance={substance}
            units={units}
            faults={faults}
            onChange={(part) =>
              onChange({ ...draft, substances: substances.map((one, i) => (i === at ? { ...one, ...part } : one)) })
            }
            onRemove={() => onChange({ ...draft, substances: substances.filter((_, i) => i !== at) })}
          />
        ))}
      </ol>
      <div>
        <Button
          onClick={() =>
            onChange({
              ...draft,
              substances: [...substances, units.length === 1 ? { unit: units[0]!.key ?? null } : {}],
            })
          }
        >
          ＋ {t('addSubstance')}
        </Button>
      </div>
    </section>
  );
}

function SubstanceRow({
  at,
  substance,
  units,
  faults,
  onChange,
  onRemove,
}: {
  at: number;
  substance: Substance;
  units: readonly Unit[];
  faults: StepProps['faults'];
  onChange: (part: Partial<Substance>) => void;
  onRemove: () => void;
}) {
  const t = useText(applicationText);
  const c = useText(commonText);
  const label = useLabel();
  const { data: tables } = useHazardTables();
  const { data: chemicals } = useReference<ListedChemical>('chemicals');
  const critical = (tables?.table1.items ?? []) as unknown as CriticalQuantity[];
  const categories = (tables?.categories.items ?? []) as unknown as HazardCategory[];
  const rows = critical.filter(({ cas }) => substance.cas && cas.includes(substance.cas));
  const listed = chemicals?.find(({ cas }) => substance.cas && cas.includes(substance.cas));
  const variants = rows.flatMap(({ variant }) => (variant ? [variant] : []));
  const specs: Spec[] = [
    { key: 'cas', word: 'substance.cas' },
    { key: 'name', word: 'substance.name' },
    { key: 'quantityT', word: 'substance.quantityT', type: 'number' },
    {
      key: 'unit',
      word: 'substance.unit',
      choices: units.map(({ key, name }, i) => ({ code: key ?? '', name: name || t('unit', { n: i + 1 }) })),
    },
    {
      key: 'role',
      word: 'substance.role',
      choices: (['feed', 'intermediate', 'product', 'auxiliary'] as const).map((code) => ({
        code,
        name: t(`role.${code}`),
      })),
    },
    {
      key: 'physicalState',
      word: 'substance.physicalState',
      choices: (['gas', 'liquid', 'solid'] as const).map((code) => ({ code, name: t(`state.${code}`) })),
    },
    { key: 'temperatureC', word: 'substance.temperatureC', type: 'number' },
    { key: 'pressureMPa', word: 'substance.pressureMPa', type: 'number' },
    ...(variants.length > 0
      ? [
          {
            key: 'variant',
            word: 'substance.variant',
            help: 'variantHelp',
            choices: [
              ...variants.map(({ code, name }) => ({ code, name: label(name) })),
              { code: 'other', name: t('variantOther') },
            ],
          } satisfies Spec,
        ]
      : []),
    ...(substance.cas && rows.length === 0 && !listed
      ? [
          {
            key: 'category',
            word: 'substance.category',
            help: 'categoryHelp',
            choices: [
              ...categories.map(({ symbol, group, description }) => ({
                code: symbol,
                name: `${symbol} ${label(group)} ${label(description)}`,
              })),
              { code: 'NONE', name: t('categoryNone') },
            ],
          } satisfies Spec,
        ]
      : []),
  ];
  /** A known number fills in the name. */
  const setCas = (cas: string | null) => {
    const known = [...critical, ...(chemicals ?? [])].find((one) => cas && one.cas.includes(cas));
    onChange({ cas, ...(known && !substance.name ? { name: known.name.zh } : {}) });
  };
  return (
    <li className="list-row stack">
      <div className="row spread">
        <strong>
          {t('substance', { n: at + 1 })} {substance.name}
        </strong>
        <Button size="small" aria-label={`${c('remove')} ${t('substance', { n: at + 1 })}`} onClick={onRemove}>
          ✕
        </Button>
      </div>
      <div className="grid4">
        {specs.map((spec) => (
          <ApplicationField
            key={spec.key}
            spec={spec}
            path={`substances[${at}].${spec.key}`}
            value={substance[spec.key as keyof Substance]}
            faults={faults}
            onChange={(value) =>
              spec.key === 'cas' ? setCas(value as string | null) : onChange({ [spec.key]: value })
            }
          />
        ))}
      </div>
      {faults.has(`substances[${at}]`) && <p className="fault">{faults.get(`substances[${at}]`)}</p>}
    </li>
  );
}
