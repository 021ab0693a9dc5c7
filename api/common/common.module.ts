import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import { AdminAudit } from './admin-audit';
import { ApiConfig } from './config';
import { ApiLogger } from './logger';
import { Metrics } from './metrics';
import { Store } from './store';
import { createTemporalClient, TEMPORAL } from './temporal';

/** What every part of the API may ask for: configuration, logger, store, Temporal client, metrics. */
@Global()
@Module({})
export class CommonModule implements OnApplicationShutdown {
  constructor(@Inject(TEMPORAL) private readonly temporal: Client) {}

  static with(config: ApiConfig, logger: ApiLogger): DynamicModule {
    const providers = [
      { provide: ApiConfig, useValue: config },
      { provide: ApiLogger, useValue: logger },
      { provide: TEMPORAL, useFactory: () => createTemporalClient(config) },
      Store,
      Metrics,
      AdminAudit,
    ];
    return { module: CommonModule, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.temporal.connection.close();
  }
}
