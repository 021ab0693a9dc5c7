import type { Connection } from '@temporalio/client';
import { Deployments } from '../../../activities/temporal/deployment';

/** As the service words it; only `code` and `details` matter. */
const refusal = (details: string): Error =>
  Object.assign(new Error(`9 FAILED_PRECONDITION: ${details}`), { code: 9, details, metadata: {} });

const HALF_REGISTERED =
  "proposed ramping version 'hazflow:0.2.0' is missing active task queues from the current version; these would become unversioned if it is set as the ramping version";

/** A service that refuses so often before it takes the change. */
function service(refusals: Error[]): { connection: Connection; asked: string[] } {
  const asked: string[] = [];
  const change = ({ buildId }: { buildId: string }): Promise<object> => {
    asked.push(buildId);
    const error = refusals.shift();
    return error ? Promise.reject(error) : Promise.resolve({});
  };
  const workflowService = { setWorkerDeploymentRampingVersion: change, setWorkerDeploymentCurrentVersion: change };
  return { connection: { workflowService } as unknown as Connection, asked };
}

describe('switching to a build that has just started', () => {
  it('waits until the service knows all its task queues', async () => {
    const { connection, asked } = service([refusal(HALF_REGISTERED), refusal(HALF_REGISTERED)]);
    await new Deployments(connection, 'default').ramp('0.2.0', 10);
    expect(asked).toEqual(['0.2.0', '0.2.0', '0.2.0']);
  });

  it('does not ask again when the build is refused for another reason', async () => {
    const { connection, asked } = service([refusal('no workers of this build have polled')]);
    await expect(new Deployments(connection, 'default').makeCurrent('0.2.0')).rejects.toThrow('no workers');
    expect(asked).toEqual(['0.2.0']);
  });
});
