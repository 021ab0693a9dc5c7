import { deflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { signaturePicture } from '../../../api/people/signatures/signature-picture';
import { DomainError } from '../../../workflows/domain/errors';
import { drawn } from '../../support/signature-pictures';

function refusal(sent: Buffer): string {
  try {
    signaturePicture(sent);
    return 'accepted';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

/** A part of a PNG file with whatever check sum is given. */
function part(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

function head(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 6, 0, 0, 0], 8);
  return part('IHDR', data);
}
const MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

describe('the picture of a hand signature', () => {
  it.each([
    ['black on nothing', { channels: 4 as const }],
    ['black on white', { channels: 3 as const }],
    ['a grey scan', { channels: 1 as const }],
    ['grey with opacity', { channels: 2 as const }],
    ['sixteen bits', { channels: 4 as const, depth: 16 as const }],
  ])('is taken: %s', (_, how) => {
    const { png, width, height } = signaturePicture(drawn(how));
    // The stroke runs from edge to edge and from y = 19 to y = 71; six points stay above and below it.
    expect([width, height]).toEqual([200, 65]);
    const read = decode(png);
    expect([read.width, read.height, read.channels, read.depth]).toEqual([200, 65, 4, 8]);
    // On the stroke, and beside it.
    const point = (x: number, y: number) => {
      const at = ((y - 13) * 200 + x) * 4;
      return [...read.data.subarray(at, at + 4)];
    };
    expect(point(40, 30).slice(0, 3)).toEqual([0, 0, 0]);
    expect(point(40, 30)[3]).toBe(255);
    expect(point(40, 60)[3] === 0 || point(40, 60)[0] === 255).toBe(true);
  });

  it('is cut down to the ink, and not beyond the sheet', () => {
    const dot = (x: number, y: number): boolean => x >= 100 && x < 130 && y >= 3 && y < 23;
    // Six points to the left, the right and below; above there are only three.
    expect(signaturePicture(drawn({}, dot))).toMatchObject({ width: 42, height: 29 });
  });

  it('keeps nothing of what was sent but its points', () => {
    const sent = drawn({ text: { Comment: 'taken at 30.1N 120.9E' } });
    expect(sent.includes('taken at')).toBe(true);
    const trailing = Buffer.concat([sent, Buffer.from('<script>alert(1)</script>')]);
    for (const one of [sent, trailing]) {
      const { png } = signaturePicture(one);
      expect(png.includes('taken at') || png.includes('script')).toBe(false);
    }
  });

  it.each([
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100)]), 'signature.notPng'],
    ['nothing', Buffer.alloc(0), 'signature.notPng'],
    ['a file cut off', drawn().subarray(0, 60), 'signature.notPng'],
    [
      'a wrong check sum',
      Buffer.concat([
        MAGIC,
        head(200, 80),
        part('IDAT', deflateSync(Buffer.alloc(80 * 801))),
        part('IEND', Buffer.alloc(0)),
      ]),
      'signature.notPng',
    ],
    ['one too narrow', drawn({ width: 59 }), 'signature.size'],
    ['one too low', drawn({ height: 29 }), 'signature.size'],
    ['one too wide', drawn({ width: 1201 }), 'signature.size'],
    ['one too high', drawn({ height: 501 }), 'signature.size'],
    ['an empty sheet', drawn({}, () => false), 'signature.empty'],
    ['an empty white sheet', drawn({ channels: 3 }, () => false), 'signature.empty'],
    ['a dark photograph', drawn({ channels: 3 }, () => true), 'signature.full'],
    ['a large file', Buffer.alloc(200_001), 'signature.tooLarge'],
  ])('refuses %s', (_, sent, code) => {
    expect(refusal(sent)).toBe(code);
  });

  it('does not unpack a small file that swells to a large one', () => {
    const bomb = Buffer.concat([
      MAGIC,
      head(200, 80),
      part('IDAT', deflateSync(Buffer.alloc(60_000_000))),
      part('IEND', Buffer.alloc(0)),
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(refusal(bomb)).toBe('signature.notPng');
  });

  it('takes the smallest and the largest that it says it takes', () => {
    expect(refusal(drawn({ width: 60, height: 30 }))).toBe('accepted');
    expect(refusal(drawn({ width: 1200, height: 500 }))).toBe('accepted');
  });
});
