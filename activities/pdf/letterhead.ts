import QRCode from 'qrcode';
import { chineseDay } from '../../workflows/domain/calendar';
import { BLACK, MM, OfficialPage, RED, type TextStyle } from './official-page';

/** 仿宋三号 in the standard; 15.5 pt gives its 28 characters to a line in this face. */
export const BODY = { size: 15.5, leading: 28, indent: 2 } satisfies TextStyle;
export const HEADING: TextStyle = { ...BODY, weight: 'bold' };

/** What every letter has. Days are local, `YYYY-MM-DD`. */
export interface LetterBase {
  /** 发文机关, in full. */
  issuer: string;
  /** 发文字号, for instance 虞联审〔2026〕12号. */
  number: string;
  title: string;
  addressee: string;
  issuedOn: string;
  /** Address in the QR code, where anybody can check that the letter is genuine. Holds no personal data. */
  checkUrl: string;
  copies?: string[];
}

/** 版头, 标题, 主送机关 (GB/T 9704-2012 7.2, 7.3.1–7.3.2). */
export function beginLetter(data: LetterBase): OfficialPage {
  const page = new OfficialPage({
    title: data.title,
    author: data.issuer,
    subject: data.number,
    day: data.issuedOn,
    content: data,
  });
  // The name of the issuer in one line as large as the width allows; a very long one goes over two.
  const size = Math.max(24, Math.min(34, (page.width / page.measure(data.issuer, 1, 'bold')) * 0.98));
  page.skip(6 * MM);
  page.paragraph(data.issuer, {
    size,
    weight: 'bold',
    color: RED,
    align: 'center',
    leading: size * 1.3,
    balanced: true,
  });
  page.skip(10 * MM);
  page.paragraph(data.number, { size: 15.5, align: 'center', leading: 22 });
  page.skip(2 * MM);
  page.rule(2, RED);
  page.skip(9 * MM);
  page.paragraph(data.title, {
    size: 21,
    weight: 'bold',
    align: 'center',
    leading: 33,
    balanced: true,
    inset: { left: 12 * MM, right: 12 * MM },
  });
  page.skip(5 * MM);
  page.paragraph(`${data.addressee}：`, { ...BODY, indent: 0 });
  return page;
}

/** A closing paragraph, with its heading where it has one. */
export interface Closing {
  heading?: string;
  text: string;
}

/**
 * The last paragraphs, 署名 and 成文日期 (7.3.5), and 版记 with the check code (7.4). The paragraphs stay on one page with the
 * signature: a signature alone on a page could be put under any text.
 */
export async function endLetter(page: OfficialPage, data: LetterBase, closing: readonly Closing[]): Promise<Buffer> {
  const date = chineseDay(data.issuedOn);
  const { size, leading } = BODY;
  const name = page.lines(data.issuer, page.width * 0.75, { size, balanced: true });
  const closed = closing.reduce(
    (sum, one) => sum + (one.heading ? 1 : 0) + page.lines(one.text, page.width, BODY).length,
    0,
  );
  page.ensure((closed + 1 + name.length + 1) * leading);
  for (const { heading, text } of closing) {
    if (heading) page.paragraph(heading, HEADING);
    page.paragraph(text, BODY);
  }
  page.skip(leading);
  // Without a seal: the date ends four characters from the edge, the name stands centred over it, inside of the type area.
  const widths = [...name, date].map((line) => page.measure(line, size));
  const centre =
    page.left + page.width - Math.max(4 * size + page.measure(date, size) / 2, Math.max(...widths) / 2 + size);
  [...name, date].forEach((line, index) => {
    page.line(line, centre - widths[index]! / 2, page.y, BODY);
    page.skip(leading);
  });
  await drawImprint(page, data, date);
  return page.finish();
}

async function drawImprint(page: OfficialPage, data: LetterBase, date: string): Promise<void> {
  const side = 24 * MM;
  const small = { size: 10.5, leading: 17 } satisfies TextStyle;
  const copies = data.copies?.length
    ? page.lines(`抄送：${data.copies.join('，')}。`, page.width - 2 * small.size, small)
    : [];
  const printed = `${date}印发`;
  const printedAt = page.left + page.width - small.size - page.measure(printed, small.size);
  const names = page.lines(data.issuer, printedAt - page.left - 3 * small.size, small);
  const height = side + 4 * MM + 8 + (copies.length + names.length) * small.leading;
  page.ensure(height + 10);
  // The imprint stands at the foot of the last page.
  page.skip(Math.max(10, page.rest - height));
  const code = await QRCode.toBuffer(data.checkUrl, { errorCorrectionLevel: 'M', margin: 1, scale: 6 });
  page.doc.image(code, page.left, page.y, { width: side, height: side });
  const beside = { left: side + 5 * MM };
  const bottom = page.y + side + 4 * MM;
  page.skip(3 * MM);
  page.paragraph('扫描二维码或访问下列网址，可核验本文书的真伪和效力：', { ...small, inset: beside });
  page.paragraph(data.checkUrl, { ...small, inset: beside });
  page.y = bottom;
  page.rule(1, BLACK);
  page.skip(3);
  for (const line of copies) {
    page.line(line, page.left + small.size, page.y + 1, small);
    page.skip(small.leading);
  }
  if (copies.length) page.rule(0.7, BLACK);
  page.line(printed, printedAt, page.y + 3, small);
  for (const line of names) {
    page.line(line, page.left + small.size, page.y + 3, small);
    page.skip(small.leading);
  }
  page.skip(5);
  page.rule(1, BLACK);
}
