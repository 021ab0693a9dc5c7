import { createHash } from 'node:crypto';

/** One step from a leaf to the root: the neighbour's hash and on which side it stands. */
export interface MerkleStep {
  side: 'left' | 'right';
  /** Lower-case hex. */
  hash: string;
}

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// RFC 6962 §2.1: leaves and nodes are hashed under different prefixes, so that a node cannot be passed off as a leaf.
const leafHash = (data: string) => sha256(Uint8Array.of(0), Buffer.from(data, 'utf8'));
const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right);

/** Levels from the leaves to the root; the last node of an odd level goes up unpaired, which gives the tree of RFC 6962. */
function levelsOf(leaves: readonly string[]): Buffer[][] {
  const levels: Buffer[][] = [leaves.map(leafHash)];
  for (let level = levels[0]!; level.length > 1; level = levels.at(-1)!) {
    const next: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      next.push(i + 1 < level.length ? nodeHash(level[i]!, level[i + 1]!) : level[i]!);
    }
    levels.push(next);
  }
  return levels;
}

/** Root of the Merkle tree over the leaves (RFC 6962), lower-case hex; of no leaves: the hash of nothing. */
export function merkleRoot(leaves: readonly string[]): string {
  return (leaves.length === 0 ? sha256() : levelsOf(leaves).at(-1)![0]!).toString('hex');
}

/** The way from each of the leaves asked for to the root. */
export function merklePaths(leaves: readonly string[], indexes: readonly number[]): MerkleStep[][] {
  const levels = levelsOf(leaves);
  return indexes.map((index) => {
    const path: MerkleStep[] = [];
    for (let level = 0, at = index; level < levels.length - 1; level++, at >>= 1) {
      const neighbour = levels[level]![at ^ 1];
      if (neighbour) path.push({ side: at % 2 ? 'left' : 'right', hash: neighbour.toString('hex') });
    }
    return path;
  });
}

/** The root that a leaf leads to by its path. */
export function rootByPath(leaf: string, path: readonly MerkleStep[]): string {
  return path
    .reduce((hash, step) => {
      const other = Buffer.from(step.hash, 'hex');
      return step.side === 'left' ? nodeHash(other, hash) : nodeHash(hash, other);
    }, leafHash(leaf))
    .toString('hex');
}
