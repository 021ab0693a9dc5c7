import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { CaseLettersController } from './case-letters.controller';
import { CaseRecords } from './case-records.service';
import { PublicLettersController } from './public-letters.controller';

@Module({
  imports: [CasesModule],
  controllers: [PublicLettersController, CaseLettersController],
  providers: [CaseRecords],
})
export class LettersModule {}
