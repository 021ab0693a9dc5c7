import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { definitionVersion } from '../../activities/store/definition.reader';
import type { CommandReceipt } from '../../workflows/engine/commands';
import { CurrentActor, type Actor } from '../auth/actor';
import { ApiIdempotencyKey, IdempotencyKey } from '../common/idempotency-key.decorator';
import { Store } from '../common/store';
import { CaseCommands } from './case-commands.service';
import { CaseFiles } from './case-file.service';
import { papersOf } from './case-papers';
import {
  AttachDto,
  CommandDto,
  CommentDto,
  CopyDto,
  ExtendDto,
  HandOverDto,
  MessageDto,
  MigrateDto,
  PriorityDto,
  ReasonAndBasisDto,
  ReasonDto,
  ReceiptDto,
  RecuseDto,
  ReopenDto,
  ResumeClockDto,
  StopClockDto,
} from './command.dto';

@ApiTags('cases')
@ApiIdempotencyKey()
@Controller('cases/:caseId')
export class CaseCommandsController {
  constructor(
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
    private readonly store: Store,
  ) {}

  @Post('withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: '撤件: the applicant withdraws' })
  @ApiOkResponse({ type: ReceiptDto })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: ReasonDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('withdrawCase', actor, caseId, key, dto, { reason: dto.reason, basis: '' });
  }

  @Post('terminate')
  @HttpCode(200)
  @ApiOperation({ summary: '作废: the supervisor voids the case, with reason and basis' })
  @ApiOkResponse({ type: ReceiptDto })
  terminate(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: ReasonAndBasisDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('terminateCase', actor, caseId, key, dto, { reason: dto.reason, basis: dto.basis });
  }

  @Post('reopen')
  @HttpCode(200)
  @ApiOperation({ summary: '重启: an ended case goes on at a stage that it had passed' })
  @ApiOkResponse({ type: ReceiptDto })
  reopen(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: ReopenDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('reopenCase', actor, caseId, key, dto, {
      reason: dto.reason,
      basis: dto.basis,
      stage: dto.stage,
    });
  }

  @Post('clocks/:clockId/stop')
  @HttpCode(200)
  @ApiOperation({ summary: '时限中止, on a ground that the limit knows' })
  @ApiOkResponse({ type: ReceiptDto })
  stop(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('clockId') clock: string,
    @IdempotencyKey() key: string,
    @Body() dto: StopClockDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('stopClock', actor, caseId, key, dto, { clock, ground: dto.ground, note: dto.note });
  }

