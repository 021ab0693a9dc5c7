import { Body, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { DraftDto, SaveDraftDto } from './drafts.dto';
import { Drafts } from './drafts.service';

/** Reasons and remarks that somebody is writing about a task or a case, by the dialog they stand in. */
export function DialogDrafts(on: 'task' | 'case') {
  const id = `${on}Id`;
  const place = (subject: string, dialog: string) =>
    on === 'task' ? { task: subject, dialog } : { case: subject, dialog };

  abstract class DialogDraftsController {
    constructor(readonly drafts: Drafts) {}

    @Get()
    @ApiOperation({ summary: `What you have written in a dialog about the ${on} so far` })
    @ApiOkResponse({ type: DraftDto })
    get(@CurrentActor() actor: Actor, @Param(id) subject: string, @Param('dialog') dialog: string): Promise<DraftDto> {
      return this.drafts.get(actor, place(subject, dialog));
    }

    @Put()
    @ApiOperation({
      summary: 'Keep what you have written; nobody else sees it',
      description: 'Discard it once it is sent.',
    })
    @ApiOkResponse({ type: DraftDto })
    save(
      @CurrentActor() actor: Actor,
      @Param(id) subject: string,
      @Param('dialog') dialog: string,
      @Body() dto: SaveDraftDto,
    ): Promise<DraftDto> {
      return this.drafts.save(actor, place(subject, dialog), dto);
    }

    @Delete()
    @HttpCode(204)
    @ApiOperation({ summary: 'Discard it' })
    @ApiNoContentResponse()
    async remove(
      @CurrentActor() actor: Actor,
      @Param(id) subject: string,
      @Param('dialog') dialog: string,
    ): Promise<void> {
      await this.drafts.remove(actor, place(subject, dialog));
    }
  }
  return DialogDraftsController;
}
