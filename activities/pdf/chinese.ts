const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 1–99 in Chinese figures, for headings: 一、十、十一、二十. */
export function chineseFigure(value: number): string {
  if (value <= 10) return DIGITS[value]!;
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones ? DIGITS[ones] : ''}`;
}

/** A computed figure as it is printed: at most four decimals, no trailing zeros. */
export function figure(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}

/** Grade of a major hazard source; null below S = 1. */
export function gradeName(grade: 1 | 2 | 3 | 4 | null): string {
  return grade === null ? '不构成重大危险源' : `${DIGITS[grade]}级`;
}
