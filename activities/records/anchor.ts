import { createHash } from 'node:crypto';
import type { AnchorBody } from '../store/anchor.schema';
import { canonicalJson } from './canonical-json';
import type { ChainHead } from './event-chain';
import type { MerkleStep } from './merkle';
import type { Seal } from './sealer';

/** Head of a case's chain. */
export interface CaseHead extends ChainHead {
  caseId: string;
}

/** Proof that a head stood under a signed anchor, checkable without the server. */
export interface AnchorProof {
  anchor: AnchorBody;
  seal: Seal;
  head: CaseHead;
  path: MerkleStep[];
}

/** What of an anchor is signed and hashed. */
export function anchorBody({ day, at, count, root, prevHash }: AnchorBody): AnchorBody {
  return { day, at, count, root, prevHash };
}

export const anchorBytes = (body: AnchorBody): Buffer => Buffer.from(canonicalJson(anchorBody(body)), 'utf8');
export const anchorHash = (body: AnchorBody): string => createHash('sha256').update(anchorBytes(body)).digest('hex');

/** The leaf that stands for a head. */
export function anchorLeaf({ caseId, seq, hash }: CaseHead): string {
  return canonicalJson({ caseId, hash, seq });
}
