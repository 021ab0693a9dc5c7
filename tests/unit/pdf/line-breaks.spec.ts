import * as fc from 'fast-check';
import { breakLines } from '../../../activities/pdf/line-breaks';

/** An ideograph is two wide, anything of ASCII one. */
const measure = (text: string) => [...text].reduce((sum, c) => sum + (c <= '\u00ff' ? 1 : 2), 0);

describe('breaking Chinese lines', () => {
  it('breaks between ideographs', () => {
    expect(breakLines('危险化学品安全', 8, measure)).toEqual(['危险化学', '品安全']);
  });

  it('lets no closing punctuation begin a line', () => {
    expect(breakLines('同意通过，但须落实。', 8, measure)).toEqual(['同意通', '过，但须', '落实。']);
    expect(breakLines('见表（一）”。后', 10, measure)).toEqual(['见表', '（一）”。', '后']);
  });

  it('lets no opening punctuation end a line', () => {
    expect(breakLines('按照本《办法》执行', 8, measure)).toEqual(['按照本', '《办法》', '执行']);
  });

  it('keeps numbers, words and their units together', () => {
    expect(breakLines('液氯储存40.5吨', 9, measure)).toEqual(['液氯储存', '40.5吨']);
    expect(breakLines('完成HAZOP分析', 8, measure)).toEqual(['完成', 'HAZOP分', '析']);
  });

  it('cuts what is wider than a line, and keeps given line ends', () => {
    expect(breakLines('a'.repeat(10), 4, measure)).toEqual(['aaaa', 'aaaa', 'aa']);
    expect(breakLines('一\n\n二', 8, measure)).toEqual(['一', '', '二']);
  });

  it('gives the first line the room that the indent leaves', () => {
    expect(breakLines('危险化学品安全', 8, measure, 4)).toEqual(['危险', '化学品安', '全']);
  });

  it('loses nothing and overfills no line', () => {
    const character = fc.constantFrom(...'危险化学品，。《》（）abc12 %');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 60 }), fc.integer({ min: 8, max: 30 }), (characters, width) => {
        const text = characters.join('');
        const lines = breakLines(text, width, measure);
        expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
