import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import { ChangeOrganisationDto, NewOrganisationDto, OrganisationDto } from './organisations.dto';
import { OrganisationsService } from './organisations.service';

@ApiTags('administration')
@Controller('organisations')
@Roles({ role: ADMIN_ROLE })
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get(':code')
  @ApiOperation({ summary: 'One organisation' })
  @ApiOkResponse({ type: OrganisationDto })
  get(@Param('code') code: string): Promise<OrganisationDto> {
    return this.organisations.get(code);
  }

  @Post()
  @ApiOperation({ summary: 'Add an organisation' })
  @ApiCreatedResponse({ type: OrganisationDto })
  create(@CurrentActor() actor: Actor, @Body() fields: NewOrganisationDto): Promise<OrganisationDto> {
    return this.organisations.create(actor, fields);
  }

  @Patch(':code')
  @ApiOperation({ summary: 'Rename, reclassify or close an organisation' })
  @ApiOkResponse({ type: OrganisationDto })
  change(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() fields: ChangeOrganisationDto,
  ): Promise<OrganisationDto> {
    return this.organisations.change(actor, code, fields);
  }
}
