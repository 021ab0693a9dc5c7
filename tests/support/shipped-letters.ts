import type { LetterRules } from '../../activities/documents/letter-rules';
import { loadReference } from '../../seeds/reference';
import { shippedRevisions } from './shipped-revisions';

/** What letters are made by as it is shipped, without a database. */
export const SHIPPED_LETTERS: LetterRules = (() => {
  const reference = loadReference();
  const of = (set: string) => shippedRevisions(reference, set);
  return { kinds: of('letter-kinds'), remedies: of('letter-remedies'), words: of('notice-words') };
})();
