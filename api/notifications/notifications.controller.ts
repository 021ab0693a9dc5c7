import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import {
  NotificationPage,
  NotificationQuery,
  PreferencesDto,
  PreferencesViewDto,
  ReadAllDto,
  UnreadCountDto,
} from './notifications.dto';
import { Notifications } from './notifications.service';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: Notifications) {}

  @Get()
  @ApiOperation({ summary: 'What you were told, newest first' })
  @ApiOkResponse({ type: NotificationPage })
  list(@CurrentActor() actor: Actor, @Query() query: NotificationQuery): Promise<NotificationPage> {
    return this.notifications.page(actor, query);
  }

  @Get('unread')
  @ApiOperation({ summary: 'How many of them you have not read' })
  @ApiOkResponse({ type: UnreadCountDto })
  async unread(@CurrentActor() actor: Actor): Promise<UnreadCountDto> {
    return { unread: await this.notifications.unread(actor) };
  }

  @Post('read-all')
  @HttpCode(204)
  @ApiOperation({ summary: 'Everything up to a moment is read' })
  @ApiBody({ type: ReadAllDto, required: false })
  @ApiNoContentResponse()
  async readAll(@CurrentActor() actor: Actor, @Body() dto: ReadAllDto): Promise<void> {
    await this.notifications.readAll(actor, dto.until);
  }

  @Get('preferences')
  @ApiOperation({ summary: 'How you are told, for each kind' })
  @ApiOkResponse({ type: PreferencesViewDto })
  preferences(@CurrentActor() actor: Actor): Promise<PreferencesViewDto> {
    return this.notifications.preferences(actor);
  }

  @Put('preferences')
  @ApiOperation({ summary: 'Choose how you are told; kinds that are left out stay as they are' })
  @ApiOkResponse({ type: PreferencesViewDto })
  prefer(@CurrentActor() actor: Actor, @Body() dto: PreferencesDto): Promise<PreferencesViewDto> {
    return this.notifications.prefer(actor, dto);
  }

  @Put(':notificationId/read')
  @HttpCode(204)
  @ApiOperation({ summary: 'Note that you have read it' })
  @ApiNoContentResponse()
  async read(@CurrentActor() actor: Actor, @Param('notificationId') notificationId: string): Promise<void> {
    await this.notifications.read(actor, notificationId);
  }
}
