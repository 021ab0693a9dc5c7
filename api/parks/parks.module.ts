import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { MeetingMaterials } from './meeting-material.service';
import { ParkLedgers } from './park-ledgers.service';
import { ParksController } from './parks.controller';

@Module({
  imports: [CasesModule, StatisticsModule],
  controllers: [ParksController],
  providers: [MeetingMaterials, ParkLedgers],
  exports: [ParkLedgers],
})
export class ParksModule {}
