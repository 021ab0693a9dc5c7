import type { Locator, Page } from '@playwright/test';

/** What a phone reads that is held against a part of the screen. @throws when there is no code to be read */
export async function scan(page: Page, part: Locator): Promise<string> {
  const picture = (await part.screenshot()).toString('base64');
  const { width, height, pixels } = await page.evaluate(pixelsOf, picture);
  const { default: decodeQR } = await import('qr/decode.js');
  return decodeQR({ width, height, data: new Uint8Array(Buffer.from(pixels, 'base64')) });
}

/** Runs in the browser, which can read a PNG: red, green, blue and alpha of each pixel. */
async function pixelsOf(picture: string): Promise<{ width: number; height: number; pixels: string }> {
  const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height).getContext('2d')!;
  canvas.drawImage(bitmap, 0, 0);
  const { data } = canvas.getImageData(0, 0, width, height);
  let pixels = '';
  for (let at = 0; at < data.length; at += 30_000) pixels += String.fromCharCode(...data.subarray(at, at + 30_000));
  return { width, height, pixels: btoa(pixels) };
}
