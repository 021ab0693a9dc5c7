import { Module } from '@nestjs/common';
import { NamesModule } from '../cases/names.module';
import { Figures } from './figures.service';
import { Scopes } from './scope.service';
import { StatisticsController } from './statistics.controller';
import { Statistics } from './statistics.service';

@Module({
  imports: [NamesModule],
  controllers: [StatisticsController],
  providers: [Figures, Scopes, Statistics],
  exports: [Figures, Scopes],
})
export class StatisticsModule {}
