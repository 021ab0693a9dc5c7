import { anchorBytes, anchorHash, anchorLeaf, type AnchorProof } from './anchor';
import { verifyAgainstHeads, type ChainedEvent, type ChainFault } from './event-chain';
import { rootByPath } from './merkle';
import { isSealed, type Seal } from './sealer';
import type { AnchorBody } from '../store/anchor.schema';

export interface AnchorFault {
  /** Day of the first anchor that does not hold. */
  day: string;
  message: string;
}

/** Checks a run of anchors, oldest first: seals, hashes and the links between them. */
export function verifyAnchors(anchors: readonly (AnchorBody & { hash: string; seal: Seal })[]): AnchorFault | null {
  let prevHash: string | null = null;
  for (const anchor of anchors) {
    const { day } = anchor;
    if (anchorHash(anchor) !== anchor.hash)
      return { day, message: `the anchor of ${day} does not give its recorded hash` };
    if (!isSealed(anchorBytes(anchor), anchor.seal))
      return { day, message: `the seal of the anchor of ${day} is not of it` };
    if (prevHash !== null && anchor.prevHash !== prevHash) {
      return { day, message: `the anchor of ${day} does not follow the one before it` };
    }
    prevHash = anchor.hash;
  }
  return null;
}

/** Holds the chain of a case against its anchored heads: the proofs themselves first, then the events. */
export function verifyAnchored(
  events: readonly ChainedEvent[],
  proofs: readonly AnchorProof[],
): AnchorFault | ChainFault | null {
  for (const { anchor, seal, head, path } of proofs) {
    const { day } = anchor;
    if (!isSealed(anchorBytes(anchor), seal)) return { day, message: `the seal of the anchor of ${day} is not of it` };
    if (rootByPath(anchorLeaf(head), path) !== anchor.root) {
      return { day, message: `the head of event ${head.seq} did not stand under the anchor of ${day}` };
    }
  }
  return verifyAgainstHeads(
    events,
    proofs.map((proof) => proof.head),
  );
}
