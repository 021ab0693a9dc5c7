import zlib from 'node:zlib';

/**
 * One file out of a tar archive, gzipped or not.
 * @param {Buffer} archive @param {(name: string) => boolean} wanted @returns {Buffer | undefined}
 */
export function fromTar(archive, wanted) {
  const tar = archive[0] === 0x1f && archive[1] === 0x8b ? zlib.gunzipSync(archive) : archive;
  for (let at = 0; at + 512 <= tar.length;) {
    const name = text(tar, at, 100);
    if (!name) return undefined;
    const size = parseInt(text(tar, at + 124, 12).trim() || '0', 8);
    const type = String.fromCharCode(tar[at + 156] || 48);
    if (type === '0' && wanted(name)) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

/**
 * One file out of a zip archive (a wheel is one), stored or deflated.
 * @param {Buffer} archive @param {(name: string) => boolean} wanted @returns {Buffer | undefined}
 */
export function fromZip(archive, wanted) {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('not a zip archive');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (wanted(name)) {
      const local = archive.readUInt32LE(at + 42);
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const body = archive.subarray(from, from + packed);
      return method === 0 ? body : zlib.inflateRawSync(body);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return undefined;
}

function text(buffer, at, length) {
  const field = buffer.toString('latin1', at, at + length);
  const end = field.indexOf('\0');
  return end < 0 ? field : field.slice(0, end);
}
