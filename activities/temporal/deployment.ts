import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** Name of the worker deployment to which all builds belong. */
export const DEPLOYMENT = 'hazflow';

const { WorkerDeploymentVersionStatus: Status } = temporal.api.enums.v1;

export interface BuildStatus {
  buildId: string;
  /**
   * `inactive`: gets nothing yet; `current`: gets everything; `ramping`: gets a share; `draining`: was current, its last tasks may still
   * run; `drained`: its workers may be stopped.
   */
  status: 'inactive' | 'current' | 'ramping' | 'draining' | 'drained';
  /** Per cent of the new steps that go to a ramping build; else null. */
  share: number | null;
}

export interface Deployment {
  /** Null: workers without a build id get everything. */
  current: string | null;
  /** Newest first. */
  builds: BuildStatus[];
}

/** What an operator does with the builds of the workers: look, switch over, try with a share first. */
export class Deployments {
  constructor(
    private readonly connection: Connection,
    private readonly namespace: string,
    private readonly deploymentName = DEPLOYMENT,
  ) {}

  /** @throws ServiceError NOT_FOUND as long as no worker with a build id has polled */
  async describe(): Promise<Deployment> {
    const info = await this.info();
    const routing = info?.routingConfig;
    const ramping = routing?.rampingDeploymentVersion?.buildId ?? null;
    return {
      current: routing?.currentDeploymentVersion?.buildId ?? null,
      builds: (info?.versionSummaries ?? []).map(({ deploymentVersion, status }) => {
        const buildId = deploymentVersion?.buildId ?? '';
        return {
          buildId,
          status: wordOf(status ?? Status.WORKER_DEPLOYMENT_VERSION_STATUS_UNSPECIFIED),
          share: buildId === ramping ? (routing?.rampingVersionPercentage ?? null) : null,
        };
      }),
    };
  }

  /**
   * Every new case and every next step of a running one goes to this build, as soon as the service has told its task queues: within
   * seconds. @throws when no worker of it polls, or when it lacks a task queue of the current build after {@link REGISTRATION_PATIENCE}
   */
  async makeCurrent(buildId: string): Promise<void> {
    await onceRegistered(() =>
      this.connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: this.namespace,
        deploymentName: this.deploymentName,
        buildId,
        identity: 'hazflow-operator',
      }),
    );
  }

  /** Gives a build a share of the cases; 0 ends it. @param percent 0 to 100 @throws as {@link makeCurrent} */
  async ramp(buildId: string, percent: number): Promise<void> {
    await onceRegistered(() =>
      this.connection.workflowService.setWorkerDeploymentRampingVersion({
        namespace: this.namespace,
        deploymentName: this.deploymentName,
        buildId: percent === 0 ? '' : buildId,
        percentage: percent,
        identity: 'hazflow-operator',
      }),
    );
  }

  private async info(): Promise<temporal.api.deployment.v1.IWorkerDeploymentInfo | null> {
    const { workerDeploymentInfo } = await this.connection.workflowService.describeWorkerDeployment({
      namespace: this.namespace,
      deploymentName: this.deploymentName,
    });
    return workerDeploymentInfo ?? null;
  }
}

/** How long a build that has just started may take to register all its task queues, in milliseconds. */
export const REGISTRATION_PATIENCE = 30_000;

/**
 * A worker polls for workflow tasks and for activities, and the service registers the two apart: a build is known a moment before it
 * has all its task queues, and until then the service refuses to switch to it.
 * @throws the service's refusal when it still stands after the patience, any other error at once
 */
async function onceRegistered(change: () => Promise<unknown>): Promise<void> {
  const patience = Date.now() + REGISTRATION_PATIENCE;
  for (;;) {
    try {
      await change();
      return;
    } catch (error) {
      if (!lacksTaskQueue(error) || Date.now() > patience) {
        throw error;
      }
      await sleep(250);
    }
  }
}

function lacksTaskQueue(error: unknown): boolean {
  return isGrpcServiceError(error) && error.details.includes('missing active task queues');
}

function wordOf(status: temporal.api.enums.v1.WorkerDeploymentVersionStatus): BuildStatus['status'] {
  switch (status) {
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT:
      return 'current';
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING:
      return 'ramping';
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING:
      return 'draining';
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED:
      return 'drained';
    default:
      return 'inactive';
  }
}

const HELP = `npm run deployment [-- OPTIONS]   builds of the workers; without options: shows them

Options
  --current BUILD          every new case and every next step goes to this build
  --ramp BUILD --share N   N per cent of the cases go to this build; 0 ends it
  --name NAME              of the deployment (${DEPLOYMENT})
  --help                   this text

The service is taken from TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE. In an image: node dist/activities/temporal/deployment.js [OPTIONS]
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      current: { type: 'string' },
      ramp: { type: 'string' },
      share: { type: 'string' },
      name: { type: 'string', default: DEPLOYMENT },
      help: { type: 'boolean', default: false },
    },
  });
  const share = Number(values.share);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (values.ramp !== undefined && !(Number.isInteger(share) && share >= 0 && share <= 100)) {
    throw new Error('--ramp wants --share with a whole number of per cent, 0 to 100');
  }
  const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233' });
  try {
    const deployments = new Deployments(connection, process.env['TEMPORAL_NAMESPACE'] ?? 'default', values.name);
    if (values.current !== undefined) {
      await deployments.makeCurrent(values.current);
    }
    if (values.ramp !== undefined) {
      await deployments.ramp(values.ramp, share);
    }
    const { current, builds } = await deployments.describe();
    console.log(`current: ${current ?? 'workers without a build id'}`);
    builds.forEach((b) =>
      console.log(`  ${b.buildId.padEnd(24)} ${b.status}${b.share === null ? '' : ` ${b.share} %`}`),
    );
  } finally {
    await connection.close();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
