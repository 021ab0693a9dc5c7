import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import type { CommitInput, CommitResult } from '../../workflows/engine/ports';
import type { CaseHeader, CaseState } from '../../workflows/engine/state';
import type { CaseInput } from '../../workflows/messages';

/** What the replay of a case's history tells outside its sandbox. */
export interface HistorySinks extends Sinks {
  history: {
    /** @param seq last event that the run knew of when it began */
    began(seq: number, header: CaseHeader | null): void;
    committed(input: CommitInput, result: CommitResult): void;
  };
}

/**
 * Part of a workflow bundle made for reading histories: a replay decides every turn again, so what was given to the case's writer passes
 * here with what the writer answered then.
 */
export const interceptors = (): WorkflowInterceptors => {
  const { history } = proxySinks<HistorySinks>();
  return {
    inbound: [
      {
        execute(input, next) {
          const given = input.args[0] as CaseInput;
          if (given.kind === 'start') {
            history.began(0, given.start.header);
          } else if (given.kind === 'continue') {
            history.began(given.state.seq, given.state.header);
          }
          return next(input);
        },
      },
    ],
    outbound: [
      {
        async scheduleActivity(input, next) {
          const result = await next(input);
          if (input.activityType === 'loadCase') {
            const { state } = result as { state: CaseState };
            history.began(state.seq, state.header);
          }
          return result;
        },
        async scheduleLocalActivity(input, next) {
          const result = await next(input);
          if (input.activityType === 'commitCase') {
            history.committed(input.args[0] as CommitInput, result as CommitResult);
          }
          return result;
        },
      },
    ],
  };
};
