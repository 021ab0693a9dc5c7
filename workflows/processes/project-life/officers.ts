import type { Assignment } from '../definition';

/** Who reports what an authority outside has decided: an applicant does not report the own approval. */
export const OFFICERS: Assignment[] = [
  { org: '$leadOrg', role: 'caseOfficer' },
  { org: 'EMB', role: 'caseOfficer' },
];
