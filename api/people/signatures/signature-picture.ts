import { inflateSync } from 'node:zlib';
import { convertIndexedToRgb, decode, encode } from 'fast-png';
import { DomainError } from '../../../workflows/domain/errors';

/** Bounds of a signature [design]: what a pen draws on a screen of double density, or a scanner gives. */
export const SIGNATURE_BOUNDS = {
  bytes: 200_000,
  width: { least: 60, most: 1200 },
  height: { least: 30, most: 500 },
} as const;

/** Share of the points that the pen leaves: less is an empty sheet, more a picture of something else [design]. */
const INK = { least: 0.0005, most: 0.5 };
/** A point counts as ink when it is not nearly transparent and not nearly white. */
const OPAQUE = 48;
const DARK = 210;

/** Points that stay around the ink. */
const MARGIN = 6;

const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Sixteen bits in each of four channels of the largest picture, and a byte before each line. */
const MOST_RAW = SIGNATURE_BOUNDS.height.most * (1 + SIGNATURE_BOUNDS.width.most * 8);

export interface SignaturePicture {
  png: Buffer;
  width: number;
  height: number;
}

/**
 * Reads a picture of a signature and writes it anew from its points, so that nothing else of what was sent is kept.
 * @throws DomainError `signature.notPng`, `signature.tooLarge`, `signature.size`, `signature.empty`, `signature.full`
 */
export function signaturePicture(sent: Buffer): SignaturePicture {
  if (sent.length > SIGNATURE_BOUNDS.bytes) {
    throw new DomainError('signature.tooLarge', { limit: SIGNATURE_BOUNDS.bytes / 1000 }, 'png');
  }
  const { width, height } = sizeOf(sent);
  const { width: w, height: h } = SIGNATURE_BOUNDS;
  if (width < w.least || width > w.most || height < h.least || height > h.most) {
    throw new DomainError(
      'signature.size',
      { width, height, least: `${w.least}×${h.least}`, most: `${w.most}×${h.most}` },
      'png',
    );
  }
  const points = pointsOf(sent, width * height);
  const share = inkIn(points) / (width * height);
  if (share < INK.least) throw new DomainError('signature.empty', {}, 'png');
  if (share > INK.most) throw new DomainError('signature.full', {}, 'png');
  const cut = cropped(points, width, height);
  return { png: Buffer.from(encode({ ...cut, channels: 4, depth: 8 })), width: cut.width, height: cut.height };
}

/** What the head of the file says, before anything is unpacked; and that it unpacks to no more than it may. */
function sizeOf(sent: Buffer): { width: number; height: number } {
  const refuse = (): never => {
    throw new DomainError('signature.notPng', {}, 'png');
  };
  if (sent.length < 33 || MAGIC.some((byte, at) => sent[at] !== byte) || sent.toString('latin1', 12, 16) !== 'IHDR') {
    refuse();
  }
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= sent.length;) {
    const length = sent.readUInt32BE(at);
    const type = sent.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > sent.length) refuse();
    if (type === 'IDAT') packed.push(sent.subarray(at + 8, at + 8 + length));
    // An animation has no single picture.
    if (type === 'acTL') refuse();
    // What stands behind the end is no part of it.
    if (type === 'IEND') break;
    at += 12 + length;
  }
  try {
    inflateSync(Buffer.concat(packed), { maxOutputLength: MOST_RAW });
  } catch {
    refuse();
  }
  return { width: sent.readUInt32BE(16), height: sent.readUInt32BE(20) };
}

/** Red, green, blue and opacity of each point, eight bits each. */
function pointsOf(sent: Buffer, count: number): Uint8Array {
  try {
    const found = decode(sent, { checkCrc: true });
    // Grey of fewer than eight bits is packed like the numbers of a palette.
    const read = found.depth < 8 && !found.palette ? { ...found, palette: greys(found.depth) } : found;
    const channels = read.palette ? (read.palette[0]?.length ?? 3) : read.channels;
    const data = read.palette ? convertIndexedToRgb(read) : read.data;
    // Eight bits are enough for ink; of sixteen the upper ones are taken, of fewer the scale is stretched.
    const most = read.palette ? 255 : 2 ** read.depth - 1;
    const value = (at: number): number => Math.round(((data[at] ?? 0) / most) * 255);
    const points = new Uint8Array(count * 4);
    for (let point = 0; point < count; point += 1) {
      const from = point * channels;
      const grey = channels < 3;
      points[point * 4] = value(from);
      points[point * 4 + 1] = value(grey ? from : from + 1);
      points[point * 4 + 2] = value(grey ? from : from + 2);
      points[point * 4 + 3] = channels === 4 ? value(from + 3) : channels === 2 ? value(from + 1) : 255;
    }
    return points;
  } catch {
    throw new DomainError('signature.notPng', {}, 'png');
  }
}

function greys(depth: number): [number, number, number][] {
  const most = 2 ** depth - 1;
  return Array.from({ length: most + 1 }, (_, step) => {
    const value = Math.round((step / most) * 255);
    return [value, value, value];
  });
}

function isInk(points: Uint8Array, at: number): boolean {
  const bright = 0.299 * points[at]! + 0.587 * points[at + 1]! + 0.114 * points[at + 2]!;
  return points[at + 3]! >= OPAQUE && bright < DARK;
}

function inkIn(points: Uint8Array): number {
  let ink = 0;
  for (let at = 0; at < points.length; at += 4) {
    if (isInk(points, at)) ink += 1;
  }
  return ink;
}

/** Without the empty sheet around it: signatures stand beside one another in one size, however large the sheet was. */
function cropped(
  points: Uint8Array,
  width: number,
  height: number,
): { data: Uint8Array; width: number; height: number } {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isInk(points, (y * width + x) * 4)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  [left, top] = [Math.max(left - MARGIN, 0), Math.max(top - MARGIN, 0)];
  [right, bottom] = [Math.min(right + MARGIN, width - 1), Math.min(bottom + MARGIN, height - 1)];
  const [w, h] = [right - left + 1, bottom - top + 1];
  const data = new Uint8Array(w * h * 4);
  for (let y = 0; y < h; y += 1) {
    const from = ((top + y) * width + left) * 4;
    data.set(points.subarray(from, from + w * 4), y * w * 4);
  }
  return { data, width: w, height: h };
}
