import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import { SETTINGS } from '../../workflows/domain/settings';
import { CompleteTaskDto, ReasonDto } from '../cases/command.dto';

/** The setting cannot allow more; it says how many an officer answers for in one go. */
export const BULK_MOST = SETTINGS['tasks.bulk'].most;

export class BulkPreviewDto {
  @ApiProperty({ type: [String], maxItems: BULK_MOST })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MOST)
  @ArrayUnique()
  @IsString({ each: true })
  taskIds!: string[];

  @ApiProperty({ example: 'agree' })
  @IsString()
  @Length(1, 60)
  outcome!: string;

  @ApiPropertyOptional({ type: Object, description: 'Form meant for all of them.' })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;
}

export class BulkItemDto extends CompleteTaskDto {
  @ApiProperty()
  @IsString()
  @Length(1, 200)
  taskId!: string;
}

export class BulkCompleteDto {
  @ApiProperty({ type: [BulkItemDto], maxItems: BULK_MOST })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MOST)
  @ArrayUnique((item: BulkItemDto) => item.taskId)
  @ValidateNested({ each: true })
  @Type(() => BulkItemDto)
  items!: BulkItemDto[];
}

export class BulkProblemDto {
  @ApiProperty({ example: 'outcome.demandsOpinion' })
  code!: string;

  @ApiProperty({ description: 'What is wrong and what to do.' })
  detail!: string;
}

export class BulkRowDto {
  @ApiProperty({ description: 'Task, or case for a hand-over.' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  caseNo!: string | null;

  @ApiProperty({ type: String, nullable: true })
  title!: string | null;

  @ApiProperty({ description: 'It can be done, or was done.' })
  ok!: boolean;

  @ApiProperty({ type: BulkProblemDto, nullable: true, description: 'Why not.' })
  problem!: BulkProblemDto | null;
}

export class HandOverPersonDto extends ReasonDto {
  @ApiProperty({ description: 'Person who takes over.' })
  @IsString()
  @Length(1, 64)
  to!: string;
}

export class HandOverReportDto {
  @ApiProperty({ type: [BulkRowDto], description: 'Cases in which something lay with the person.' })
  cases!: BulkRowDto[];

  @ApiProperty({ description: 'Cases of other organisations in which something still lies with them.' })
  elsewhere!: number;
}
