import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import {
  CreditParam,
  CreditRowDto,
  ParkParam,
  ParkRowDto,
  PutCreditRecordDto,
  PutParkDto,
  RevisionQuery,
} from './registers.dto';
import { Registers } from './registers.service';

/** Parks and credit lists, for administrators. All revisions of a row: `GET /reference/{set}/{key}/history`. */
@ApiTags('reference')
@Controller('registers')
@Roles({ role: ADMIN_ROLE })
export class RegistersController {
  constructor(private readonly registers: Registers) {}

  @Get('parks')
  @ApiOperation({ summary: 'Parks with their capacities and the plants that stood before' })
  @ApiOkResponse({ type: [ParkRowDto] })
  parks(): Promise<ParkRowDto[]> {
    return this.registers.parks();
  }

  @Put('parks/:code')
  @ApiOperation({ summary: 'Set what a park can bear, or add a park', description: 'Holds from today.' })
  @ApiOkResponse({ type: ParkRowDto })
  putPark(
    @CurrentActor() actor: Actor,
    @Param() { code }: ParkParam,
    @Query() { revision }: RevisionQuery,
    @Body() fields: PutParkDto,
  ): Promise<ParkRowDto> {
    return this.registers.putPark(actor, code, revision, fields);
  }

  @Get('credit')
  @ApiOperation({ summary: 'Every entry of the credit lists, former ones too' })
  @ApiOkResponse({ type: [CreditRowDto] })
  credit(): Promise<CreditRowDto[]> {
    return this.registers.credit();
  }

  @Put('credit/:key')
  @ApiOperation({
    summary: 'Put an enterprise on a credit list, correct the entry or end it',
    description: 'The key is `ORGANISATION:LIST`, with `:FIRST-DAY` for a further entry on the same list.',
  })
  @ApiOkResponse({ type: CreditRowDto })
  putCredit(
    @CurrentActor() actor: Actor,
    @Param() { key }: CreditParam,
    @Query() { revision }: RevisionQuery,
    @Body() fields: PutCreditRecordDto,
  ): Promise<CreditRowDto> {
    return this.registers.putCredit(actor, key, revision, fields);
  }
}
