import type { Locator, Page } from '@playwright/test';

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each pixel, as base64. */
  data: string;
}

/** Reads a PNG in the browser; a text, because the tests are compiled without the types of a browser. */
const PIXELS_OF = `async (picture) => {
  const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height).getContext('2d');
  canvas.drawImage(bitmap, 0, 0);
  const pixels = canvas.getImageData(0, 0, width, height).data;
  let text = '';
  for (let at = 0; at < pixels.length; at += 30000) text += String.fromCharCode(...pixels.subarray(at, at + 30000));
  return { width, height, data: btoa(text) };
}`;

/** What a phone reads that is held against a part of the screen. @throws when there is no code to be read */
export async function scan(page: Page, part: Locator): Promise<string> {
  const picture = (await part.screenshot()).toString('base64');
  const { width, height, data } = await page.evaluate<Pixels>(`(${PIXELS_OF})(${JSON.stringify(picture)})`);
  const { default: decodeQR } = await import('qr/decode.js');
  return decodeQR({ width, height, data: new Uint8Array(Buffer.from(data, 'base64')) });
}
