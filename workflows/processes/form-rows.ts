/** Rows of the list fields of forms. Days are local, `YYYY-MM-DD`. */

/** A field of type `conditions`: what an approval depends on. */
export interface ConditionRow {
  text: string;
  /** Who has to fulfil it, in words (usually a post of the enterprise). */
  owner: string;
  dueOn: string;
  /** Stage of the project's life that it bars while open: see `CHECK_POINTS`. */
  checkPoint: string;
  /** Organisation code of the department that set it and checks it. */
  setBy: string;
}

/** A field of type `points`: what has to be corrected. */
export interface PointRow {
  subject: string;
  demand: string;
  basis: string;
}

/** A field of type `attendance`. */
export interface AttendanceRow {
  org: string;
  person: string;
  post: string;
}
