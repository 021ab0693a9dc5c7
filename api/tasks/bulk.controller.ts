import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentActor, type Actor } from '../auth/actor';
import { ApiIdempotencyKey, IdempotencyKey } from '../common/idempotency-key.decorator';
import { languageOf } from '../common/language';
import { BulkCompleteDto, BulkPreviewDto, BulkRowDto, HandOverPersonDto, HandOverReportDto } from './bulk.dto';
import { Bulk } from './bulk.service';

@ApiTags('tasks')
@Controller()
export class BulkController {
  constructor(private readonly bulk: Bulk) {}

  @Post('tasks/bulk/preview')
  @HttpCode(200)
  @ApiOperation({ summary: '批量办理: which of these tasks could be answered so, and why the others not' })
  @ApiOkResponse({ type: [BulkRowDto] })
  preview(@CurrentActor() actor: Actor, @Body() dto: BulkPreviewDto, @Req() req: Request): Promise<BulkRowDto[]> {
    return this.bulk.preview(actor, dto, languageOf(req));
  }

  @Post('tasks/bulk/complete')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({
    summary: '批量办理: answer many tasks, each by itself',
    description: 'Rows are answered one by one: look at `ok` of each. The same key again is safe.',
  })
  @ApiOkResponse({ type: [BulkRowDto] })
  complete(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Body() dto: BulkCompleteDto,
    @Req() req: Request,
  ): Promise<BulkRowDto[]> {
    return this.bulk.complete(actor, key, dto, languageOf(req));
  }

  @Post('people/:personId/hand-over')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '离职移交: what lies with a person in all cases goes to another; by their supervisor' })
  @ApiOkResponse({ type: HandOverReportDto })
  handOver(
    @CurrentActor() actor: Actor,
    @Param('personId') personId: string,
    @IdempotencyKey() key: string,
    @Body() dto: HandOverPersonDto,
    @Req() req: Request,
  ): Promise<HandOverReportDto> {
    return this.bulk.handOver(actor, personId, key, dto, languageOf(req));
  }
}
