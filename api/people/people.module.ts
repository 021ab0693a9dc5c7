import { Module } from '@nestjs/common';
import { DirectoryService } from './directory.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { ProfileController } from './profile.controller';
import { RolesService } from './roles.service';
import { SignaturesController } from './signatures/signatures.controller';
import { Signatures } from './signatures/signatures.service';

@Module({
  controllers: [PeopleController, ProfileController, SignaturesController],
  providers: [PeopleService, RolesService, DirectoryService, Signatures],
  exports: [PeopleService, DirectoryService],
})
export class PeopleModule {}
