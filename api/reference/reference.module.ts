import { Global, Module } from '@nestjs/common';
import { ReferenceAdminService } from './reference-admin.service';
import { ReferenceController } from './reference.controller';
import { ReferenceService } from './reference.service';

@Global()
@Module({
  controllers: [ReferenceController],
  providers: [ReferenceService, ReferenceAdminService],
  exports: [ReferenceService],
})
export class ReferenceModule {}
