import type { Bounds } from '../reference';
import { type Finding, numberOf } from './rule';

/**
 * Names a value that lies outside of what is possible. Missing values and values of another type are not its business.
 * @param positive zero is as wrong as a negative value
 */
export function boundFinding(
  field: string,
  value: unknown,
  names: { field: string; fieldEn: string },
  { min, max, unit }: Bounds,
  { positive = false }: { positive?: boolean } = {},
): Finding[] {
  const number = numberOf(value);
  if (number === null) return [];
  if (number < 0 && min >= 0) return [{ field, code: 'quantity.negative', params: names }];
  if (number === 0 && positive) return [{ field, code: 'quantity.zero', params: names }];
  if (number < min || number > max) {
    return [{ field, code: 'quantity.absurd', params: { ...names, value: number, unit, min, max } }];
  }
  return [];
}
