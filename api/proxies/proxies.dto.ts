import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { IsLocalDay } from '../common/is-local-day.decorator';

export class NewProxyDto {
  @ApiProperty({ description: 'Person who acts for you.' })
  @IsString()
  @Length(1, 64)
  agent!: string;

  @ApiProperty({ example: '2026-12-01', description: 'First day.' })
  @IsLocalDay()
  from!: string;

  @ApiProperty({ example: '2026-12-10', description: 'Last day.' })
  @IsLocalDay()
  to!: string;

  @ApiPropertyOptional({ type: [String], description: 'Procedures; all when empty.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  processes: string[] = [];

  @ApiPropertyOptional({ type: [String], description: 'Organisations; all of yours when empty.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  orgs: string[] = [];

  @ApiProperty()
  @IsString()
  @Length(2, 200)
  reason!: string;
}

export class ProxyDto extends NewProxyDto {
  @ApiProperty()
  proxyId!: string;

  @ApiProperty({ description: 'Person who is away.' })
  principal!: string;

  @ApiProperty()
  principalName!: string;

  @ApiProperty()
  agentName!: string;

  @ApiProperty({ enum: ['planned', 'active', 'over'] })
  status!: string;
}

export class ProxyListDto {
  @ApiProperty({ type: [ProxyDto], description: 'Given by you.' })
  given!: ProxyDto[];

  @ApiProperty({ type: [ProxyDto], description: 'Held by you.' })
  held!: ProxyDto[];
}
