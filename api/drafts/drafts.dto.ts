import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, IsString, Length, Min } from 'class-validator';

export class SaveDraftDto {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Outcome chosen so far.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  outcome?: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What was typed, as it is; not checked.' })
  @IsObject()
  values!: Record<string, unknown>;

  @ApiProperty({ description: 'The version that was read, 0 without one; refused with 409 when there is a newer one.' })
  @IsInt()
  @Min(0)
  version!: number;
}

export class DraftDto {
  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  values!: Record<string, unknown>;

  @ApiProperty({ description: '0 while nothing is kept.' })
  version!: number;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601.' })
  savedAt!: string | null;
}
