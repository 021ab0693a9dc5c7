import { Module } from '@nestjs/common';
import { DraftRepository } from '../drafts/draft.repository';
import { ProxiesModule } from '../proxies/proxies.module';
import { CaseCommandsController } from './case-commands.controller';
import { CaseCommands } from './case-commands.service';
import { CaseDocuments } from './case-documents.rule';
import { CaseFiles } from './case-file.service';
import { CaseGateway } from './case-gateway.service';
import { CaseLists } from './case-list.service';
import { CasePapers } from './case-papers';
import { CaseViews } from './case-view.service';
import { CasesController } from './cases.controller';
import { FormRepository } from './form.repository';
import { NamesModule } from './names.module';
import { ReviewMatrices } from './review-matrix.service';
import { Timelines } from './timeline.service';

@Module({
  imports: [NamesModule, ProxiesModule],
  controllers: [CasesController, CaseCommandsController],
  providers: [
    CaseDocuments,
    CaseGateway,
    CaseFiles,
    CaseViews,
    CaseLists,
    CasePapers,
    CaseCommands,
    DraftRepository,
    FormRepository,
    ReviewMatrices,
    Timelines,
  ],
  exports: [
    DraftRepository,
    CaseGateway,
    CaseFiles,
    CaseViews,
    CaseCommands,
    NamesModule,
    ProxiesModule,
    ReviewMatrices,
  ],
})
export class CasesModule {}
