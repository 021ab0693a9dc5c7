import { Module } from '@nestjs/common';
import { NamesModule } from '../cases/names.module';
import { Scopes } from './scope.service';
import { StatisticsController } from './statistics.controller';
import { Statistics } from './statistics.service';

@Module({
  imports: [NamesModule],
  controllers: [StatisticsController],
  providers: [Scopes, Statistics],
  exports: [Scopes],
})
export class StatisticsModule {}
