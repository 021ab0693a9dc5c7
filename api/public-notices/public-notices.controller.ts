import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../auth/access.decorators';
import { ApiIdempotencyKey, IdempotencyKey } from '../common/idempotency-key.decorator';
import { languageOf } from '../common/language';
import { LoginThrottle, ObjectionThrottle } from '../common/throttle.guard';
import { NoticeViews } from './notice-views.service';
import { Objections } from './objections.service';
import {
  NewObjectionDto,
  PublicNoticeDetailDto,
  PublicNoticePage,
  NoticeQuery,
  ObjectionEnquiryDto,
  ObjectionReceiptDto,
  ObjectionStatusDto,
} from './public-notices.dto';

/** 公示: what anybody may read before a project is decided, and say to it. */
@ApiTags('public')
@Public()
@Controller('public')
export class PublicNoticesController {
  constructor(
    private readonly views: NoticeViews,
    private readonly objections: Objections,
  ) {}

  @Get('notices')
  @Header('Cache-Control', 'no-cache')
  @ApiOperation({ summary: 'Public notices, newest first' })
  @ApiOkResponse({ type: PublicNoticePage })
  list(@Query() query: NoticeQuery, @Req() req: Request): Promise<PublicNoticePage> {
    return this.views.page(query, languageOf(req));
  }

  @Get('notices/:noticeId')
  @Header('Cache-Control', 'no-cache')
  @ApiOperation({ summary: 'A public notice, and how to object' })
  @ApiOkResponse({ type: PublicNoticeDetailDto })
  get(@Param('noticeId') noticeId: string, @Req() req: Request): Promise<PublicNoticeDetailDto> {
    return this.views.detail(noticeId, languageOf(req));
  }

  @Post('notices/:noticeId/objections')
  @ObjectionThrottle()
  @ApiIdempotencyKey()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: '异议: object to what is to be approved, with or without asking for a hearing',
    description: 'Until the last day of the notice. The receipt and the contact tell later what became of it.',
  })
  @ApiCreatedResponse({ type: ObjectionReceiptDto })
  object(
    @Param('noticeId') noticeId: string,
    @IdempotencyKey() key: string,
    @Body() dto: NewObjectionDto,
  ): Promise<ObjectionReceiptDto> {
    return this.objections.object(noticeId, key, dto);
  }

  // Not a GET: what tells a person must not come into addresses and logs.
  @Post('objections/:receipt/enquiry')
  @HttpCode(200)
  @LoginThrottle()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'What became of an objection, for who knows its receipt and contact' })
  @ApiOkResponse({ type: ObjectionStatusDto })
  enquire(@Param('receipt') receipt: string, @Body() dto: ObjectionEnquiryDto): Promise<ObjectionStatusDto> {
    return this.objections.enquire(receipt, dto.contact);
  }
}
