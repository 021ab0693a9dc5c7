/** Just enough protocol buffers to ask a Temporal service a few questions before its client library is installed. */

const varint = (value) => {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
};

/** @param {number} field @param {number} value */
export const number = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);

/** A string or a nested message. @param {number} field @param {string | Buffer} value */
export const bytes = (field, value) => {
  const body = Buffer.from(value);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
};

/** @returns {{ field: number, value: number | Buffer }[]} in the order of the message; nested messages stay bytes */
export function fields(message) {
  const found = [];
  let at = 0;
  const read = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = read();
    const field = Math.floor(key / 8);
    const kind = key % 8;
    if (kind === 0) found.push({ field, value: read() });
    else {
      const length = kind === 2 ? read() : kind === 1 ? 8 : 4;
      found.push({ field, value: message.subarray(at, at + length) });
      at += length;
    }
  }
  return found;
}
