import { createHash } from 'node:crypto';

export interface ContentMeasure {
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** Lower-case hex, GB/T 32905. */
  sm3: string;
  /** UTF-8 throughout and without control characters other than tab and line ends. */
  isText: boolean;
}

/** Measures content while it passes by, in one run and without keeping it. */
export class ContentMeter {
  private readonly sha256 = createHash('sha256');
  private readonly sm3 = createHash('sm3');
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private text = true;
  size = 0;

  add(chunk: Uint8Array): void {
    this.size += chunk.length;
    this.sha256.update(chunk);
    this.sm3.update(chunk);
    this.checkText(chunk, true);
  }

  private checkText(chunk: Uint8Array | undefined, stream: boolean): void {
    if (!this.text) return;
    try {
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      this.text = !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(this.decoder.decode(chunk, { stream }));
    } catch {
      this.text = false;
    }
  }

  /** Ends the measuring; once. */
  end(): ContentMeasure {
    this.checkText(undefined, false);
    return { size: this.size, sha256: this.sha256.digest('hex'), sm3: this.sm3.digest('hex'), isText: this.text };
  }
}
