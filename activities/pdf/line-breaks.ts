/** Width of a text in points. */
export type Measure = (text: string) => number;

/** Punctuation that must not begin a line (GB/T 15834-2011 5.1.10). */
const NEVER_FIRST = new Set('，。、；：？！）》〉」』】〕］｝’”…—～·％℃,.;:?!)]}%');
/** Punctuation that must not end a line. */
const NEVER_LAST = new Set('（《〈「『【〔［｛‘“([{');

/** A run without a place to break: one ideograph, or a word or number with what clings to it. */
function unitsOf(text: string): string[] {
  const pieces = text.match(/ +|[!-~\u00a0-\u024f\u0370-\u03ff]+|[^ ]/gu) ?? [];
  const units: string[] = [];
  for (const piece of pieces) {
    const last = units.at(-1);
    const clings = last !== undefined && last.trim() !== '' && (NEVER_FIRST.has(piece) || NEVER_LAST.has(last.at(-1)!));
    if (clings && piece.trim() !== '') units[units.length - 1] = last + piece;
    else units.push(piece);
  }
  return units;
}

/** Cuts a run that is wider than a whole line (a hash, an address) by characters. */
function cut(unit: string, width: number, measure: Measure): string[] {
  if (measure(unit) <= width) return [unit];
  const parts: string[] = [];
  let part = '';
  for (const character of unit) {
    if (part && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/**
 * Breaks a text into lines by the Chinese rules: between any two ideographs, never inside a number or a word, no closing
 * punctuation at the beginning of a line and no opening one at its end. A line end in the text begins a new line.
 * @param firstWidth width of the first line, where it is indented
 */
export function breakLines(text: string, width: number, measure: Measure, firstWidth = width): string[] {
  return text.split(/\r?\n/).flatMap((paragraph, index) => {
    const lines: string[] = [];
    let line = '';
    const room = () => (lines.length === 0 && index === 0 ? firstWidth : width);
    for (const unit of unitsOf(paragraph).flatMap((one) => cut(one, Math.min(width, firstWidth), measure))) {
      if (line && measure(line + unit.trimEnd()) > room()) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += line ? unit : unit.trimStart();
    }
    lines.push(line.trimEnd());
    return lines;
  });
}
