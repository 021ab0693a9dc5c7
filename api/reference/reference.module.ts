import { Global, Module } from '@nestjs/common';
import { NamesModule } from '../cases/names.module';
import { DefinitionsModule } from '../definitions/definitions.module';
import { Announcements } from './announcement.service';
import { ReferenceAdminService } from './reference-admin.service';
import { ReferenceController } from './reference.controller';
import { ReferenceService } from './reference.service';
import { Registers } from './registers.service';
import { RegistersController } from './registers.controller';
import { RevisionWriter } from './revision-writer.service';
import { Routing } from './routing.service';
import { RoutingController } from './routing.controller';

@Global()
@Module({
  imports: [DefinitionsModule, NamesModule],
  controllers: [ReferenceController, RegistersController, RoutingController],
  providers: [ReferenceService, ReferenceAdminService, Announcements, RevisionWriter, Registers, Routing],
  exports: [ReferenceService, ReferenceAdminService],
})
export class ReferenceModule {}
