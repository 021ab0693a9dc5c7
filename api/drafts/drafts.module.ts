import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { BulkDraftsController } from './bulk-drafts.controller';
import { CaseDialogDraftsController } from './case-dialog-drafts.controller';
import { DraftsController } from './drafts.controller';
import { Drafts } from './drafts.service';
import { TaskDialogDraftsController } from './task-dialog-drafts.controller';

@Module({
  imports: [CasesModule],
  controllers: [BulkDraftsController, DraftsController, TaskDialogDraftsController, CaseDialogDraftsController],
  providers: [Drafts],
})
export class DraftsModule {}
