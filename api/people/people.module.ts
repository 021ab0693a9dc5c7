import { Module } from '@nestjs/common';
import { DirectoryService } from './directory.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { ProfileController } from './profile.controller';
import { RolesService } from './roles.service';

@Module({
  controllers: [PeopleController, ProfileController],
  providers: [PeopleService, RolesService, DirectoryService],
  exports: [PeopleService, DirectoryService],
})
export class PeopleModule {}
