import type { ErrorCode, ErrorParams } from '../domain/errors';
import type { Machine, ProcessDefinition } from '../processes/definition';

export interface Fault {
  /** Path of the stage, for instance `departmentReview/draft`; empty for the definition as a whole. */
  stage: string;
  code: Extract<ErrorCode, `definition.${string}`>;
  params: ErrorParams;
}

/** What a definition may refer to. */
export interface Known {
  limits: readonly string[];
  roles: readonly string[];
  activities: readonly string[];
  processes: readonly string[];
  /** Organisation codes; absent: not checked. */
  orgs?: readonly string[];
}

/** A machine on the way through the definition, with those around it from the inside out. */
export interface Place {
  definition: ProcessDefinition;
  known: Known;
  machine: Machine;
  path: string[];
  /** Enclosing machines with the block in which this one lies, innermost first. */
  around: { machine: Machine; block: string }[];
  /** Facts that a branch has of itself. */
  given: Record<string, 'string'>;
}

/** Takes down a fault of a stage. */
export type Report = (stage: string, code: Fault['code'], params?: ErrorParams) => void;
