#!/usr/bin/env node
// Checks the archive of a case without the server and without any package: node scripts/verify-archive.mjs ARCHIVE.zip
// Written apart from the code that makes archives, so that a mistake there is not repeated here.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const USAGE = `Usage: node scripts/verify-archive.mjs ARCHIVE.zip [--key PUBLIC_KEY.pem]... [--json]

Checks a case archive: seal, every file, the hash chain of the record, the daily anchors.
  --key FILE   public key (PEM) that the seal must come from; several for keys that were changed.
               Without it the enclosed key is used, and its id has to be compared with the published one.
  --json       result as JSON
Exit code: 0 intact, 1 touched, 2 not readable as an archive or wrong use.`;

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (buffer) => buffer.toString('hex');

// ---- zip ------------------------------------------------------------------------------------------------------
class Unreadable extends Error {}

/** Files of a zip by path (PKWARE APPNOTE 4.3): by its central directory, stored or deflated entries. */
function readZip(bytes) {
  const tail = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (tail < 0 || tail + 22 > bytes.length) throw new Unreadable('this is no zip, or its end is missing');
  const count = bytes.readUInt16LE(tail + 10);
  let at = bytes.readUInt32LE(tail + 16);
  const files = new Map();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw new Unreadable('the directory of the zip is damaged');
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const path = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extraLength + commentLength;
    if (files.has(path)) throw new Unreadable(`the zip holds ${path} twice`);
    files.set(path, readEntry(bytes, local, method, packed));
  }
  return files;
}

/** Content of one entry; null when it cannot be unpacked any more. */
function readEntry(bytes, local, method, packed) {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) return null;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content;
  try {
    return method === 8 ? inflateRawSync(content) : null;
  } catch {
    return null;
  }
}

// ---- canonical JSON and chain -----------------------------------------------------------------------------------
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function eventHash(event) {
  const content = { ...event };
  delete content.hash;
  return hex(sha256(canonical(content)));
}

/** First fault of the record against the head in the manifest. */
function chainFault(events, head) {
  const numbers = new Set(events.map((event) => event.seq));
  let prevHash = '0'.repeat(64);
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    if (event.seq !== seq) {
      return numbers.has(seq)
        ? { event: seq, kind: 'reordered', message: `event ${event.seq} stands in the place of event ${seq}` }
        : { event: seq, kind: 'missing', message: `event ${seq} is missing` };
    }
    if (eventHash(event) !== event.hash) return { event: seq, kind: 'edited', message: `event ${seq} was edited` };
    if (event.prevHash !== prevHash) {
      return { event: seq, kind: 'unlinked', message: `event ${seq} does not follow the event before it` };
    }
    prevHash = event.hash;
  }
  if (events.length < head.seq) {
    return {
      event: events.length + 1,
      kind: 'truncated',
      message: `the record ends before event ${events.length + 1}`,
    };
  }
  if (events.length > head.seq || prevHash !== head.hash) {
    return {
      event: head.seq,
      kind: 'rewritten',
      message: `the record does not end with the event ${head.seq} that was sealed`,
    };
  }
  return null;
}

function parseEvents(text) {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line, index) => {
      try {
        return JSON.parse(line);
      } catch {
        return { seq: index + 1, hash: 'unreadable', prevHash: '' };
      }
    });
}

// ---- seals and anchors ------------------------------------------------------------------------------------------
function sealFault(content, seal, trusted) {
  try {
    const key = createPublicKey(seal.publicKey);
    const id = hex(sha256(key.export({ type: 'spki', format: 'der' }))).slice(0, 16);
    if (seal.algorithm !== 'Ed25519' || id !== seal.keyId) return 'the seal names a key that it does not hold';
    if (trusted.length > 0 && !trusted.includes(id)) return `it was sealed by the unknown key ${id}`;
    return verify(null, content, key, Buffer.from(seal.signature, 'base64')) ? null : 'the seal is not of this content';
  } catch {
    return 'the seal is not readable';
  }
}

function anchorFault(events, proofs, trusted) {
  for (const { anchor, seal, head, path } of proofs) {
    const fault = sealFault(Buffer.from(canonical(anchor)), seal, trusted);
    if (fault) return { file: 'anchors.json', kind: 'anchor', message: `anchor of ${anchor.day}: ${fault}` };
    const leaf = sha256(Buffer.of(0), canonical({ caseId: head.caseId, hash: head.hash, seq: head.seq }));
    const root = path.reduce((hash, step) => {
      const other = Buffer.from(step.hash, 'hex');
      return step.side === 'left' ? sha256(Buffer.of(1), other, hash) : sha256(Buffer.of(1), hash, other);
    }, leaf);
    if (hex(root) !== anchor.root) {
      return {
        file: 'anchors.json',
        kind: 'anchor',
        message: `anchor of ${anchor.day}: event ${head.seq} did not stand under it`,
      };
    }
    if (events[head.seq - 1]?.hash !== head.hash) {
      return {
        event: head.seq,
        kind: 'rewritten',
        message: `event ${head.seq} is not the one that was anchored on ${anchor.day}`,
      };
    }
  }
  return null;
}

/** First event whose form is not the one that it names by its hash. */
function formFault(files, events) {
  for (const { seq, data } of events) {
    if (!data?.form?.hash) continue;
    const path = `forms/${data.form.id.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_')}.json`;
    const content = files.get(path);
    const hash = content ? hex(sha256(canonical(JSON.parse(content.toString('utf8'))))) : null;
    if (hash !== data.form.hash) {
      return { file: path, event: seq, kind: 'form', message: `${path} is not the form that event ${seq} names` };
    }
  }
  return null;
}

