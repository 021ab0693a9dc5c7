import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { AdminModule } from './admin/admin.module';
import { ApplicationsModule } from './applications/applications.module';
import { AuthGuard } from './auth/auth.guard';
import { AuthModule } from './auth/auth.module';
import { RolesGuard } from './auth/roles.guard';
import { CasesModule } from './cases/cases.module';
import { CommonModule } from './common/common.module';
import { ApiConfig } from './common/config';
import { ApiLogger } from './common/logger';
import { ProblemFilter } from './common/problem.filter';
import { Store } from './common/store';
import { PersonThrottlerGuard, throttlerOptions } from './common/throttle.guard';
import { createValidationPipe } from './common/validation';
import { CreditModule } from './credit/credit.module';
import { DashboardModule } from './dashboard/dashboard.module';
import { DefinitionsModule } from './definitions/definitions.module';
import { DocumentsModule } from './documents/documents.module';
import { DraftsModule } from './drafts/drafts.module';
import { EventsModule } from './events/events.module';
import { FiltersModule } from './filters/filters.module';
import { HealthModule } from './health/health.module';
import { LettersModule } from './letters/letters.module';
import { NotificationsModule } from './notifications/notifications.module';
import { ObligationsModule } from './obligations/obligations.module';
import { OrganisationsModule } from './organisations/organisations.module';
import { ParksModule } from './parks/parks.module';
import { PeopleModule } from './people/people.module';
import { PhrasesModule } from './phrases/phrases.module';
import { ProxiesModule } from './proxies/proxies.module';
import { PublicNoticesModule } from './public-notices/public-notices.module';
import { ReferenceModule } from './reference/reference.module';
import { StatisticsModule } from './statistics/statistics.module';
import { TasksModule } from './tasks/tasks.module';

/** The parts of the API, one folder each. */
const PARTS: Type[] = [
  AdminModule,
  ApplicationsModule,
  AuthModule,
  CasesModule,
  CreditModule,
  DashboardModule,
  DefinitionsModule,
  DocumentsModule,
  DraftsModule,
  EventsModule,
  FiltersModule,
  HealthModule,
  LettersModule,
  NotificationsModule,
  ObligationsModule,
  OrganisationsModule,
  ParksModule,
  PeopleModule,
  PhrasesModule,
  ProxiesModule,
  PublicNoticesModule,
  ReferenceModule,
  StatisticsModule,
  TasksModule,
];

@Module({})
export class AppModule {
  static with(config: ApiConfig, logger: ApiLogger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CommonModule.with(config, logger),
        ThrottlerModule.forRootAsync({ inject: [ApiConfig, Store, ApiLogger], useFactory: throttlerOptions }),
        ...PARTS,
      ],
      // Guards run in this order: who is it, how often, may they.
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: createValidationPipe },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: PersonThrottlerGuard },
        { provide: APP_GUARD, useClass: RolesGuard },
      ],
    };
  }
}
