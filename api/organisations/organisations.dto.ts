import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';

export const ORGANISATION_KINDS = [
  'authority',
  'higherAuthority',
  'enterprise',
  'designFirm',
  'evaluator',
  'platform',
  'expertPool',
];

export class NamesDto {
  @ApiProperty({ example: '区应急管理局' })
  @IsString()
  @Length(1, 100)
  zh!: string;

  @ApiProperty({ example: 'Emergency Management Bureau' })
  @IsString()
  @Length(1, 150)
  en!: string;
}

class OrganisationFields {
  @ApiProperty({ type: NamesDto })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  name!: NamesDto;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  @IsIn(ORGANISATION_KINDS)
  kind!: string;

  @ApiPropertyOptional({
    description: 'Unified social credit code, 18 characters with its check character (GB 32100).',
  })
  @IsOptional()
  @IsString()
  @Length(18, 18)
  uscc?: string;
}

export class NewOrganisationDto extends OrganisationFields {
  @ApiProperty({ example: 'EMB', description: 'Stable code; cannot be changed later.' })
  @IsString()
  @Matches(/^[A-Z][A-Z0-9_-]{1,39}$/)
  code!: string;
}

export class ChangeOrganisationDto extends PartialType(OrganisationFields) {
  @ApiPropertyOptional({ description: 'False closes the organisation: nobody can be put into it any more.' })
  @IsOptional()
  @IsBoolean()
  active?: boolean;

  @ApiProperty({ description: 'The version that was read; refused with 409 when there is a newer one.' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class OrganisationDto {
  @ApiProperty()
  code!: string;

  @ApiProperty({ type: NamesDto })
  name!: NamesDto;

  @ApiProperty()
  kind!: string;

  @ApiPropertyOptional()
  uscc?: string;

  @ApiProperty()
  active!: boolean;

  @ApiProperty({ description: 'Invented for demonstration.' })
  demo!: boolean;

  @ApiProperty({ type: 'object', additionalProperties: true })
  particulars!: Record<string, unknown>;

  @ApiProperty()
  version!: number;
}
