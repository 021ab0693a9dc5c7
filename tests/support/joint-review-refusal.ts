import { DomainError } from '../../workflows/domain/errors';

/** The code with which something is refused; `accepted` when it is not. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) {
      return error.code;
    }
    throw error;
  }
  return 'accepted';
}
