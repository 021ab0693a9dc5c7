import { Module } from '@nestjs/common';
import { seededCreditRegister } from '../../activities/credit/credit-register';
import { NamesModule } from '../cases/names.module';
import { Store } from '../common/store';
import { StatisticsModule } from '../statistics/statistics.module';
import { CreditController } from './credit.controller';
import { Credit, CREDIT_REGISTER } from './credit.service';

@Module({
  imports: [NamesModule, StatisticsModule],
  controllers: [CreditController],
  providers: [
    {
      provide: CREDIT_REGISTER,
      inject: [Store],
      useFactory: (store: Store) => seededCreditRegister(store.connection),
    },
    Credit,
  ],
  exports: [Credit],
})
export class CreditModule {}
