import { jointReviewStory } from './joint-review.story';
import type { Story } from './story';

/** The stories that can be played, the usual one first. */
export const STORIES: readonly Story[] = [jointReviewStory];
