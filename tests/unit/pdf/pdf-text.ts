import { inflateSync } from 'node:zlib';

/** Bodies of the indirect objects of a PDF that was written in one go, with their streams inflated. */
function objectsOf(pdf: Buffer): Map<string, { head: string; stream: string }> {
  const source = pdf.toString('latin1');
  const objects = new Map<string, { head: string; stream: string }>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const body = source.slice(match.index + match[0].length, source.indexOf('\nendobj', match.index));
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    let stream = at < 0 ? '' : body.slice(at + 7, body.lastIndexOf('\nendstream'));
    if (stream && head.includes('/FlateDecode') && !head.includes('/Image')) {
      stream = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    }
    objects.set(match[1]!, { head, stream });
  }
  return objects;
}

function unicodeMap(cmap: string): string[] {
  const map: string[] = [];
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<([^>]*)>/g)].forEach(([, hex], index) => {
      const bytes = Buffer.from(hex!.replace(/\s/g, ''), 'hex');
      map[parseInt(from!, 16) + index] = bytes.length ? bytes.swap16().toString('utf16le') : '';
    });
  }
  return map;
}

/** The text of each page as the reader of a PDF finds it: through the fonts' ToUnicode tables, in drawing order. */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const reference = (head: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? '';
  const maps = new Map<string, string[]>();
  const pages: string[] = [];
  for (const { head } of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(head)) continue;
    const resources = objects.get(reference(head, 'Resources'))?.head ?? head;
    const content = objects.get(reference(head, 'Contents'))!.stream;
    let text = '';
    let font: string[] = [];
    for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) {
        const object = reference(resources, name);
        if (!maps.has(object))
          maps.set(object, unicodeMap(objects.get(reference(objects.get(object)!.head, 'ToUnicode'))!.stream));
        font = maps.get(object)!;
      } else {
        const glyphs = [...array!.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
        text += `${glyphs.map((glyph) => font[parseInt(glyph, 16)] ?? '\ufffd').join('')}\n`;
      }
    }
    pages.push(text);
  }
  return pages;
}

/** All text without line ends, for looking for a sentence that the page broke. */
export const pdfText = (pdf: Buffer): string => pdfPages(pdf).join('').replace(/\n/g, '');
