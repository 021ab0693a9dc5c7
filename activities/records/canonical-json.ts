/** A value that JSON can carry. `Date` is written as its ISO text, an `undefined` member is left out, as `JSON.stringify` does. */
export type JsonLike =
  string | number | boolean | null | undefined | Date | readonly JsonLike[] | { readonly [key: string]: JsonLike };

/** With the `u` flag a surrogate matches only where it has no partner. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

function refuse(path: string, what: string): never {
  throw new TypeError(`canonical JSON: ${what} at ${path || '/'}`);
}

function text(value: string, path: string): string {
  // RFC 8785 §3.2.2.2: lone surrogates are no Unicode text; a hash over their replacement would not tell two texts apart.
  if (LONE_SURROGATE.test(value)) refuse(path, 'lone surrogate');
  return JSON.stringify(value);
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'number':
      if (!Number.isFinite(value)) refuse(path, `${value} is no JSON number`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      break;
    default:
      return refuse(path, typeof value);
  }
  if (value === null) return 'null';
  if (value instanceof Date) return text(value.toISOString(), path);
  if (Array.isArray(value)) return `[${value.map((item, i) => write(item, `${path}/${i}`)).join(',')}]`;
  // A foreign realm's plain object (jest, vm) has another Object.prototype, so the shape is asked for and not the constructor.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) refuse(path, 'class instance');
  const record = value as Record<string, unknown>;
  // RFC 8785 §3.2.3: keys by UTF-16 code units, which is the default order of sort().
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${text(key, path)}:${write(record[key], `${path}/${key}`)}`);
  return `{${members.join(',')}}`;
}

/**
 * The canonical form of a JSON value by RFC 8785 (JCS): the same value gives the same bytes everywhere.
 * @throws TypeError naming the path of a value that JSON cannot carry (NaN, a lone surrogate, a class instance, a function).
 */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}
