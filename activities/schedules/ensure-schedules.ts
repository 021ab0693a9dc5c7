import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { UPKEEP, upkeepIdOf, type UpkeepJob } from '../../workflows/upkeep';

const TIMEZONE = 'Asia/Shanghai';

/** When each job runs: hour and minute of the local day; the anchor last, so that it holds the whole day. */
const TIMES: Record<UpkeepJob, { hour: number; minute: number }> = {
  reference: { hour: 0, minute: 20 },
  calendar: { hour: 1, minute: 0 },
  blobs: { hour: 1, minute: 20 },
  notices: { hour: 1, minute: 30 },
  archives: { hour: 1, minute: 40 },
  integrity: { hour: 2, minute: 30 },
  digest: { hour: 7, minute: 30 },
  anchor: { hour: 23, minute: 30 },
};

/** Makes the schedules of the nightly jobs, or brings them up to date; any number of workers may do so at once. */
export async function ensureSchedules(client: Client, taskQueue: string): Promise<string[]> {
  const made: string[] = [];
  for (const [job, time] of Object.entries(TIMES) as [UpkeepJob, { hour: number; minute: number }][]) {
    const scheduleId = upkeepIdOf(taskQueue, job);
    const options: ScheduleOptions = {
      scheduleId,
      spec: { calendars: [{ ...time, comment: job }], timezone: TIMEZONE },
      // A night that was missed because the service was away is caught up.
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
      action: { type: 'startWorkflow', workflowType: UPKEEP, workflowId: scheduleId, taskQueue, args: [{ job }] },
    };
    try {
      await client.schedule.create(options);
      made.push(scheduleId);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await client.schedule.getHandle(scheduleId).update((present) => ({
        ...present,
        spec: options.spec,
        policies: options.policies,
        action: options.action,
      }));
    }
  }
  return made;
}
