import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import { TaskQuery } from '../tasks/task.dto';

export class FilterQueryDto extends OmitType(TaskQuery, ['cursor', 'limit'] as const) {}

export class SaveFilterDto {
  @ApiProperty()
  @IsString()
  @Length(1, 40)
  name!: string;

  @ApiPropertyOptional({ description: 'Organisation for whose people it is kept; your own filter when absent.' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  org?: string;

  @ApiProperty({ type: FilterQueryDto })
  @ValidateNested()
  @Type(() => FilterQueryDto)
  query!: FilterQueryDto;
}

export class FilterDto {
  @ApiProperty()
  filterId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for your own.' })
  org!: string | null;

  @ApiProperty({ type: FilterQueryDto })
  query!: FilterQueryDto;

  @ApiProperty({ description: 'How many tasks fit, for you.' })
  count!: number;

  @ApiProperty({ description: 'You may change or remove it.' })
  mine!: boolean;
}
