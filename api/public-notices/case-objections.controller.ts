import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentActor, type Actor } from '../auth/actor';
import { ApiIdempotencyKey, IdempotencyKey } from '../common/idempotency-key.decorator';
import { languageOf } from '../common/language';
import { CaseObjections } from './case-objections.service';
import { NoticeViews } from './notice-views.service';
import {
  CaseObjectionsDto,
  EraseObjectionDto,
  NoticeQuery,
  ObjectionContentDto,
  OwnNoticePage,
  RecordedObjectionDto,
  RecordObjectionDto,
} from './public-notices.dto';

@ApiTags('cases')
@Controller()
export class CaseObjectionsController {
  constructor(
    private readonly objections: CaseObjections,
    private readonly views: NoticeViews,
  ) {}

  @Get('public-notices')
  @ApiOperation({ summary: 'Public notices of your own authority, with how many objections came in' })
  @ApiOkResponse({ type: OwnNoticePage })
  own(@CurrentActor() actor: Actor, @Query() query: NoticeQuery, @Req() req: Request): Promise<OwnNoticePage> {
    return this.views.own(actor, query, languageOf(req));
  }

  @Get('cases/:caseId/objections')
  @ApiOperation({
    summary: 'Objections from the public; for those who work on them in the leading organisation',
    description: 'Nothing here tells who objects.',
  })
  @ApiOkResponse({ type: CaseObjectionsDto })
  list(@CurrentActor() actor: Actor, @Param('caseId') caseId: string, @Req() req: Request): Promise<CaseObjectionsDto> {
    return this.objections.list(actor, caseId, languageOf(req));
  }

  @Get('cases/:caseId/objections/:receipt')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'One objection with who made it; the reading is noted in the audit' })
  @ApiOkResponse({ type: ObjectionContentDto })
  content(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('receipt') receipt: string,
  ): Promise<ObjectionContentDto> {
    return this.objections.content(actor, caseId, receipt);
  }

  @Post('cases/:caseId/objections/:receipt/record')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({
    summary: 'Take an objection onto the case, with the result of the check',
    description: 'Without a result it only comes onto the case, and the window gets the task of checking it.',
  })
  @ApiOkResponse({ type: RecordedObjectionDto })
  record(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('receipt') receipt: string,
    @IdempotencyKey() key: string,
    @Body() dto: RecordObjectionDto,
  ): Promise<RecordedObjectionDto> {
    return this.objections.record(actor, caseId, receipt, key, dto);
  }

  @Post('cases/:caseId/objections/:receipt/erase')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Erase who made an objection and what they wrote, before the period of keeping is over',
    description: 'On request of who made it, once the objection is settled. The act and its summary stay on the case.',
  })
  @ApiNoContentResponse()
  erase(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('receipt') receipt: string,
    @Body() dto: EraseObjectionDto,
  ): Promise<void> {
    return this.objections.erase(actor, caseId, receipt, dto.reason);
  }
}
