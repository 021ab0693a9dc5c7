import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { DraftDto, SaveDraftDto } from './drafts.dto';
import { Drafts } from './drafts.service';

/** Reasons and remarks that somebody is writing about a task, by the dialog they stand in. */
@ApiTags('tasks')
@Controller('tasks/:taskId/dialogs/:dialog/draft')
export class TaskDialogDraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Get()
  @ApiOperation({ summary: 'What you have written in a dialog about the task so far' })
  @ApiOkResponse({ type: DraftDto })
  get(@CurrentActor() actor: Actor, @Param('taskId') id: string, @Param('dialog') dialog: string): Promise<DraftDto> {
    return this.drafts.get(actor, { task: id, dialog });
  }

  @Put()
  @ApiOperation({
    summary: 'Keep what you have written; nobody else sees it',
    description: 'Discard it once it is sent.',
  })
  @ApiOkResponse({ type: DraftDto })
  save(
    @CurrentActor() actor: Actor,
    @Param('taskId') id: string,
    @Param('dialog') dialog: string,
    @Body() dto: SaveDraftDto,
  ): Promise<DraftDto> {
    return this.drafts.save(actor, { task: id, dialog }, dto);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard it' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('taskId') id: string,
    @Param('dialog') dialog: string,
  ): Promise<void> {
    await this.drafts.remove(actor, { task: id, dialog });
  }
}
