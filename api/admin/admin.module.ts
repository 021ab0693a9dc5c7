import { Module } from '@nestjs/common';
import { NamesModule } from '../cases/names.module';
import { AdminController } from './admin.controller';
import { AuditSearch } from './audit-search.service';
import { RecordsAdmin } from './records.service';
import { ReferenceImpact } from './reference-impact.service';
import { Servers } from './servers.service';

@Module({
  imports: [NamesModule],
  controllers: [AdminController],
  providers: [RecordsAdmin, AuditSearch, ReferenceImpact, Servers],
})
export class AdminModule {}
