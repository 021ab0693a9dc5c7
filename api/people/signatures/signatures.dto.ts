import { ApiProperty } from '@nestjs/swagger';
import { IsBase64, IsString, Length } from 'class-validator';
import { SIGNATURE_BOUNDS } from './signature-picture';

/** Base64 writes three bytes in four letters; a little more is read so that the answer can say how large it may be. */
const MOST_LETTERS = Math.ceil((SIGNATURE_BOUNDS.bytes * 4) / 3) * 2;

export class SignDto {
  @ApiProperty({
    format: 'byte',
    maxLength: MOST_LETTERS,
    description: 'PNG in base64, at most 200 kB and 1200×500 points, dark on white or on nothing.',
  })
  @IsString()
  @Length(1, MOST_LETTERS)
  @IsBase64()
  png!: string;
}

export class SignatureDto {
  @ApiProperty()
  signatureId!: string;

  @ApiProperty({ description: 'ISO 8601: steps signed from then on bear it.' })
  from!: string;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601; null while it is in force.' })
  until!: string | null;

  @ApiProperty({ description: 'Of the picture, in points.' })
  width!: number;

  @ApiProperty()
  height!: number;
}
