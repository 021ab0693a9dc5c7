import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsLocalDay } from '../common/is-local-day.decorator';

const LOGIN = /^[a-z0-9][a-z0-9._-]{2,63}$/;
const PHONE = /^\+?[0-9][0-9 -]{4,19}$/;

export class MembershipDto {
  @ApiProperty({ example: 'EMB' })
  @IsString()
  @Length(1, 40)
  orgCode!: string;

  @ApiProperty({ example: 'caseOfficer' })
  @IsString()
  @Length(1, 40)
  role!: string;

  @ApiProperty({ example: '2026-01-01', description: 'First day.' })
  @IsLocalDay()
  from!: string;

  @ApiPropertyOptional({
    type: String,
    example: '2026-12-31',
    nullable: true,
    description: 'Last day; null while open.',
  })
  @IsOptional()
  @IsLocalDay()
  to: string | null = null;
}

class ContactFields {
  @ApiPropertyOptional({ type: String, nullable: true, example: 'officer@example.org', description: 'Null: none.' })
  @IsOptional()
  @IsEmail()
  @Length(3, 254)
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '0575-00000000', description: 'Null: none.' })
  @IsOptional()
  @IsString()
  @Matches(PHONE)
  phone?: string | null;
}

/** What people may change of themselves. */
export class ChangeProfileDto extends ContactFields {}

export class NewPersonDto extends ContactFields {
  @ApiProperty({ example: 'emb.officer3', description: 'Name to sign in with: small letters, digits, dot, dash.' })
  @IsString()
  @Matches(LOGIN)
  login!: string;

  @ApiProperty()
  @IsString()
  @Length(1, 60)
  name!: string;

  @ApiProperty({ type: [MembershipDto] })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MembershipDto)
  memberships!: MembershipDto[];
}

export class ChangePersonDto extends ContactFields {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 60)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What the outside identity service calls the person; null ends the link.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  @Matches(/^\S(.*\S)?$/)
  externalId?: string | null;

  @ApiProperty({ description: 'The version that was read; refused with 409 when there is a newer one.' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class SetMembershipsDto {
  @ApiProperty({ type: [MembershipDto], description: 'All memberships; those that are missing end.' })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MembershipDto)
  memberships!: MembershipDto[];

  @ApiProperty()
  @IsInt()
  @Min(1)
  version!: number;
}

export class GiveRoleDto extends MembershipDto {
  @ApiProperty({ example: '科室分工调整' })
  @IsString()
  @Length(2, 200)
  reason!: string;

  @ApiProperty({ description: 'The version that was read; refused with 409 when there is a newer one.' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class WithdrawRoleDto {
  @ApiProperty({ example: 'EMB' })
  @IsString()
  @Length(1, 40)
  orgCode!: string;

  @ApiProperty({ example: 'caseOfficer' })
  @IsString()
  @Length(1, 40)
  role!: string;

  @ApiProperty({ example: '2026-01-01', description: 'First day of the membership that is meant.' })
  @IsLocalDay()
  from!: string;

  @ApiProperty({ example: '2026-12-31', description: 'Last day on which the role is held.' })
  @IsLocalDay()
  lastDay!: string;

  @ApiProperty({ example: '调离岗位' })
  @IsString()
  @Length(2, 200)
  reason!: string;

  @ApiProperty()
  @IsInt()
  @Min(1)
  version!: number;
}

export class LeaveDto {
  @ApiPropertyOptional({ description: 'Last day of work; today by default.' })
  @IsOptional()
  @IsLocalDay()
  on?: string;
}

export class PeopleQuery {
  @ApiPropertyOptional({ description: 'Organisation code.' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  org?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 40)
  role?: string;

  @ApiPropertyOptional({ enum: ['active', 'left'] })
  @IsOptional()
  @IsIn(['active', 'left'])
  status?: 'active' | 'left';

  @ApiPropertyOptional({ description: 'Beginning of the login or the name.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  q?: string;

  @ApiPropertyOptional({ description: '`next` of the page before.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

export class DirectoryQuery {
  @ApiProperty({ example: 'EMB', description: 'Organisation code.' })
  @IsString()
  @Length(1, 40)
  org!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 40)
  role?: string;
}

export class DirectoryEntry {
  @ApiProperty()
  personId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [String], description: 'Roles held today in the organisation asked for.' })
  roles!: string[];
}

export class PersonDto {
  @ApiProperty()
  personId!: string;

  @ApiProperty()
  login!: string;

  @ApiProperty()
  name!: string;

  @ApiPropertyOptional()
  email?: string;

  @ApiPropertyOptional()
  phone?: string;

  @ApiPropertyOptional({ description: 'What the outside identity service calls the person.' })
  externalId?: string;

  @ApiProperty({ enum: ['active', 'left'] })
  status!: 'active' | 'left';

  @ApiProperty({ type: [MembershipDto] })
  memberships!: MembershipDto[];

  @ApiProperty({ description: 'Invented for demonstration.' })
  demo!: boolean;

  @ApiProperty()
  version!: number;
}

export class PersonPage {
  @ApiProperty({ type: [PersonDto] })
  items!: PersonDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Hand this in as `after` for the next page; null on the last one.',
  })
  next!: string | null;
}

export class FirstPassword {
  @ApiProperty({ type: PersonDto })
  person!: PersonDto;

  @ApiProperty({ description: 'Hand this to the person; it is shown only now.' })
  password!: string;
}
