import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import type { Channel, NotificationType } from '../../activities/store/notification-settings.schema';
import { PagedQuery } from '../common/paged-query';

/** In the order in which they are offered for choice. */
export const NOTIFICATION_TYPES: readonly NotificationType[] = [
  'taskAssigned',
  'taskUrged',
  'clockWarning',
  'clockOverdue',
  'clockReminder',
  'caseReturned',
  'caseEnded',
  'copied',
  'mentioned',
  'dueMoved',
  'objectionReceived',
];
export const CHANNELS: readonly Channel[] = ['page', 'mail', 'digest', 'off'];

export class NotificationDto {
  @ApiProperty()
  notificationId!: string;

  @ApiProperty({ enum: NOTIFICATION_TYPES })
  type!: string;

  @ApiProperty()
  caseId!: string;

  @ApiProperty()
  caseNo!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: String, nullable: true })
  taskId!: string | null;

  @ApiProperty({ description: 'Epoch milliseconds.' })
  at!: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  params!: Record<string, string>;

  @ApiProperty()
  read!: boolean;
}

export class NotificationPage {
  @ApiProperty({ type: [NotificationDto] })
  items!: NotificationDto[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class NotificationQuery extends PagedQuery() {
  @ApiPropertyOptional({ default: false, description: 'Only what you have not read.' })
  @IsOptional()
  @IsIn(['true', 'false'])
  unread: 'true' | 'false' = 'false';
}

export class UnreadCountDto {
  @ApiProperty()
  unread!: number;
}

export class ReadAllDto {
  @ApiPropertyOptional({ description: 'Epoch milliseconds of the newest one that was seen; now when absent.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  until?: number;
}

export class ChannelDto {
  @ApiProperty({ enum: NOTIFICATION_TYPES })
  @IsIn(NOTIFICATION_TYPES)
  type!: NotificationType;

  @ApiProperty({
    enum: CHANNELS,
    description: 'In the page; also by mail at once; also in the daily mail; not at all.',
  })
  @IsIn(CHANNELS)
  channel!: Channel;

  @ApiPropertyOptional({
    description: 'Also by the browser itself while a page is open, where you allowed it; stays as it is when absent.',
  })
  @IsOptional()
  @IsBoolean()
  browser?: boolean;
}

export class ChannelViewDto {
  @ApiProperty({ enum: NOTIFICATION_TYPES })
  type!: NotificationType;

  @ApiProperty({ enum: CHANNELS })
  channel!: Channel;

  @ApiProperty({ description: 'Also by the browser itself while a page is open, where you allowed it.' })
  browser!: boolean;
}

export const LANGUAGES = ['zh', 'en'] as const;

export class PreferencesDto {
  @ApiProperty({ type: [ChannelDto] })
  @IsArray()
  @ArrayMaxSize(NOTIFICATION_TYPES.length)
  @ValidateNested({ each: true })
  @Type(() => ChannelDto)
  channels!: ChannelDto[];
  @ApiPropertyOptional({ enum: LANGUAGES, description: 'Language of mails.' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];
}

export class PreferencesViewDto {
  @ApiProperty({ type: [ChannelViewDto] })
  channels!: ChannelViewDto[];

  @ApiProperty({ enum: LANGUAGES })
  language!: (typeof LANGUAGES)[number];

  @ApiProperty({ description: 'This installation sends mails.' })
  mailSent!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Where your mails go.' })
  address!: string | null;
}
