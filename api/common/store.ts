import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ConnectionStates, type Connection, type Model, type Schema } from 'mongoose';
import { modelOf } from '../../activities/store/model-of';
import {
  connectOptions,
  newConnection,
  refuseStandalone,
  StandaloneServerError,
} from '../../activities/store/open-connection';
import { ApiConfig } from './config';
import { ApiLogger } from './logger';

const RETRY_MS = 1000;

/**
 * The API's connection to MongoDB. The API starts and stays up without the database: the first connection is tried again
 * until it stands, later outages are the driver's business. Meanwhile every use fails at once.
 */
@Injectable()
export class Store implements OnModuleInit, OnApplicationShutdown {
  readonly connection: Connection = newConnection();
  private stopped = false;
  private retry?: NodeJS.Timeout;
  private readonly whenConnected: (() => void)[] = [];

  constructor(
    @Inject(ApiConfig) private readonly config: ApiConfig,
    @Inject(ApiLogger) private readonly logger: ApiLogger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  /** The model of that name, registered on first use. */
  model<T>(name: string, schema: Schema<T>): Model<T> {
    return modelOf(this.connection, name, schema);
  }

  /** Calls back once when the first connection stands (at once if it does already). */
  onConnected(then: () => void): void {
    if (this.connection.readyState === ConnectionStates.connected) then();
    else this.whenConnected.push(then);
  }

  /** Round trip to the server; rejects within about two seconds when it is away. */
  async ping(): Promise<void> {
    if (!this.connection.db) throw new Error('not connected');
    await this.connection.db.admin().command({ ping: 1 }, { timeoutMS: 2000 });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.connection.close();
  }

  private async connect(): Promise<void> {
    try {
      await this.connection.openUri(this.config.MONGODB_URI, connectOptions(this.config.MONGODB_URI));
      await refuseStandalone(this.connection);
      this.whenConnected.splice(0).forEach((then) => then());
    } catch (error) {
      if (error instanceof StandaloneServerError) {
        await this.connection.close();
        throw error;
      }
      // A client that never connected keeps its monitors running until it is closed.
      await (this.connection.getClient() as { close(): Promise<void> } | undefined)?.close().catch(() => undefined);
      if (this.stopped) return;
      this.logger.warn(`MongoDB is away: ${(error as Error).message}`, 'Store');
      this.retry = setTimeout(() => void this.connect().catch((e: unknown) => this.logger.fatal(e, 'Store')), RETRY_MS);
      this.retry.unref();
    }
  }
}
