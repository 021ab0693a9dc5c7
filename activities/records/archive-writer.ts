import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface ManifestFile {
  path: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

type Content = string | Uint8Array | AsyncIterable<Uint8Array>;

async function* chunksOf(content: Content): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') yield Buffer.from(content, 'utf8');
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

/** A zip that is handed on while it grows; keeps size and hash of each file. */
export class ArchiveWriter {
  readonly files: ManifestFile[] = [];
  private readonly ready: Uint8Array[] = [];
  private readonly zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.ready.push(chunk);
  });

  /** @param at time stamp of all entries */
  constructor(private readonly at: Date) {}

  /** Adds a file and yields what of the zip is finished meanwhile. */
  async *add(path: string, content: Content, { packed = true } = {}): AsyncGenerator<Uint8Array> {
    const entry = packed ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
    entry.mtime = this.at;
    this.zip.add(entry);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of chunksOf(content)) {
      hash.update(chunk);
      size += chunk.length;
      // fflate keeps what it is given until it has packed it, and a stream may use its buffer again.
      entry.push(Uint8Array.from(chunk));
      yield* this.ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* this.ready.splice(0);
    this.files.push({ path, size, sha256: hash.digest('hex') });
  }

  *end(): Generator<Uint8Array> {
    this.zip.end();
    yield* this.ready.splice(0);
  }
}
