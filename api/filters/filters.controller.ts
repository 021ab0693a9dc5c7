import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { FilterDto, SaveFilterDto } from './filters.dto';
import { Filters } from './filters.service';

@ApiTags('filters')
@Controller('filters')
export class FiltersController {
  constructor(private readonly filters: Filters) {}

  @Get()
  @ApiOperation({ summary: 'Saved filters of the inbox, your own and those of your organisations, with exact counts' })
  @ApiOkResponse({ type: [FilterDto] })
  list(@CurrentActor() actor: Actor): Promise<FilterDto[]> {
    return this.filters.list(actor);
  }

  @Post()
  @ApiOperation({ summary: 'Save a filter; for an organisation only by its supervisor or leadership' })
  @ApiCreatedResponse({ type: FilterDto })
  add(@CurrentActor() actor: Actor, @Body() dto: SaveFilterDto): Promise<FilterDto> {
    return this.filters.add(actor, dto);
  }

  @Put(':filterId')
  @ApiOperation({ summary: 'Change name and query; whose it is stays' })
  @ApiOkResponse({ type: FilterDto })
  change(
    @CurrentActor() actor: Actor,
    @Param('filterId') filterId: string,
    @Body() dto: SaveFilterDto,
  ): Promise<FilterDto> {
    return this.filters.change(actor, filterId, dto);
  }

  @Delete(':filterId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a filter' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('filterId') filterId: string): Promise<void> {
    await this.filters.remove(actor, filterId);
  }
}
