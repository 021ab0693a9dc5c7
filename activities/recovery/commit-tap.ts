import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import type { CommitInput, CommitResult } from '../../workflows/engine/ports';

/** What a replay tells outside its sandbox. */
export interface CommitSinks extends Sinks {
  tap: { committed(input: CommitInput, result: CommitResult): void };
}

/**
 * Part of a workflow bundle made for reading histories: a replay decides every turn again, so what was given to the case's writer passes here
 * with what the writer answered then.
 */
export const interceptors = (): WorkflowInterceptors => {
  const { tap } = proxySinks<CommitSinks>();
  return {
    outbound: [
      {
        async scheduleLocalActivity(input, next) {
          const result = await next(input);
          if (input.activityType === 'commitCase') {
            tap.committed(input.args[0] as CommitInput, result as CommitResult);
          }
          return result;
        },
      },
    ],
  };
};
