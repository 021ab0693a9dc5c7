import { Module } from '@nestjs/common';
import { NamesModule } from '../cases/names.module';
import { Figures } from './figures.service';
import { OpenWorks } from './open-work.service';
import { Scopes } from './scope.service';
import { StatisticsController } from './statistics.controller';
import { Statistics } from './statistics.service';

@Module({
  imports: [NamesModule],
  controllers: [StatisticsController],
  providers: [Figures, OpenWorks, Scopes, Statistics],
  exports: [Figures, OpenWorks, Scopes],
})
export class StatisticsModule {}
