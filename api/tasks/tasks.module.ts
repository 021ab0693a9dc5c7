import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { BulkController } from './bulk.controller';
import { Bulk } from './bulk.service';
import { FollowUps } from './follow-ups.service';
import { Inbox } from './inbox.service';
import { Previews } from './preview.service';
import { TaskViews } from './task-view.service';
import { TasksController } from './tasks.controller';

@Module({
  imports: [CasesModule],
  controllers: [BulkController, TasksController],
  providers: [Bulk, FollowUps, Inbox, Previews, TaskViews],
  exports: [Inbox, Previews],
})
export class TasksModule {}
