import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsLocalDay } from '../common/is-local-day.decorator';

export class SavePhraseDto {
  @ApiProperty()
  @IsString()
  @Length(1, 500)
  text!: string;

  @ApiPropertyOptional({ description: 'Organisation for whose people it is offered; your own when absent.' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  org?: string;

  @ApiPropertyOptional({ example: '《危险化学品建设项目安全监督管理办法》第十三条', description: 'Clause.' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  basis?: string;

  @ApiPropertyOptional({ description: 'Procedure; all when absent.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  process?: string;

  @ApiPropertyOptional({ type: [String], description: 'Outcomes for which it is offered; all when empty.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  outcomes: string[] = [];

  @ApiProperty({ example: '2026-12-01', description: 'First day.' })
  @IsLocalDay()
  effectiveFrom!: string;

  @ApiPropertyOptional({ example: '2027-12-31', description: 'Last day; open when absent.' })
  @IsOptional()
  @IsLocalDay()
  effectiveTo?: string;
}

export class PhraseDto {
  @ApiProperty()
  phraseId!: string;

  @ApiProperty()
  text!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for your own.' })
  org!: string | null;

  @ApiProperty({ type: String, nullable: true })
  basis!: string | null;

  @ApiProperty({ type: String, nullable: true })
  process!: string | null;

  @ApiProperty({ type: [String] })
  outcomes!: string[];

  @ApiProperty()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true })
  effectiveTo!: string | null;

  @ApiProperty({ description: 'You may change or remove it.' })
  mine!: boolean;
}

export class PhraseQuery {
  @ApiPropertyOptional({ description: 'Only those for this procedure or for all.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  process?: string;

  @ApiPropertyOptional({ description: 'Only those for this outcome or for all.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  outcome?: string;

  @ApiPropertyOptional({ enum: ['inForce', 'all'], default: 'inForce' })
  @IsOptional()
  @IsIn(['inForce', 'all'])
  which: 'inForce' | 'all' = 'inForce';
}
