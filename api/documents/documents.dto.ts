import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';

export class UploadQuery {
  @ApiProperty({
    example: 'safetyEvaluationReport',
    description: 'What the file is; for applications a code of the document kinds.',
  })
  @IsString()
  @Matches(/^[A-Za-z][A-Za-z0-9]{1,39}$/)
  kind!: string;

  @ApiPropertyOptional({ description: 'Case that it belongs to; absent while an application is drafted.' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  caseId?: string;
}

export class ContentQuery {
  @ApiPropertyOptional({
    enum: ['inline', 'attachment'],
    default: 'attachment',
    description: 'Pictures and PDF can be shown in the page.',
  })
  @IsOptional()
  @IsIn(['inline', 'attachment'])
  as: 'inline' | 'attachment' = 'attachment';
}

export class DocumentDto {
  @ApiProperty()
  documentId!: string;

  @ApiProperty()
  filename!: string;

  @ApiProperty({ description: 'Found in the content.' })
  mediaType!: string;

  @ApiProperty({ description: 'Bytes.' })
  size!: number;

  @ApiProperty()
  sha256!: string;

  @ApiProperty({ description: 'GB/T 32905.' })
  sm3!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty({ type: String, nullable: true })
  caseId!: string | null;

  @ApiProperty()
  uploadedBy!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  uploadedAt!: Date;

  @ApiProperty({ type: String, nullable: true, description: 'Document that took its place.' })
  supersededBy!: string | null;
}
