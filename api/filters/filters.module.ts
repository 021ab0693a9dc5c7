import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module';
import { FiltersController } from './filters.controller';
import { Filters } from './filters.service';

@Module({ imports: [TasksModule], controllers: [FiltersController], providers: [Filters] })
export class FiltersModule {}
