import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { CaseDialogDraftsController } from './case-dialog-drafts.controller';
import { DraftsController } from './drafts.controller';
import { Drafts } from './drafts.service';
import { TaskDialogDraftsController } from './task-dialog-drafts.controller';

@Module({
  imports: [CasesModule],
  controllers: [DraftsController, TaskDialogDraftsController, CaseDialogDraftsController],
  providers: [Drafts],
})
export class DraftsModule {}
