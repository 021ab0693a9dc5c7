import { allHandlersFinished, condition, defineUpdate, setHandler } from '@temporalio/workflow';

/** One decision on the bare workflow: what Temporal itself costs, without record, rules or HTTP. */
export const bareDecision = defineUpdate<number, [{ by: string }]>('bareDecision');

/** Takes a fixed number of updates and ends: the yardstick beside which the product's decisions are measured. */
export async function bareCase(decisions: number): Promise<number> {
  let taken = 0;
  setHandler(
    bareDecision,
    ({ by: _by }) => {
      taken += 1;
      return taken;
    },
    {
      validator: ({ by }) => {
        if (by === '') {
          throw new Error('nobody');
        }
      },
    },
  );
  await condition(() => taken >= decisions);
  await condition(allHandlersFinished);
  return taken;
}
