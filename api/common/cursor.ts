import { DomainError } from '../../workflows/domain/errors';

/** Where a page ended: the sort value and the id of its last row. */
export interface Cursor {
  value: number | null;
  id: string;
}

export function encodeCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** @throws DomainError `input.malformed` for a cursor that this API did not give out */
export function decodeCursor(text: string): Cursor {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if ((value === null || typeof value === 'number') && typeof id === 'string') {
      return { value, id };
    }
  } catch {
    // Not JSON: answered below.
  }
  throw new DomainError('input.malformed', {}, 'cursor');
}
