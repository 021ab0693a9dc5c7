import { Module } from '@nestjs/common';
import { DirectoryService } from './directory.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { ProfileController } from './profile.controller';

@Module({
  controllers: [PeopleController, ProfileController],
  providers: [PeopleService, DirectoryService],
  exports: [PeopleService, DirectoryService],
})
export class PeopleModule {}
