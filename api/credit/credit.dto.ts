import { ApiProperty } from '@nestjs/swagger';
import { LabelDto } from '../cases/case.dto';

export class CreditEntryDto {
  @ApiProperty({ enum: ['good', 'dishonesty', 'seriousDishonesty'] })
  list!: string;

  @ApiProperty()
  name!: LabelDto;

  @ApiProperty({ example: '实施意见（十二）' })
  basis!: string;

  @ApiProperty()
  reason!: LabelDto;

  @ApiProperty({ description: 'Name of the authority that decided it.' })
  decidedBy!: string;

  @ApiProperty({ example: '2026-03-01' })
  from!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Last day; null while open.' })
  until!: string | null;
}

export class CreditDto {
  @ApiProperty()
  org!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['good', 'listed'],
    description: 'Listed weighs more than good; null on no list. It excludes nobody.',
  })
  mark!: string | null;

  @ApiProperty({ type: [CreditEntryDto], description: 'Entries in force today.' })
  entries!: CreditEntryDto[];
}