  @Post('clocks/:clockId/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'A clock stopped by hand goes on' })
  @ApiOkResponse({ type: ReceiptDto })
  resume(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('clockId') clock: string,
    @IdempotencyKey() key: string,
    @Body() dto: ResumeClockDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('resumeClock', actor, caseId, key, dto, { clock, note: dto.note });
  }

  @Post('clocks/:clockId/extend')
  @HttpCode(200)
  @ApiOperation({ summary: '延期, never past the cap' })
  @ApiOkResponse({ type: ReceiptDto })
  extend(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('clockId') clock: string,
    @IdempotencyKey() key: string,
    @Body() dto: ExtendDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('extendDeadline', actor, caseId, key, dto, {
      clock,
      more: dto.more,
      reason: dto.reason,
      basis: dto.basis,
    });
  }

  @Post('comments')
  @HttpCode(200)
  @ApiOperation({ summary: '沟通: say something without moving the case' })
  @ApiOkResponse({ type: ReceiptDto })
  async comment(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: CommentDto,
  ): Promise<CommandReceipt> {
    await this.files.permit(actor, caseId);
    const form = await this.commands.text(actor, caseId, dto.taskId ?? null, dto.text, key);
    return this.commands.onCase('comment', actor, caseId, key, dto, {
      form,
      taskId: dto.taskId ?? null,
      mentions: dto.mentions ?? [],
    });
  }

  @Post('copies')
  @HttpCode(200)
  @ApiOperation({ summary: '抄送: let others read the case' })
  @ApiOkResponse({ type: ReceiptDto })
  copy(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: CopyDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('carbonCopy', actor, caseId, key, dto, { persons: dto.persons, note: dto.note ?? '' });
  }

  @Post('priority')
  @HttpCode(200)
  @ApiOperation({ summary: '紧急程度: how urgent the case is, by who leads it, with the reason' })
  @ApiOkResponse({ type: ReceiptDto })
  priority(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: PriorityDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('setPriority', actor, caseId, key, dto, {
      priority: dto.priority,
      reason: dto.reason,
    });
  }

  @Post('read')
  @HttpCode(200)
  @ApiOperation({ summary: '已阅: confirm on the record that you have read' })
  @ApiOkResponse({ type: ReceiptDto })
  read(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: CommandDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('markRead', actor, caseId, key, dto, {});
  }

  @Post('recusals')
  @HttpCode(200)
  @ApiOperation({ summary: '回避: a person gets nothing more in this case' })
  @ApiOkResponse({ type: ReceiptDto })
  recuse(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: RecuseDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('recusePerson', actor, caseId, key, dto, {
      person: dto.person,
      reason: dto.reason,
      basis: dto.basis,
    });
  }

  @Post('hand-over')
  @HttpCode(200)
  @ApiOperation({ summary: '离职移交: what lies with one person goes to another' })
  @ApiOkResponse({ type: ReceiptDto })
  handOver(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: HandOverDto,
  ): Promise<CommandReceipt> {
    return this.commands.onCase('handOver', actor, caseId, key, dto, {
      from: dto.from,
      to: dto.to,
      reason: dto.reason,
    });
  }

  @Post('documents')
  @HttpCode(200)
  @ApiOperation({ summary: 'Attach a document to the case, or put one in the place of another' })
  @ApiOkResponse({ type: ReceiptDto })
  attach(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: AttachDto,
  ): Promise<CommandReceipt> {
    const { documentId, kind, replaces } = dto;
    const body = { taskId: dto.taskId ?? null, documentId, kind };
    const papers = [{ field: 'documentId', id: documentId }];
    return replaces === undefined
      ? this.commands.onCase('attach', actor, caseId, key, dto, body, papers)
      : this.commands.onCase('replaceDocument', actor, caseId, key, dto, { ...body, replaces }, [
          ...papers,
          { field: 'replaces', id: replaces },
        ]);
  }

  @Post('messages/:message')
  @HttpCode(200)
  @ApiOperation({ summary: 'An answer from outside that the case waits for' })
  @ApiOkResponse({ type: ReceiptDto })
  async message(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @Param('message') message: string,
    @IdempotencyKey() key: string,
    @Body() dto: MessageDto,
  ): Promise<CommandReceipt> {
    await this.files.permit(actor, caseId);
    const form = await this.commands.messageForm(actor, caseId, dto.form, key);
    const body = {
      message,
      facts: dto.facts ?? {},
      form,
      attachments: dto.attachments ?? [],
      basis: dto.basis ?? null,
    };
    return this.commands.onCase('deliverMessage', actor, caseId, key, dto, body, papersOf(dto.attachments));
  }

  @Post('migrate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move the case to another version of its definition' })
  @ApiOkResponse({ type: ReceiptDto })
  async migrate(
    @CurrentActor() actor: Actor,
    @Param('caseId') caseId: string,
    @IdempotencyKey() key: string,
    @Body() dto: MigrateDto,
  ): Promise<CommandReceipt> {
    const { row } = await this.files.permit(actor, caseId);
    const target = await definitionVersion(this.store.connection, row.process, dto.version);
    return this.commands.onCase('migrateCase', actor, caseId, key, dto, {
      definitionRef: target._id,
      definition: target.definition,
      reason: dto.reason,
    });
  }
}
