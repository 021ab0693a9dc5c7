import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { CreditDto } from './credit.dto';
import { Credit } from './credit.service';

@ApiTags('credit')
@Controller('credit')
export class CreditController {
  constructor(private readonly credit: Credit) {}

  @Get(':org')
  @ApiOperation({
    summary: 'Credit lists on which an enterprise stands today, with their basis',
    description: 'For authorities, and for the enterprise itself.',
  })
  @ApiOkResponse({ type: CreditDto })
  of(@CurrentActor() actor: Actor, @Param('org') org: string): Promise<CreditDto> {
    return this.credit.of(actor, org);
  }
}
