import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../activities/export/excel';
import { CurrentActor, type Actor } from '../auth/actor';
import { MeetingMaterials } from './meeting-material.service';
import { ParkLedgers } from './park-ledgers.service';
import { LedgerEffectDto, LedgerQuery, ParkDto, ParkLedgerDto } from './parks.dto';

@ApiTags('parks')
@Controller()
export class ParksController {
  constructor(
    private readonly ledgers: ParkLedgers,
    private readonly materials: MeetingMaterials,
  ) {}

  @Get('parks')
  @ApiOperation({ summary: 'Chemical parks with a risk ledger' })
  @ApiOkResponse({ type: [ParkDto] })
  parks(): Promise<ParkDto[]> {
    return this.ledgers.parks();
  }

  @Get('parks/:code/ledger')
  @ApiOperation({
    summary: '园区风险台账: what the park bears on a day, and from which projects',
    description:
      'For authorities. Follows from the records as they stood on that day: an approval books a project as it was screened last, the ' +
      'end of its life releases it, capacities are those that held. `unknown` says what the records do not tell.',
  })
  @ApiOkResponse({ type: ParkLedgerDto })
  ledger(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() { day }: LedgerQuery,
  ): Promise<ParkLedgerDto> {
    return this.ledgers.ledger(actor, code, day);
  }

  @Get('parks/:code/ledger.xlsx')
  @ApiOperation({ summary: 'The same as a workbook' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() { day }: LedgerQuery,
  ): Promise<StreamableFile> {
    const { name, file } = await this.ledgers.workbook(actor, code, day);
    return new StreamableFile(file, { type: XLSX, disposition: `attachment; filename="${name}"` });
  }

  @Get('cases/:caseId/ledger-effect')
  @ApiOperation({
    summary: 'What the project does to the ledger of its park, with the arithmetic',
    description: 'For the authorities of the case, not for the applicant.',
  })
  @ApiOkResponse({ type: LedgerEffectDto })
  effect(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<LedgerEffectDto> {
    return this.ledgers.effect(actor, caseId);
  }

  @Get('cases/:caseId/meeting-material.pdf')
  @ApiOperation({
    summary: '联席会议材料: the project, its grading, the signed opinions and the effect on the park',
    description: 'For the authorities of the case, not for the applicant.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async material(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<StreamableFile> {
    return new StreamableFile(await this.materials.pdf(actor, caseId), {
      type: 'application/pdf',
      disposition: `attachment; filename="meeting-${caseId}.pdf"`,
    });
  }
}
