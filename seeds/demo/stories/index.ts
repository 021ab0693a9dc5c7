import { JOINT_REVIEW_STORIES } from './joint-review.story';
import type { Story } from './story';

/** The stories that can be played; of a procedure the usual one first. */
export const STORIES: readonly Story[] = JOINT_REVIEW_STORIES;

/**
 * The story of a procedure; without names the usual one.
 * @throws Error that lists the names, for one that does not exist
 */
export function storyNamed(process: string = STORIES[0]!.process, name?: string): Story {
  const ofProcess = STORIES.filter((story) => story.process === process);
  if (ofProcess.length === 0) {
    const known = [...new Set(STORIES.map((story) => story.process))].join(', ');
    throw new Error(`There is no procedure ${process}; there is: ${known}.`);
  }
  const found = name === undefined ? ofProcess[0] : ofProcess.find((story) => story.name === name);
  if (!found) {
    throw new Error(`There is no story ${name} of ${process}; there is: ${ofProcess.map((s) => s.name).join(', ')}.`);
  }
  return found;
}
