import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { ObligationDto, ObligationPage, ObligationQuery } from './obligations.dto';
import { Obligations } from './obligations.service';

@ApiTags('cases')
@Controller()
export class ObligationsController {
  constructor(private readonly obligations: Obligations) {}

  @Get('obligations')
  @ApiOperation({ summary: 'Conditions of approvals that you have to meet, set or follow' })
  @ApiOkResponse({ type: ObligationPage })
  list(@CurrentActor() actor: Actor, @Query() query: ObligationQuery): Promise<ObligationPage> {
    return this.obligations.page(actor, query);
  }

  @Get('cases/:caseId/obligations')
  @ApiOperation({ summary: 'Conditions of a project, by its joint review, its life or one of them' })
  @ApiOkResponse({ type: [ObligationDto] })
  ofCase(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<ObligationDto[]> {
    return this.obligations.ofCase(actor, caseId);
  }
}
