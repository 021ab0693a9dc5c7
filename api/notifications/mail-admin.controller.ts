import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import { MailListQuery, MailSummaryDto, TestMailDto } from './mail-admin.dto';
import { MailAdmin } from './mail-admin.service';

@ApiTags('administration')
@Controller('admin/mail')
@Roles({ role: ADMIN_ROLE })
export class MailAdminController {
  constructor(private readonly mail: MailAdmin) {}

  @Get()
  @ApiOperation({ summary: 'How mails go out: the server, what waits, what was refused' })
  @ApiOkResponse({ type: MailSummaryDto })
  summary(@Query() { limit }: MailListQuery): Promise<MailSummaryDto> {
    return this.mail.summary(limit);
  }

  @Post('test')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send yourself a mail' })
  @ApiAcceptedResponse({ type: TestMailDto })
  test(@CurrentActor() actor: Actor): Promise<TestMailDto> {
    return this.mail.test(actor);
  }

  @Post(':mailId/retry')
  @HttpCode(204)
  @ApiOperation({ summary: 'Try a mail again now' })
  @ApiNoContentResponse()
  async retry(@CurrentActor() actor: Actor, @Param('mailId') mailId: string): Promise<void> {
    await this.mail.retry(actor, mailId);
  }
}
