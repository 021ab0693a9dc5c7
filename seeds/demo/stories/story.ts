import type { StagePlay } from '../stage-play';

/** What a story left behind, for whoever checks it afterwards. */
export interface Played {
  caseId: string;
  applicationId: string;
  /** Null while the case goes on: a story waits for nothing. */
  result: string | null;
  letter: { number: string; documentId: string; sha256: string; savedAs: string } | null;
}

/** A case that is played against a running system. Any deviation from what should happen throws. */
export interface Story {
  /** The procedure that it shows, as the command line calls it. */
  process: string;
  name: string;
  title: { zh: string; en: string };
  play(play: StagePlay): Promise<Played>;
}
