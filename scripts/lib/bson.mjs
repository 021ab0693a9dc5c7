/** Just enough BSON for a handshake with a MongoDB server before its driver is installed. */

/** @param {Record<string, unknown>} document strings, numbers, booleans, null, arrays and documents */
export function encode(document) {
  const parts = Object.entries(document).map(([key, value]) => element(key, value));
  const body = Buffer.concat([...parts, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/** @param {Buffer} buffer @returns {Record<string, any>} values of types not read here are left out */
export function decode(buffer) {
  return readDocument(buffer, 0, false).value;
}

function element(key, value) {
  const name = Buffer.from(`${key}\0`);
  const typed = (type, body) => Buffer.concat([Buffer.from([type]), name, body]);
  if (value === null) return typed(10, Buffer.alloc(0));
  if (typeof value === 'boolean') return typed(8, Buffer.from([value ? 1 : 0]));
  if (typeof value === 'string') {
    const text = Buffer.from(`${value}\0`);
    return typed(2, Buffer.concat([int32(text.length), text]));
  }
  if (typeof value === 'number') {
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return typed(16, int32(value));
    const body = Buffer.alloc(8);
    body.writeDoubleLE(value);
    return typed(1, body);
  }
  if (Array.isArray(value))
    return typed(4, encode(Object.fromEntries(value.map((item, index) => [String(index), item]))));
  return typed(3, encode(value));
}

function readDocument(buffer, start, isArray) {
  const end = start + buffer.readInt32LE(start);
  const value = isArray ? [] : {};
  let at = start + 4;
  while (buffer[at] !== 0) {
    const type = buffer[at];
    const nameEnd = buffer.indexOf(0, at + 1);
    const name = buffer.toString('utf8', at + 1, nameEnd);
    const got = readValue(buffer, type, nameEnd + 1);
    if (got.value !== undefined) value[isArray ? value.length : name] = got.value;
    at = got.end;
  }
  return { value, end };
}

function readValue(buffer, type, at) {
  switch (type) {
    case 1:
      return { value: buffer.readDoubleLE(at), end: at + 8 };
    case 2: {
      const length = buffer.readInt32LE(at);
      return { value: buffer.toString('utf8', at + 4, at + 3 + length), end: at + 4 + length };
    }
    case 3:
    case 4:
      return readDocument(buffer, at, type === 4);
    case 5:
      return { value: undefined, end: at + 5 + buffer.readInt32LE(at) };
    case 7:
      return { value: buffer.toString('hex', at, at + 12), end: at + 12 };
    case 8:
      return { value: buffer[at] === 1, end: at + 1 };
    case 10:
      return { value: null, end: at };
    case 16:
      return { value: buffer.readInt32LE(at), end: at + 4 };
    case 9:
    case 17:
    case 18:
      return { value: Number(buffer.readBigInt64LE(at)), end: at + 8 };
    default:
      throw new Error(`BSON type ${type} is not read here`);
  }
}

function int32(value) {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value);
  return buffer;
}
