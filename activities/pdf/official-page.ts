import PDFDocument from 'pdfkit';
import { DomainError } from '../../workflows/domain/errors';
import { breakLines } from './line-breaks';

/** Points per millimetre. */
export const MM = 72 / 25.4;
export const RED = '#d7000f';
export const BLACK = '#000000';
export type Weight = 'regular' | 'bold';

const FONTS: Record<Weight, string> = {
  regular: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
};
/** Largest stretch of a gap between two characters when a line is set flush, in points. */
const MAX_STRETCH = 1.5;
/** Height of the font's line box per point of size: ascender 1.16, descender 0.288. */
const LINE_BOX = 1.448;

export interface PageOptions {
  title: string;
  author: string;
  subject: string;
  /** Local day `YYYY-MM-DD` that becomes the document's date: the same data give the same bytes. */
  day: string;
  /** In millimetres; by default those of GB/T 9704-2012 5.2: 37 above, 28 left, type area 156 × 225. */
  margins?: { top: number; left: number; right: number; bottom: number };
  /** Texts that are looked through for characters that the font lacks before anything is drawn. */
  content?: unknown;
}

export interface TextStyle {
  /** Points. */
  size: number;
  weight?: Weight;
  /** Line distance in points; 1.75 times the size by default. */
  leading?: number;
  color?: string;
  align?: 'left' | 'center' | 'right';
  /** Indent of the first line in characters. */
  indent?: number;
  /** Lines of about equal length, for titles and names. */
  balanced?: boolean;
  /** Space kept on the left and right, points. */
  inset?: { left?: number; right?: number };
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item);
  else if (value && typeof value === 'object') for (const item of Object.values(value)) yield* textsOf(item);
}

/** The part of a fontkit font that is asked here; pdfkit keeps it behind its own font object. */
interface OpenedFont {
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
}

/** An A4 page after GB/T 9704-2012 with a cursor that runs down and over page ends. Lengths in points unless said otherwise. */
export class OfficialPage {
  readonly doc: PDFKit.PDFDocument;
  readonly left: number;
  readonly width: number;
  private readonly top: number;
  private readonly bottom: number;
  private readonly widths = new Map<string, number>();
  y: number;

