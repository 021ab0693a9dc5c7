/**
 * Rounds away what binary fractions add to decimal sums, so that 0.7 + 0.2 + 0.1 reaches a threshold of 1.
 * @param places decimal places, 9 by default: far below any quantity that a law or a scale tells apart
 */
export function decimal(value: number, places = 9): number {
  const factor = 10 ** places;
  const scaled = value * factor;
  // Beyond the safe integers rounding would add error instead of taking it away.
  return Math.abs(scaled) < Number.MAX_SAFE_INTEGER ? Math.round(scaled) / factor : value;
}
