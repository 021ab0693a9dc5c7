import type { ApplicationDraft } from '../application';
import type { Day } from '../calendar';
import type { ErrorCode, ErrorParams } from '../errors';
import type { ProjectReference } from '../reference';

/** What one rule finds wrong; the runner adds the rule itself. */
export interface Finding {
  field: string;
  code: ErrorCode;
  params: ErrorParams;
}

export interface PreCheckContext {
  reference: ProjectReference;
  today: Day;
  /** What can already be screened falls under "两重点一重大". */
  inScope: boolean;
}

/** One rule of the pre-check. `clause` is what it rests on; `design` marks a default of the system. */
export interface PreCheckRule {
  id: string;
  clause: string;
  check: (draft: ApplicationDraft, context: PreCheckContext) => Finding[];
}

/** A draft comes from outside: whatever a field holds, these give it back only if it is of the kind asked for. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function listOf<T>(value: T[] | null | undefined): T[] {
  return Array.isArray(value) ? value : [];
}

export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** What was sent, as a word for a message: text and numbers as they are, anything else as an ellipsis. */
export function wordOf(value: unknown): string {
  return textOf(value) ?? (typeof value === 'number' || typeof value === 'boolean' ? String(value) : '…');
}
