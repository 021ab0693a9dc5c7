import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandReceipt } from '../../workflows/engine/commands';
import { CurrentActor, type Actor } from '../auth/actor';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import {
  AddSignerDto,
  CommandDto,
  CompleteTaskDto,
  PersonReasonDto,
  ReasonDto,
  ReceiptDto,
  UrgeDto,
} from '../cases/command.dto';
import { ApiIdempotencyKey, IdempotencyKey } from '../common/idempotency-key.decorator';
import { FollowUps } from './follow-ups.service';
import { Inbox } from './inbox.service';
import { Previews } from './preview.service';
import { FollowUpDto, PreviewDto, TabCountsDto, TaskDetailDto, TaskPage, TaskQuery } from './task.dto';
import { TaskViews } from './task-view.service';

@ApiTags('tasks')
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly inbox: Inbox,
    private readonly views: TaskViews,
    private readonly previews: Previews,
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
    private readonly followUps: FollowUps,
  ) {}

  @Get()
  @ApiOperation({ summary: '待办, 等待他人, 已办, 我发起, 抄送, 关注, 跟进' })
  @ApiOkResponse({ type: TaskPage })
  list(@CurrentActor() actor: Actor, @Query() query: TaskQuery): Promise<TaskPage> {
    return this.inbox.page(actor, query);
  }

  @Get('counts')
  @ApiOperation({ summary: 'Exact numbers of the tabs' })
  @ApiOkResponse({ type: TabCountsDto })
  counts(@CurrentActor() actor: Actor): Promise<TabCountsDto> {
    return this.inbox.counts(actor);
  }

  @Get(':taskId')
  @ApiOperation({ summary: 'A task with its form, the outcomes offered to you and the case around it' })
  @ApiOkResponse({ type: TaskDetailDto })
  detail(@CurrentActor() actor: Actor, @Param('taskId') taskId: string): Promise<TaskDetailDto> {
    return this.views.detail(actor, taskId);
  }

  @Put(':taskId/read')
  @HttpCode(204)
  @ApiOperation({ summary: 'Note that you opened it' })
  @ApiNoContentResponse()
  async read(@CurrentActor() actor: Actor, @Param('taskId') taskId: string): Promise<void> {
    await this.commands.task(actor, taskId);
    await this.inbox.mark(actor, 'read', taskId, true);
  }

  @Delete(':taskId/read')
  @HttpCode(204)
  @ApiOperation({ summary: 'Show it as unread again' })
  @ApiNoContentResponse()
  async unread(@CurrentActor() actor: Actor, @Param('taskId') taskId: string): Promise<void> {
    await this.commands.task(actor, taskId);
    await this.inbox.mark(actor, 'read', taskId, false);
  }

  @Put(':taskId/follow-up')
  @HttpCode(204)
  @ApiOperation({
    summary: '跟进日期: the day on which you want to come back to it',
    description: 'Set anew it takes the place of the one before. Yours alone, and no part of the record.',
  })
  @ApiNoContentResponse()
  async followUp(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @Body() dto: FollowUpDto,
  ): Promise<void> {
    await this.followUps.set(actor, taskId, dto.day);
  }

  @Delete(':taskId/follow-up')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget the follow-up day' })
  @ApiNoContentResponse()
  async noFollowUp(@CurrentActor() actor: Actor, @Param('taskId') taskId: string): Promise<void> {
    await this.followUps.clear(actor, taskId);
  }

  @Put('watched/:caseId')
  @HttpCode(204)
  @ApiOperation({ summary: '关注: keep an eye on a case' })
  @ApiNoContentResponse()
  async watch(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<void> {
    await this.files.permit(actor, caseId);
    await this.inbox.mark(actor, 'watch', caseId, true);
  }

  @Delete('watched/:caseId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Stop watching a case' })
  @ApiNoContentResponse()
  async unwatch(@CurrentActor() actor: Actor, @Param('caseId') caseId: string): Promise<void> {
    await this.inbox.mark(actor, 'watch', caseId, false);
  }

  @Post(':taskId/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What completing the task so would do: which opinions stay, which fall, who is told' })
  @ApiOkResponse({ type: PreviewDto })
  preview(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @Body() dto: CompleteTaskDto,
  ): Promise<PreviewDto> {
    return this.previews.completion(actor, taskId, dto);
  }

  @Post(':taskId/complete')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: 'Answer a task with an outcome' })
  @ApiOkResponse({ type: ReceiptDto })
  complete(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: CompleteTaskDto,
  ): Promise<CommandReceipt> {
    return this.commands.complete(actor, taskId, key, dto);
  }

  @Post(':taskId/claim')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '签收' })
  @ApiOkResponse({ type: ReceiptDto })
  claim(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: CommandDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('claimTask', actor, taskId, key, dto, {});
  }

  @Post(':taskId/release')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '退回签收: give a claimed task back to the pool' })
  @ApiOkResponse({ type: ReceiptDto })
  release(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: CommandDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('releaseTask', actor, taskId, key, dto, {});
  }

  @Post(':taskId/transfer')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '转办: another person, for good' })
  @ApiOkResponse({ type: ReceiptDto })
  transfer(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: PersonReasonDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('transferTask', actor, taskId, key, dto, { to: dto.to, reason: dto.reason });
  }

  @Post(':taskId/delegate')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '委派: another person answers, then it comes back' })
  @ApiOkResponse({ type: ReceiptDto })
  delegate(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: PersonReasonDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('delegateTask', actor, taskId, key, dto, { to: dto.to, reason: dto.reason });
  }

  @Post(':taskId/signers')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '加签 before, after or beside you' })
  @ApiOkResponse({ type: ReceiptDto })
  addSigner(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: AddSignerDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('addSigner', actor, taskId, key, dto, {
      person: dto.person,
      where: dto.where,
      reason: dto.reason,
    });
  }

  @Delete(':taskId/signers/:signerTaskId')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '减签: take away a signer who has not answered' })
  @ApiOkResponse({ type: ReceiptDto })
  removeSigner(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @Param('signerTaskId') signerTaskId: string,
    @IdempotencyKey() key: string,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('removeSigner', actor, taskId, key, {}, { signerTaskId });
  }

  @Post(':taskId/urge')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '催办, with a cool-down' })
  @ApiOkResponse({ type: ReceiptDto })
  urge(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: UrgeDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('urge', actor, taskId, key, dto, { note: dto.note });
  }

  @Post(':taskId/recall')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({ summary: '撤回: take your decision back until the next person has acted' })
  @ApiOkResponse({ type: ReceiptDto })
  recall(
    @CurrentActor() actor: Actor,
    @Param('taskId') taskId: string,
    @IdempotencyKey() key: string,
    @Body() dto: ReasonDto,
  ): Promise<CommandReceipt> {
    return this.commands.onTask('recallDecision', actor, taskId, key, dto, { reason: dto.reason });
  }
}
