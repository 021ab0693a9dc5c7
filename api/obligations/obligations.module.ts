import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { ObligationsController } from './obligations.controller';
import { Obligations } from './obligations.service';

@Module({ imports: [CasesModule], controllers: [ObligationsController], providers: [Obligations] })
export class ObligationsModule {}
