import type { ErrorCode, ErrorParams } from '../../../workflows/domain/errors';
import type { Names } from '../../../workflows/domain/reference';
import type { Column } from './columns';

export type Row = Record<string, unknown>;

/** What is wrong with a row, by its place in the list and the path of the column. */
export interface RowFault {
  row: number;
  path: string;
  code: ErrorCode;
  params: ErrorParams;
}

/** What a row is checked against that lies outside of its own set. */
export interface Surroundings {
  /** Rows of another set, as they will stand on the day. */
  rows: (set: string) => readonly Row[];
  organisations: readonly string[];
  people: readonly string[];
  /** Roles that somebody holds or that a procedure asks for. */
  rolesInUse: readonly string[];
  /** Departments for which the joint review has a branch. */
  reviewers: readonly string[];
  processes: readonly string[];
}

/**
 * What a further version of a set changes:
 * `screening`  what a project is found to be, when it is screened from that day on
 * `precheck`   what an application is held against before it is submitted
 * `definition` the procedure itself: a further version of it is published
 * `later`      what is done from that day on; nothing that was done before
 */
export type Effect = 'screening' | 'precheck' | 'definition' | 'later';

/** A set of reference data that is kept as a table: one general way to show, fetch, check and load all of them. */
export interface SetSchema {
  set: string;
  name: Names;
  effect: Effect;
  columns: readonly Column[];
  /** What tells one row from the others; names the columns for the message. */
  key: (row: Row) => string;
  keyColumns: readonly string[];
  /** The table of data that are kept as one piece; by default a row is a piece. */
  table?: { rows: (data: unknown) => Row[]; data: (rows: readonly Row[]) => unknown };
  /** Faults that one cell alone does not show. */
  check?: (rows: readonly Row[], around: Surroundings) => RowFault[];
}
