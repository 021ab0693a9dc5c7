import { Module } from '@nestjs/common';
import { ProxiesModule } from '../proxies/proxies.module';
import { CaseCommandsController } from './case-commands.controller';
import { CaseCommands } from './case-commands.service';
import { CaseDocuments } from './case-documents.rule';
import { CaseFiles } from './case-file.service';
import { CaseGateway } from './case-gateway.service';
import { CaseLists } from './case-list.service';
import { CaseViews } from './case-view.service';
import { CasesController } from './cases.controller';
import { FormRepository } from './form.repository';
import { NamesModule } from './names.module';
import { Timelines } from './timeline.service';

@Module({
  imports: [NamesModule, ProxiesModule],
  controllers: [CasesController, CaseCommandsController],
  providers: [CaseDocuments, CaseGateway, CaseFiles, CaseViews, CaseLists, CaseCommands, FormRepository, Timelines],
  exports: [CaseGateway, CaseFiles, CaseViews, CaseCommands, NamesModule, ProxiesModule],
})
export class CasesModule {}
