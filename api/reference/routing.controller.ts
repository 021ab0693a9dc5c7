import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import { ProcessParam, PutRoutingDto, RoutingChangeDto, RoutingDto } from './routing.dto';
import { Routing } from './routing.service';

/** Which department reviews when, for administrators. */
@ApiTags('reference')
@Controller('routing')
@Roles({ role: ADMIN_ROLE })
export class RoutingController {
  constructor(private readonly routing: Routing) {}

  @Get(':process')
  @ApiOperation({ summary: 'Routing tables of a procedure, with their sources and dates' })
  @ApiOkResponse({ type: RoutingDto })
  get(@Param() { process }: ProcessParam): Promise<RoutingDto> {
    return this.routing.of(process);
  }

  @Post(':process/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Which versions of the procedure a table would become; nothing is written' })
  @ApiOkResponse({ type: RoutingChangeDto })
  preview(@Param() { process }: ProcessParam, @Body() fields: PutRoutingDto): Promise<RoutingChangeDto> {
    return this.routing.preview(process, fields);
  }

  @Put(':process')
  @ApiOperation({
    summary: 'Publish a routing table from a day on',
    description: 'Becomes a further version of the procedure, alike but for the table. Cases in flight keep theirs.',
  })
  @ApiOkResponse({ type: RoutingChangeDto })
  put(
    @CurrentActor() actor: Actor,
    @Param() { process }: ProcessParam,
    @Body() fields: PutRoutingDto,
  ): Promise<RoutingChangeDto> {
    return this.routing.put(actor, process, fields);
  }
}
