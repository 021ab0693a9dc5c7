import type { StagePlay } from '../stage-play';

/** What a story left behind, for whoever checks it afterwards. */
export interface Played {
  caseId: string;
  applicationId: string;
  letter: { number: string; documentId: string; sha256: string; savedAs: string };
}

/** A case that is played against a running system. Any deviation from what should happen throws. */
export interface Story {
  name: string;
  title: { zh: string; en: string };
  play(play: StagePlay): Promise<Played>;
}
