import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { DraftDto, SaveDraftDto } from './drafts.dto';
import { Drafts } from './drafts.service';

@ApiTags('tasks')
@Controller('tasks/:taskId/draft')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Get()
  @ApiOperation({ summary: 'What you have written on the task so far' })
  @ApiOkResponse({ type: DraftDto })
  get(@CurrentActor() actor: Actor, @Param('taskId') taskId: string): Promise<DraftDto> {
    return this.drafts.get(actor, { task: taskId });
  }

  @Put()
  @ApiOperation({
    summary: 'Keep what you have written; nobody else sees it',
    description: 'It goes when you answer the task.',
  })
  @ApiOkResponse({ type: DraftDto })
  save(@CurrentActor() actor: Actor, @Param('taskId') taskId: string, @Body() dto: SaveDraftDto): Promise<DraftDto> {
    return this.drafts.save(actor, { task: taskId }, dto);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard it' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('taskId') taskId: string): Promise<void> {
    await this.drafts.remove(actor, { task: taskId });
  }
}
