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
import { SetImpact } from './set-impact.service';
import { SetSurroundings } from './set-surroundings.service';
import { Settings } from './settings.service';
import { SetWords } from './set-words.service';
import { SetVersionsController } from './set-versions.controller';
import { SetVersions } from './set-versions.service';
import { Routing } from './routing.service';
import { RoutingController } from './routing.controller';

@Global()
@Module({
  imports: [DefinitionsModule, NamesModule],
  controllers: [ReferenceController, RegistersController, RoutingController, SetVersionsController],
  providers: [
    ReferenceService,
    ReferenceAdminService,
    Announcements,
    RevisionWriter,
    Registers,
    Routing,
    SetVersions,
    SetSurroundings,
    SetImpact,
    SetWords,
    Settings,
  ],
  exports: [ReferenceService, ReferenceAdminService, Settings],
})
export class ReferenceModule {}
