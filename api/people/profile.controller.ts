import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { DirectoryService } from './directory.service';
import { ChangeProfileDto, DirectoryEntry, DirectoryQuery, PersonDto } from './people.dto';
import { PeopleService } from './people.service';

@ApiTags('people')
@Controller()
export class ProfileController {
  constructor(
    private readonly people: PeopleService,
    private readonly directory: DirectoryService,
  ) {}

  @Get('profile')
  @ApiOperation({ summary: 'Own particulars' })
  @ApiOkResponse({ type: PersonDto })
  get(@CurrentActor() actor: Actor): Promise<PersonDto> {
    return this.people.get(actor.personId);
  }

  @Patch('profile')
  @ApiOperation({ summary: 'Change the own contact' })
  @ApiOkResponse({ type: PersonDto })
  change(@CurrentActor() actor: Actor, @Body() fields: ChangeProfileDto): Promise<PersonDto> {
    return this.people.changeProfile(actor, fields);
  }

  @Get('directory')
  @ApiOperation({
    summary: 'Who works in an organisation, today',
    description: 'Officers may look into departments and authorities, everybody into the own organisation.',
  })
  @ApiOkResponse({ type: [DirectoryEntry] })
  find(@CurrentActor() actor: Actor, @Query() query: DirectoryQuery): Promise<DirectoryEntry[]> {
    return this.directory.find(actor, query);
  }
}
