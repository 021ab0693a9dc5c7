import { Global, Module } from '@nestjs/common';
import { Announcements } from './announcement.service';
import { ReferenceAdminService } from './reference-admin.service';
import { ReferenceController } from './reference.controller';
import { ReferenceService } from './reference.service';

@Global()
@Module({
  controllers: [ReferenceController],
  providers: [ReferenceService, ReferenceAdminService, Announcements],
  exports: [ReferenceService],
})
export class ReferenceModule {}
