import { type Finding, isBlank, listOf, type PreCheckRule, textOf, wordOf } from './rule';

/** Indices of what occurs again under the same key. */
function repeated(keys: (string | null)[]): number[] {
  const seen = new Set<string>();
  return keys.flatMap((key, i) => {
    if (key === null) return [];
    if (seen.has(key)) return [i];
    seen.add(key);
    return [];
  });
}

export const UNIT_RULES: PreCheckRule[] = [
  {
    id: 'unit.once',
    clause: 'GB 18218-2018 3.5、3.6',
    check: ({ units }) => {
      const keys = listOf(units).map((unit) => textOf(unit?.key));
      return repeated(keys).map((i): Finding => ({
        field: `units[${i}].key`,
        code: 'precheck.unitTwice',
        params: { unit: keys[i]! },
      }));
    },
  },
  {
    id: 'unit.hasSubstances',
    clause: 'GB 18218-2018 4.2.1',
    check: ({ units, substances }) =>
      listOf(units).flatMap((unit, i): Finding[] => {
        const key = textOf(unit?.key);
        const used = listOf(substances).some((substance) => textOf(substance?.unit) === key);
        return key === null || used
          ? []
          : [{ field: `units[${i}]`, code: 'precheck.unitEmpty', params: { unit: textOf(unit.name) ?? key } }];
      }),
  },
  {
    id: 'substance.hasUnit',
    clause: 'GB 18218-2018 4.2.1',
    check: ({ units, substances }) => {
      const keys = listOf(units).map((unit) => textOf(unit?.key));
      return listOf(substances).flatMap((substance, i): Finding[] => {
        const field = `substances[${i}].unit`;
        const name = textOf(substance?.name) ?? textOf(substance?.cas) ?? String(i + 1);
        const unit = textOf(substance?.unit);
        if (isBlank(substance?.unit) || unit === null)
          return [{ field, code: 'precheck.unitMissing', params: { name } }];
        return keys.includes(unit) ? [] : [{ field, code: 'precheck.unitUnknown', params: { name, unit } }];
      });
    },
  },
  {
    id: 'substance.once',
    clause: 'GB 18218-2018 4.2.1',
    check: ({ units, substances }) => {
      const list = listOf(substances);
      const keys = list.map((one) => {
        const [unit, cas, variant] = [textOf(one?.unit), textOf(one?.cas), textOf(one?.variant) ?? ''];
        return unit === null || cas === null ? null : [unit, cas, variant].join('|');
      });
      return repeated(keys).map((i): Finding => {
        const { cas, name, unit } = list[i]!;
        const unitName = listOf(units).find(({ key }) => key === unit)?.name ?? unit;
        return {
          field: `substances[${i}]`,
          code: 'precheck.duplicateSubstance',
          params: { name: textOf(name) ?? wordOf(cas), unit: wordOf(unitName) },
        };
      });
    },
  },
];
