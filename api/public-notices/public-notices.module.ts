import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module';
import { CaseObjectionsController } from './case-objections.controller';
import { CaseObjections } from './case-objections.service';
import { NoticeViews } from './notice-views.service';
import { Objections } from './objections.service';
import { PublicNoticesController } from './public-notices.controller';

@Module({
  imports: [CasesModule],
  controllers: [PublicNoticesController, CaseObjectionsController],
  providers: [NoticeViews, Objections, CaseObjections],
})
export class PublicNoticesModule {}
