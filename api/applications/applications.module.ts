import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { CreditModule } from '../credit/credit.module';
import { FormRepository } from '../cases/form.repository';
import { ApplicationAccess } from './application-access.service';
import { ApplicationRepository } from './application.repository';
import { ApplicationsController } from './applications.controller';
import { ApplicationViews } from './application-view.service';
import { Corrections } from './correction.service';
import { Drafts } from './drafts.service';
import { PreChecks } from './precheck.service';
import { ProjectReferences } from './project-reference.service';
import { Submissions } from './submission.service';

@Module({
  imports: [CasesModule, CreditModule],
  controllers: [ApplicationsController],
  providers: [
    ApplicationRepository,
    ApplicationAccess,
    ApplicationViews,
    Corrections,
    Drafts,
    FormRepository,
    PreChecks,
    ProjectReferences,
    Submissions,
  ],
})
export class ApplicationsModule {}
