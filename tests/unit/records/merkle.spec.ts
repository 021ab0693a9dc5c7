import * as fc from 'fast-check';
import { merklePaths, merkleRoot, rootByPath } from '../../../activities/records/merkle';

describe('Merkle tree of the daily anchor', () => {
  // Certificate Transparency's own test tree (RFC 6962 reference implementation); its text leaves only, up to the first binary one.
  it('gives the published roots', () => {
    expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(merkleRoot([''])).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(merkleRoot(['', '\u0000'])).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
    expect(merkleRoot(['', '\u0000', '\u0010'])).toBe(
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    );
  });

  it('leads from every leaf to the root, and from no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (count, at) => {
        const leaves = Array.from({ length: count }, (_, i) => `leaf ${i}`);
        const index = at % count;
        const [path] = merklePaths(leaves, [index]);
        expect(rootByPath(leaves[index]!, path!)).toBe(merkleRoot(leaves));
        expect(rootByPath('other', path!)).not.toBe(merkleRoot(leaves));
      }),
    );
  });
});
