import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { unzipSync, zipSync } from 'fflate';
import { anchorBody, anchorBytes, anchorLeaf, type AnchorProof } from '../../../activities/records/anchor';
import { caseArchive, type ArchiveInput } from '../../../activities/records/case-archive';
import { chainEvents, GENESIS_HASH, type ChainedEvent } from '../../../activities/records/event-chain';
import { merklePaths, merkleRoot } from '../../../activities/records/merkle';
import { seal, sealerOf, type Sealer } from '../../../activities/records/sealer';
import type { DocumentView } from '../../../activities/store/document.reader';

export const CASE_ID = 'jointReview/JR-2026-000012';
/** SHA-256 of `{"opinion":"同意"}`, as the command named its form. */
const FORM = { id: 'opinion/1@2', hash: createHash('sha256').update('{"opinion":"同意"}').digest('hex') };
export const newSealer = (): Sealer =>
  sealerOf(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));

export const events = (count = 9): ChainedEvent[] =>
  chainEvents(
    Array.from({ length: count }, (_, i) => ({
      caseId: CASE_ID,
      seq: i + 1,
      type: i === 0 ? 'caseStarted' : 'taskCompleted',
      at: `2026-03-0${i + 1}T01:00:00.000Z`,
      actor: { kind: 'person', id: `officer${i}`, org: 'EMB' },
      data: {
        outcome: 'AGREE',
        quantity: 0.1 + i,
        '10': 'a',
        '9': 'b',
        note: '同意\u2028"通过"',
        form: i === 2 ? FORM : null,
      },
    })),
  );

const contents: Record<string, Buffer> = {
  aaaaaaaaaaaaaaaaaaaaaaaa: Buffer.from('%PDF-1.7 安全评价报告'),
  bbbbbbbbbbbbbbbbbbbbbbbb: Buffer.alloc(400_000, 'png'),
};
const documentOf = (documentId: string, filename: string): DocumentView => ({
  documentId,
  filename,
  mediaType: 'application/pdf',
  size: contents[documentId]!.length,
  sha256: createHash('sha256').update(contents[documentId]!).digest('hex'),
  sm3: createHash('sm3').update(contents[documentId]!).digest('hex'),
  kind: 'evidence',
  caseId: CASE_ID,
  uploadedBy: 'applicant1',
  uploadedAt: new Date('2026-03-01T00:00:00Z'),
  supersededBy: null,
});

/** Proof that the head after `seq` events stood under the anchor of a day, beside heads of other cases. */
export async function anchored(
  chain: readonly ChainedEvent[],
  seq: number,
  day: string,
  sealer: Sealer,
): Promise<AnchorProof> {
  const head = { caseId: CASE_ID, seq, hash: chain[seq - 1]!.hash };
  const leaves = [{ caseId: 'a', seq: 3, hash: 'aa' }, head, { caseId: 'z', seq: 1, hash: 'bb' }].map(anchorLeaf);
  const anchor = anchorBody({
    day,
    at: `${day}T16:00:00.000Z`,
    count: 3,
    root: merkleRoot(leaves),
    prevHash: GENESIS_HASH,
  });
  return { anchor, seal: await seal(sealer, anchorBytes(anchor)), head, path: merklePaths(leaves, [1])[0]! };
}

export async function archiveInput(sealer: Sealer): Promise<ArchiveInput> {
  const chain = events();
  return {
    caseId: CASE_ID,
    at: new Date('2026-05-08T08:00:00Z'),
    events: chain,
    case: { _id: CASE_ID, status: 'ended' },
    tasks: [{ _id: 't1' }],
    library: { definitions: {}, references: {} },
    letters: [],
    forms: [
      {
        id: 'opinion/1@2',
        title: '部门审查意见表',
        data: { opinion: '同意' },
        rows: [{ label: '意见', value: '同意' }],
        author: '示例',
        subtitle: CASE_ID,
        day: '2026-03-02',
      },
    ],
    documents: [
      documentOf('aaaaaaaaaaaaaaaaaaaaaaaa', '安全评价报告.pdf'),
      documentOf('bbbbbbbbbbbbbbbbbbbbbbbb', '现场.png'),
    ],
    anchors: [await anchored(chain, 4, '2026-03-04', sealer), await anchored(chain, 9, '2026-03-09', sealer)],
    history: '{"events":[]}',
  };
}

export async function makeArchive(sealer: Sealer, change: Partial<ArchiveInput> = {}): Promise<Buffer> {
  const input = { ...(await archiveInput(sealer)), ...change };
  const open = async (id: string) => ({
    stream: Readable.from([contents[id]!.subarray(0, 7), contents[id]!.subarray(7)]),
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of caseArchive(input, { sealer, open })) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** An archive with some of its files exchanged, added or (null) taken out. */
export function tampered(archive: Buffer, changes: Record<string, ((old: Buffer) => Buffer | string) | null>): Buffer {
  const files = unzipSync(archive);
  for (const [path, change] of Object.entries(changes)) {
    if (change) files[path] = Uint8Array.from(Buffer.from(change(Buffer.from(files[path] ?? [])) as string));
    else delete files[path];
  }
  return Buffer.from(zipSync(files));
}

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
let written = 0;
export const removeFiles = (): void => rmSync(folder, { recursive: true });
export function fileOf(content: string | Buffer): string {
  const path = join(folder, `f${written++}`);
  writeFileSync(path, content);
  return path;
}

/** Runs the verifier as anybody would, in a process of its own. */
export function verifyArchive(archive: Buffer, ...more: string[]): Promise<{ code: number; output: string }> {
  const script = join(__dirname, '../../../scripts/verify-archive.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, fileOf(archive), ...more], (error, stdout) =>
      resolve({ code: error ? (error.code as number) : 0, output: stdout }),
    );
  });
}
