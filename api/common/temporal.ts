import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ClientOptions,
  type ConnectionOptions,
} from '@temporalio/client';
import { dataConverterFrom } from '../../activities/temporal/data-converter';
import { ApiConfig } from './config';

/** Injection token of the Temporal client. */
export const TEMPORAL = Symbol('TEMPORAL');

/** About a second of retries: longer, and people would rather be told that the service is away. */
const ATTEMPTS = 5;
const PING_MS = 2000;

/** The one place where the API's client options are made: everything that speaks to Temporal gets its client here. */
export function clientOptions(config: ApiConfig, connection: Connection): ClientOptions {
  const dataConverter = dataConverterFrom(config);
  return {
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    identity: `hazflow-api-${process.pid}`,
    ...(dataConverter ? { dataConverter } : {}),
  };
}

/** The API's client: connects on first use and reconnects by itself. */
@Injectable()
export class Temporal implements OnApplicationShutdown {
  readonly client: Client;
  private readonly connection: Connection;
  private readonly probe: Connection;
  private closing = false;
  private retryAt = 0;

  constructor(config: ApiConfig) {
    this.connection = Connection.lazy(connectionOptions(config, [this.retries()]));
    this.probe = Connection.lazy(connectionOptions(config, []));
    this.client = new Client(clientOptions(config, this.connection));
  }

  /** Round trip to the service without retries; rejects within two seconds when it is away. */
  async ping(): Promise<void> {
    await this.probe.withDeadline(Date.now() + PING_MS, () => this.probe.workflowService.getSystemInfo({}));
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    // A retry that is due after the channel was closed would throw where nobody can catch it.
    const wait = this.retryAt - Date.now();
    if (wait > 0) await sleep(wait + 50);
    await Promise.all([this.connection.close(), this.probe.close()]);
  }

  private retries() {
    const usual = defaultGrpcRetryOptions({ maxAttempts: ATTEMPTS });
    return makeGrpcRetryInterceptor({
      retryableDecider: (attempt, status) => !this.closing && usual.retryableDecider(attempt, status),
      delayFunction: (attempt, status) => {
        const delay = usual.delayFunction(attempt, status);
        this.retryAt = Math.max(this.retryAt, Date.now() + delay);
        return delay;
      },
    });
  }
}

function connectionOptions(config: ApiConfig, interceptors: ConnectionOptions['interceptors']): ConnectionOptions {
  return {
    address: config.TEMPORAL_ADDRESS,
    interceptors: interceptors ?? [],
    // gRPC's default back-off grows to two minutes; people would wait that long after a short outage.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2000 },
  };
}