/** First event that brought a version of the application which is not the one that is enclosed. */
function applicationFault(files, events) {
  for (const { seq, data } of events) {
    const named = data?.header?.application ?? data?.application;
    if (!named?.hash) continue;
    const path = `forms/${`application-${named.id}-${named.version}`.replace(/[^\w.-]/g, '_')}.json`;
    const content = files.get(path);
    const hash = content ? hex(sha256(canonical(JSON.parse(content.toString('utf8'))))) : null;
    if (hash !== named.hash) {
      return {
        file: path,
        event: seq,
        kind: 'form',
        message: `${path} is not the application that event ${seq} names`,
      };
    }
  }
  return null;
}

// ---- the whole --------------------------------------------------------------------------------------------------
function json(files, path) {
  const content = files.get(path);
  if (!content) throw new Unreadable(`${path} is missing or damaged`);
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw new Unreadable(`${path} is no JSON`);
  }
}

/** All faults of an archive, the most telling first: a touched event before the file that holds it. */
function checkArchive(bytes, trusted) {
  const files = readZip(bytes);
  const manifest = json(files, 'manifest.json');
  const signature = json(files, 'signature.json');
  if (manifest.format !== 'hazflow-archive/1') throw new Unreadable(`unknown format ${manifest.format}`);
  const faults = [];

  const events = parseEvents(files.get('events.jsonl')?.toString('utf8') ?? '');
  const chain = chainFault(events, manifest.head);
  if (chain) faults.push({ file: 'events.jsonl', ...chain });
  const foreign = events.find((event) => event.caseId !== manifest.caseId);
  if (foreign)
    faults.push({
      file: 'events.jsonl',
      event: foreign.seq,
      kind: 'foreign',
      message: `event ${foreign.seq} is of another case`,
    });

  const listed = new Set(['manifest.json', 'signature.json']);
  for (const { path, size, sha256: hash } of manifest.files) {
    listed.add(path);
    const content = files.get(path);
    if (content === undefined) faults.push({ file: path, kind: 'missing', message: `${path} is missing` });
    else if (content === null || content.length !== size || hex(sha256(content)) !== hash) {
      faults.push({ file: path, kind: 'edited', message: `${path} was changed` });
    }
  }
  for (const path of files.keys()) {
    if (!listed.has(path)) faults.push({ file: path, kind: 'added', message: `${path} was added` });
  }

  const seal = sealFault(files.get('manifest.json'), signature, trusted);
  if (seal) faults.push({ file: 'manifest.json', kind: 'seal', message: `manifest.json: ${seal}` });
  if (faults.length === 0) {
    const fault =
      formFault(files, events) ??
      applicationFault(files, events) ??
      anchorFault(events, json(files, 'anchors.json'), trusted);
    if (fault) faults.push(fault);
  }
  return {
    caseId: manifest.caseId,
    events: events.length,
    files: manifest.files.length,
    createdAt: manifest.createdAt,
    keyId: signature.keyId,
    faults,
  };
}

function main(argv) {
  const keys = [];
  const paths = [];
  let asJson = false;
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--key' && argv[i + 1]) keys.push(argv[++i]);
    else if (argv[i] === '--json') asJson = true;
    else if (argv[i] === '--help' || argv[i].startsWith('-'))
      return { code: argv[i] === '--help' ? 0 : 2, text: USAGE };
    else paths.push(argv[i]);
  }
  if (paths.length !== 1) return { code: 2, text: USAGE };
  let result;
  try {
    const trusted = keys.map((file) =>
      hex(sha256(createPublicKey(readFileSync(file)).export({ type: 'spki', format: 'der' }))).slice(0, 16),
    );
    result = { ...checkArchive(readFileSync(paths[0]), trusted), trusted: trusted.length > 0 };
  } catch (error) {
    const message = error instanceof Unreadable ? error.message : `not readable: ${error.message}`;
    return { code: 2, text: asJson ? JSON.stringify({ error: message }) : message };
  }
  const code = result.faults.length > 0 ? 1 : 0;
  if (asJson) return { code, text: JSON.stringify(result, null, 2) };
  const head = `${result.caseId}: ${result.events} events, ${result.files} files, sealed ${result.createdAt} with key ${result.keyId}`;
  const key = result.trusted
    ? ''
    : '\nThe key is the enclosed one: compare its id with the published one, or give it by --key.';
  const text =
    code === 0
      ? `INTACT 完好\n${head}${key}`
      : `TOUCHED 已被改动\n${head}\n${result.faults.map((fault) => `- ${fault.message}`).join('\n')}`;
  return { code, text };
}

const { code, text } = main(process.argv.slice(2));
console.log(text);
process.exitCode = code;
