import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { DraftsController } from './drafts.controller';
import { TaskDrafts } from './drafts.service';

@Module({ imports: [CasesModule], controllers: [DraftsController], providers: [TaskDrafts] })
export class DraftsModule {}
