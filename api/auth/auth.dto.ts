import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { PASSWORD_MAX } from './passwords';

export class CredentialsDto {
  @ApiProperty({ example: 'emb.officer1', description: 'Name to sign in with; case does not matter.' })
  @IsString()
  @Length(1, 64)
  login!: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @Length(1, PASSWORD_MAX)
  password!: string;
}

export class ChangePasswordDto {
  @ApiProperty({ format: 'password' })
  @IsString()
  @Length(1, PASSWORD_MAX)
  currentPassword!: string;

  @ApiProperty({ format: 'password', description: 'At least as long as the setting `password.minLength`.' })
  @IsString()
  @Length(1, PASSWORD_MAX)
  newPassword!: string;
}

export class RefreshDto {
  @ApiProperty({ description: 'The refresh token of the last answer; each can be used once.' })
  @IsString()
  @Length(1, 200)
  refreshToken!: string;
}

export class NewPersonalTokenDto {
  @ApiProperty({ example: '审批平台接口', description: 'What the token is for.' })
  @IsString()
  @Length(1, 100)
  name!: string;

  @ApiProperty({ minimum: 1, maximum: 366, description: 'Days until it expires.' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  days!: number;
}

export class MembershipView {
  @ApiProperty({ example: 'EMB' })
  orgCode!: string;

  @ApiProperty({ example: 'caseOfficer' })
  role!: string;
}

export class Me {
  @ApiProperty()
  personId!: string;

  @ApiProperty()
  login!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [MembershipView], description: 'Roles that hold today.' })
  memberships!: MembershipView[];

  @ApiProperty({ type: [String], description: 'Organisations whose supervisor the person is.' })
  supervisorOf!: string[];

  @ApiProperty()
  isAdmin!: boolean;

  @ApiProperty({ enum: ['password', 'oidc'], description: '`oidc`: by the outside identity service.' })
  signedInWith!: 'password' | 'oidc';

  @ApiPropertyOptional({ description: 'For browsers: to be sent as X-CSRF-Token with every change.' })
  csrfToken?: string;
}

export class TokenPair {
  @ApiProperty({ description: 'For the header Authorization: Bearer …' })
  accessToken!: string;

  @ApiProperty({ example: 'Bearer' })
  tokenType!: string;

  @ApiProperty({ example: 900, description: 'Seconds until the access token expires.' })
  expiresIn!: number;

  @ApiProperty({ description: 'Gets the next pair, once.' })
  refreshToken!: string;
}

export class NewPersonalToken {
  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'The token; it is shown only now.' })
  token!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class SessionView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['browser', 'machine', 'personal'] })
  kind!: string;

  @ApiPropertyOptional({ enum: ['password', 'oidc'], description: 'How a browser session was opened.' })
  signedInWith?: 'password' | 'oidc';

  @ApiPropertyOptional()
  name?: string;

  @ApiProperty()
  ip!: string;

  @ApiProperty()
  userAgent!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  lastSeenAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ description: 'The session that asks.' })
  current!: boolean;
}
