import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { DraftDto, SaveDraftDto } from './drafts.dto';
import { Drafts } from './drafts.service';

/** What somebody writes for several tasks of one stage: by the stage, because the tasks that are ticked change. */
@ApiTags('tasks')
@Controller('tasks/bulk/:process/:stage/draft')
export class BulkDraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Get()
  @ApiOperation({ summary: '批量办理: what you have written for several tasks of the stage so far' })
  @ApiOkResponse({ type: DraftDto })
  get(
    @CurrentActor() actor: Actor,
    @Param('process') process: string,
    @Param('stage') stage: string,
  ): Promise<DraftDto> {
    return this.drafts.get(actor, { process, stage });
  }

  @Put()
  @ApiOperation({
    summary: 'Keep what you have written; nobody else sees it',
    description: 'Discard it once it is sent.',
  })
  @ApiOkResponse({ type: DraftDto })
  save(
    @CurrentActor() actor: Actor,
    @Param('process') process: string,
    @Param('stage') stage: string,
    @Body() dto: SaveDraftDto,
  ): Promise<DraftDto> {
    return this.drafts.save(actor, { process, stage }, dto);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard it' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('process') process: string,
    @Param('stage') stage: string,
  ): Promise<void> {
    await this.drafts.remove(actor, { process, stage });
  }
}
