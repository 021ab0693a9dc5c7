import { Client, Connection, type ClientOptions } from '@temporalio/client';
import type { ApiConfig } from './config';

/** Injection token of the Temporal client. */
export const TEMPORAL = Symbol('TEMPORAL');

/** The one place where the API's client options are made: everything that speaks to Temporal gets its client here. */
export function clientOptions(config: ApiConfig, connection: Connection): ClientOptions {
  return { connection, namespace: config.TEMPORAL_NAMESPACE, identity: `hazflow-api-${process.pid}` };
}

/** A client that connects on first use and reconnects by itself. */
export function createTemporalClient(config: ApiConfig): Client {
  const connection = Connection.lazy({
    address: config.TEMPORAL_ADDRESS,
    // gRPC's default back-off grows to two minutes; people would wait that long after a short outage.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2000 },
  });
  return new Client(clientOptions(config, connection));
}

/** Round trip to the service; rejects within two seconds when it is away. */
export async function pingTemporal(client: Client): Promise<void> {
  await client.withDeadline(Date.now() + 2000, () => client.workflowService.getSystemInfo({}));
}
