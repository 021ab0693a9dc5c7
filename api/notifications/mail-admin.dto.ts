import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class UndeliveredMailDto {
  @ApiProperty()
  mailId!: string;

  @ApiProperty({ description: 'To whom it was to go.' })
  name!: string;

  @ApiProperty({ enum: ['atOnce', 'digest', 'test'] })
  kind!: string;

  @ApiProperty({ enum: ['waiting', 'refused'] })
  state!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What the mail server answered.' })
  reason!: string | null;

  @ApiProperty()
  attempts!: number;

  @ApiProperty({ description: 'ISO 8601.' })
  createdAt!: string;
}

export class MailTroubleDto {
  @ApiProperty({ description: 'ISO 8601.' })
  since!: string;

  @ApiProperty({ description: 'What the mail server answered, or why it could not be reached.' })
  message!: string;
}

export class MailSummaryDto {
  @ApiProperty({ description: 'A worker with a mail server was seen in the last minutes.' })
  on!: boolean;

  @ApiProperty({ type: String, nullable: true })
  server!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601.' })
  lastSentAt!: string | null;

  @ApiProperty({ type: MailTroubleDto, nullable: true })
  trouble!: MailTroubleDto | null;

  @ApiProperty({ description: 'Mails that are to be sent.' })
  waiting!: number;

  @ApiProperty({ description: 'Mails that a server refused for good.' })
  refused!: number;

  @ApiProperty({ type: [UndeliveredMailDto], description: 'Latest first: refused, or tried in vain so far.' })
  undelivered!: UndeliveredMailDto[];
}

export class MailListQuery {
  @ApiPropertyOptional({ default: 20, minimum: 1, maximum: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

export class TestMailDto {
  @ApiProperty()
  mailId!: string;

  @ApiProperty({ description: 'Where it goes.' })
  address!: string;
}
