import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class LetterCheckQuery {
  @ApiProperty({ description: 'Key beside the code in the address of the QR code.' })
  @IsString()
  @Length(1, 64)
  k!: string;
}

/** What anybody who holds a letter may learn of it; of a letter that is not ours, only that. */
export class LetterCheckDto {
  @ApiProperty()
  valid!: boolean;

  @ApiPropertyOptional({ example: '虞联审〔2026〕12号' })
  number?: string;

  @ApiPropertyOptional({ example: 'jointReview.decision' })
  kind?: string;

  @ApiPropertyOptional({ description: 'What letters of this kind are called.' })
  title?: string;

  @ApiPropertyOptional({ description: 'Authority that issued it.' })
  issuer?: string;

  @ApiPropertyOptional({ example: '2026-09-10' })
  issuedOn?: string;

  @ApiPropertyOptional({ description: 'Hex SHA-256 of the issued file, to be held against the file at hand.' })
  sha256?: string;

  @ApiPropertyOptional({ enum: ['valid', 'superseded'] })
  status?: 'valid' | 'superseded';

  @ApiPropertyOptional({ description: 'Number of the letter in force.' })
  inForce?: string;
}

/** A numbered letter of a case. */
export class LetterDto {
  @ApiProperty({ example: 'LS-2026-12' })
  code!: string;

  @ApiProperty({ example: '虞联审〔2026〕12号' })
  number!: string;

  @ApiProperty({ example: 'jointReview.decision' })
  kind!: string;

  @ApiProperty({ description: 'What letters of this kind are called.' })
  title!: string;

  @ApiProperty()
  issuer!: string;

  @ApiProperty({ example: '2026-09-10' })
  issuedOn!: string;

  @ApiProperty({ description: 'To be downloaded as /documents/{documentId}/content.' })
  documentId!: string;

  @ApiProperty()
  sha256!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the letter that corrects this one.' })
  supersededBy!: string | null;
}

/** The sealed archive of an ended case. */
export class ArchiveDto {
  @ApiProperty()
  caseId!: string;

  @ApiProperty({ description: 'Last event in the archive.' })
  seq!: number;

  @ApiProperty()
  headHash!: string;

  @ApiProperty({ description: 'Bytes.' })
  size!: number;

  @ApiProperty()
  sha256!: string;

  @ApiProperty({ format: 'date-time' })
  archivedAt!: string;

  @ApiProperty({ description: 'Whether the execution history is in it.' })
  withHistory!: boolean;

  @ApiProperty({ example: '2056-09-10', description: 'Last day of keeping.' })
  keepUntil!: string;

  @ApiProperty({ description: 'Clause that the period rests on.' })
  basis!: string;
}
