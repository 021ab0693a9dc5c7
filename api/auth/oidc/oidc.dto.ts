import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class OidcStartQuery {
  @ApiPropertyOptional({ example: '/inbox', description: 'Page of this product to go on with.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  next?: string;
}

export class OidcWay {
  @ApiProperty({ type: String, nullable: true, description: 'What the identity service is called here.' })
  name!: string | null;
}

export class SignInWays {
  @ApiProperty()
  password!: boolean;

  @ApiProperty({ type: OidcWay, nullable: true, description: 'Null where no identity service is configured.' })
  oidc!: OidcWay | null;
}
