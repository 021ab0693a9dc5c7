import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import {
  ChangePersonDto,
  FirstPassword,
  GiveRoleDto,
  LeaveDto,
  NewPersonDto,
  PeopleQuery,
  PersonDto,
  PersonPage,
  SetMembershipsDto,
  WithdrawRoleDto,
} from './people.dto';
import { PeopleService } from './people.service';
import { RolesService } from './roles.service';

@ApiTags('administration')
@Controller('people')
@Roles({ role: ADMIN_ROLE })
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly roles: RolesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People, by page' })
  @ApiOkResponse({ type: PersonPage })
  list(@Query() query: PeopleQuery): Promise<PersonPage> {
    return this.people.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person' })
  @ApiOkResponse({ type: PersonDto })
  get(@Param('id') id: string): Promise<PersonDto> {
    return this.people.get(id);
  }

  @Post()
  @ApiOperation({ summary: 'Add a person', description: 'The answer holds the first password, once.' })
  @ApiCreatedResponse({ type: FirstPassword })
  create(@CurrentActor() actor: Actor, @Body() fields: NewPersonDto): Promise<FirstPassword> {
    return this.people.create(actor, fields);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change name or contact' })
  @ApiOkResponse({ type: PersonDto })
  change(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() fields: ChangePersonDto): Promise<PersonDto> {
    return this.people.change(actor, id, fields);
  }

  @Put(':id/memberships')
  @ApiOperation({ summary: 'Set the roles of a person, with their dates' })
  @ApiOkResponse({ type: PersonDto })
  setMemberships(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() fields: SetMembershipsDto,
  ): Promise<PersonDto> {
    return this.people.setMemberships(actor, id, fields);
  }

  @Post(':id/roles')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a role in an organisation, from a day on' })
  @ApiOkResponse({ type: PersonDto })
  giveRole(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() fields: GiveRoleDto): Promise<PersonDto> {
    return this.roles.give(actor, id, fields);
  }

  @Post(':id/roles/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a role its last day; that it was held stays on record' })
  @ApiOkResponse({ type: PersonDto })
  withdrawRole(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() fields: WithdrawRoleDto,
  ): Promise<PersonDto> {
    return this.roles.withdraw(actor, id, fields);
  }

  @Post(':id/leave')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark a person as having left; all sessions end' })
  @ApiOkResponse({ type: PersonDto })
  leave(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { on }: LeaveDto): Promise<PersonDto> {
    return this.people.leave(actor, id, on);
  }

  @Post(':id/rejoin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a person back who had left' })
  @ApiOkResponse({ type: PersonDto })
  rejoin(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PersonDto> {
    return this.people.rejoin(actor, id);
  }

  @Post(':id/password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set a new first password; ends all sessions and lifts a lock' })
  @ApiOkResponse({ type: FirstPassword })
  resetPassword(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<FirstPassword> {
    return this.people.resetPassword(actor, id);
  }
}
