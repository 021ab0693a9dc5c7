import type { Label } from '../definition';

/** A question of the review matrix (reference data): what is asked, on what ground, and of whom. */
export interface ReviewQuestion {
  code: string;
  name: Label;
  /** Codes of the departments that answer it, each for itself. */
  departments: string[];
  basis: string;
}
