import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { AdminAudit } from './admin-audit';
import { ApiConfig } from './config';
import { ApiLogger } from './logger';
import { Metrics } from './metrics';
import { Store } from './store';
import { Temporal, TEMPORAL } from './temporal';

/** What every part of the API may ask for: configuration, logger, store, Temporal client, metrics. */
@Global()
@Module({})
export class CommonModule {
  static with(config: ApiConfig, logger: ApiLogger): DynamicModule {
    const providers: Provider[] = [
      { provide: ApiConfig, useValue: config },
      { provide: ApiLogger, useValue: logger },
      { provide: TEMPORAL, inject: [Temporal], useFactory: (temporal: Temporal) => temporal.client },
      Temporal,
      Store,
      Metrics,
      AdminAudit,
    ];
    return { module: CommonModule, providers, exports: providers };
  }
}
