import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import type { Condition } from '../../workflows/processes/definition';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { ComparisonDto } from '../definitions/definitions.dto';
import { NamesDto } from '../organisations/organisations.dto';

export class ProcessParam {
  @ApiProperty({ example: 'jointReview' })
  @Matches(/^[a-z][A-Za-z0-9]{1,39}$/)
  process!: string;
}

class RoutingRuleDto {
  @ApiProperty({ example: 'FRB' })
  @Matches(/^[A-Z][A-Z0-9_-]{1,39}$/)
  department!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Condition over the facts of the screening; `{"all": []}` always holds.',
    example: { all: [{ fact: 'majorLevel', atLeast: 1 }] },
  })
  @IsObject()
  when!: Condition;

  @ApiProperty({ type: NamesDto })
  @IsObject()
  @ValidateNested()
  @Type(() => NamesDto)
  reason!: NamesDto;

  @ApiProperty()
  @IsString()
  @Length(2, 300)
  basis!: string;
}

/** A whole routing table: which department reviews when. */
export class PutRoutingDto {
  @ApiProperty({ example: '2027-01-01', description: 'Cases begun from this day on are routed by it.' })
  @IsLocalDay()
  effectiveFrom!: string;

  @ApiProperty({ description: 'Document that the change rests on.' })
  @IsString()
  @Length(2, 300)
  source!: string;

  @ApiProperty({ type: [RoutingRuleDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => RoutingRuleDto)
  rows!: RoutingRuleDto[];
}

class RoutingTableRowDto extends RoutingRuleDto {
  @ApiProperty()
  number!: number;
}

class RoutingTableDto {
  @ApiProperty()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true })
  effectiveTo!: string | null;

  @ApiProperty()
  source!: string;

  @ApiProperty({ type: [RoutingTableRowDto] })
  rows!: RoutingTableRowDto[];
}

class RoutingFactDto {
  @ApiProperty({ example: 'majorLevel' })
  fact!: string;

  @ApiProperty({ type: NamesDto })
  name!: { zh: string; en: string };

  @ApiProperty({ enum: ['string', 'number', 'boolean', 'strings'] })
  type!: string;
}

export class RoutingDto {
  @ApiProperty()
  process!: string;

  @ApiProperty({ type: [RoutingTableDto], description: 'Latest first: those to come, the one in force, former ones.' })
  tables!: RoutingTableDto[];

  @ApiProperty({ type: [RoutingFactDto], description: 'What a condition may ask about.' })
  facts!: RoutingFactDto[];

  @ApiProperty({ type: [String], description: 'Departments that the procedure knows.' })
  departments!: string[];
}

/** A further version of a procedure that a change of its data becomes. */
export class NextVersionDto {
  @ApiProperty({ description: 'Version of the procedure that is published with it.' })
  version!: number;

  @ApiProperty({ description: 'Version that it takes over, but for the routing.' })
  basedOn!: number;

  @ApiProperty()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true })
  effectiveTo!: string | null;

  @ApiProperty({ type: ComparisonDto })
  comparison!: ComparisonDto;
}

export class RoutingChangeDto {
  @ApiProperty({ type: [NextVersionDto] })
  versions!: NextVersionDto[];
}
