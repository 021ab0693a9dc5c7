import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** Base of the queries of long lists: where to go on and how many rows. */
export function PagedQuery({ usually = 20, most = 100 } = {}) {
  class Paged {
    @ApiPropertyOptional({ description: '`next` of the page before.' })
    @IsOptional()
    @IsString()
    @Length(1, 300)
    cursor?: string;

    @ApiPropertyOptional({ default: usually, minimum: 1, maximum: most })
    @IsOptional()
    @Type(() => Number)
    @IsInt()
    @Min(1)
    @Max(most)
    limit: number = usually;
  }
  return Paged;
}