  constructor({ title, author, subject, day, margins, content }: PageOptions) {
    const { top, left, right, bottom } = margins ?? { top: 37, left: 28, right: 26, bottom: 35 };
    const moment = new Date(`${day}T00:00:00+08:00`);
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: 'zh-CN',
      displayTitle: true,
      info: {
        Title: title,
        Author: author,
        Subject: subject,
        Creator: 'HazFlow',
        CreationDate: moment,
        ModDate: moment,
      },
    });
    this.left = left * MM;
    this.top = top * MM;
    this.width = this.doc.page.width - (left + right) * MM;
    this.bottom = this.doc.page.height - bottom * MM;
    this.y = this.top;
    for (const weight of ['bold', 'regular'] as const) {
      this.doc.registerFont(weight, FONTS[weight]);
      this.doc.font(weight);
    }
    this.refuseMissingGlyphs(content);
  }

  /** Space left on this page. */
  get rest(): number {
    return this.bottom - this.y;
  }

  /** Height of a page's type area. */
  get pageHeight(): number {
    return this.bottom - this.top;
  }

  private has(character: string): boolean {
    const { font } = (this.doc as unknown as { _font: OpenedFont })._font;
    return character < ' ' || font.hasGlyphForCodePoint(character.codePointAt(0)!);
  }

  private refuseMissingGlyphs(content: unknown): void {
    const missing = new Set<string>();
    for (const text of textsOf(content)) {
      for (const character of text) if (!this.has(character)) missing.add(character);
    }
    // An empty box in a name would make an official letter void; the person who entered it can still change it.
    if (missing.size > 0) throw new DomainError('document.missingGlyphs', { characters: [...missing].join(' ') });
  }

  /** The text with characters that the font lacks spelled out as `[U+20BB7]`. */
  spelled(text: string): string {
    return Array.from(text, (one) =>
      this.has(one) ? one : `[U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    ).join('');
  }

  newPage(): void {
    this.doc.addPage();
    this.y = this.top;
  }

  /** Begins a new page unless the height fits. */
  ensure(height: number): void {
    if (this.rest < height && this.y > this.top) this.newPage();
  }

  skip(height: number): void {
    this.y += height;
  }

  measure(text: string, size: number, weight: Weight = 'regular'): number {
    let width = 0;
    for (const character of text) {
      const key = `${weight}${character}`;
      let unit = this.widths.get(key);
      if (unit === undefined) {
        unit = this.doc.font(weight).fontSize(1000).widthOfString(character) / 1000;
        this.widths.set(key, unit);
      }
      width += unit * size;
    }
    return width;
  }

  lines(text: string, width: number, { size, weight, indent = 0, balanced = false }: TextStyle): string[] {
    const broken = (limit: number) =>
      breakLines(text, limit, (part) => this.measure(part, size, weight), limit - indent * size);
    const lines = broken(width);
    if (!balanced || lines.length < 2) return lines;
    for (let limit = this.measure(text, size, weight) / lines.length; limit < width; limit += size / 2) {
      const even = broken(limit);
      if (even.length === lines.length) return even;
    }
    return lines;
  }

  /** One line of text in the middle of a line of the given leading at `y`, without moving the cursor. `stretchTo` sets it flush. */
  line(
    text: string,
    x: number,
    y: number,
    { size, weight = 'regular', color = BLACK, leading = size * LINE_BOX }: TextStyle,
    stretchTo?: number,
  ): void {
    const characters = [...text].length;
    const gap =
      stretchTo === undefined || characters < 2 ? 0 : (stretchTo - this.measure(text, size, weight)) / (characters - 1);
    this.doc
      .font(weight)
      .fontSize(size)
      .fillColor(color)
      .text(text, x, y + (leading - size * LINE_BOX) / 2, {
        lineBreak: false,
        characterSpacing: gap > 0 && gap <= MAX_STRETCH ? gap : 0,
        features: [],
      });
  }

  /** A paragraph at the cursor, over as many pages as it needs. */
  paragraph(text: string, style: TextStyle): void {
    const { size, leading = size * 1.75, align = 'left', indent = 0, inset = {} } = style;
    const left = this.left + (inset.left ?? 0);
    const width = this.width - (inset.left ?? 0) - (inset.right ?? 0);
    const lines = this.lines(text, width, style);
    lines.forEach((line, index) => {
      this.ensure(leading);
      const own = this.measure(line, size, style.weight);
      const shift = index === 0 ? indent * size : 0;
      const x = align === 'left' ? left + shift : align === 'center' ? left + (width - own) / 2 : left + width - own;
      const flush = align === 'left' && index < lines.length - 1;
      this.line(line, x, this.y, { ...style, leading }, flush ? width - shift : undefined);
      this.y += leading;
    });
  }

  /** A horizontal line over the type area at the cursor. */
  rule(thickness: number, color: string): void {
    this.doc
      .moveTo(this.left, this.y)
      .lineTo(this.left + this.width, this.y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke();
  }

  /** Numbers the pages (GB/T 9704-2012 7.5: — 1 —, odd pages right, even pages left) and gives the finished file. */
  async finish(): Promise<Buffer> {
    const { count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.doc.switchToPage(index);
      const style: TextStyle = { size: 12 };
      const number = `— ${index + 1} —`;
      const own = this.measure(number, style.size);
      const x = index % 2 === 0 ? this.left + this.width - own - style.size : this.left + style.size;
      this.line(number, x, this.bottom + 7 * MM, style);
    }
    const chunks: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.doc.on('end', resolve);
      this.doc.on('error', reject);
    });
    this.doc.end();
    await done;
    return Buffer.concat(chunks);
  }
}
