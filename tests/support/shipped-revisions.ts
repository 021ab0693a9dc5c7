import type { ReferenceDocument } from '../../activities/store/reference.schema';
import type { Reference } from '../../seeds/reference';
import { revisionInputs } from '../../seeds/reference-sets';

/** A set as the loader writes it into an empty database. */
export const shippedRevisions = (reference: Reference, set: string): ReferenceDocument[] =>
  revisionInputs(reference)
    .filter((input) => input.set === set)
    .map((input) => ({
      ...input,
      _id: `${set}/${input.key}/1`,
      revision: 1,
      by: 'seed',
      at: new Date(0),
      contentHash: '',
    }));
