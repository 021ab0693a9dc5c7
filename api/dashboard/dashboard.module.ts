import { Module } from '@nestjs/common';
import { NamesModule } from '../cases/names.module';
import { ProxiesModule } from '../proxies/proxies.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { TasksModule } from '../tasks/tasks.module';
import { DashboardController } from './dashboard.controller';
import { Home } from './home.service';
import { RecentAverages } from './recent-averages.service';
import { SupervisionExport } from './supervision-export.service';
import { Supervision } from './supervision.service';

@Module({
  imports: [NamesModule, ProxiesModule, StatisticsModule, TasksModule],
  controllers: [DashboardController],
  providers: [Home, RecentAverages, Supervision, SupervisionExport],
})
export class DashboardModule {}
