import { encode } from 'fast-png';

type Ink = (x: number, y: number) => boolean;

/** A stroke across the sheet, four points thick. */
export const STROKE: Ink = (x, y) => Math.abs(y - 20 - x / 4) < 2;

/** A picture with black ink on nothing (`rgba`) or on white. */
export function drawn(
  { width = 200, height = 80, channels = 4, depth = 8, text = {} } = {},
  ink: Ink = STROKE,
): Buffer {
  const most = depth === 16 ? 65_535 : 255;
  const size = width * height * channels;
  const data = depth === 16 ? new Uint16Array(size) : new Uint8Array(size);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      const black = ink(x, y);
      const seeThrough = channels === 2 || channels === 4;
      for (let c = 0; c < channels; c += 1) {
        const opacity = seeThrough && c === channels - 1;
        data[at + c] = opacity ? (black ? most : 0) : black ? 0 : seeThrough ? 0 : most;
      }
    }
  }
  return Buffer.from(encode({ width, height, data, channels, depth: depth as 8, text }));
}
