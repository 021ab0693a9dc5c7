import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsLocalDay } from '../common/is-local-day.decorator';
import { NamesDto } from '../organisations/organisations.dto';
import { NextVersionDto } from './routing.dto';
import { SET_SCHEMAS } from './sets';
import { FORMATS, type Format } from './sets/read-file';

const SETS = SET_SCHEMAS.map(({ set }) => set);
const EFFECTS = ['screening', 'precheck', 'definition', 'later'] as const;

export class SetParam {
  @ApiProperty({ enum: SETS })
  @Matches(/^[a-z0-9-]{1,40}$/)
  set!: string;
}

class SetColumnDto {
  @ApiProperty({ description: 'Where the value lies in a row, for instance `name.zh`.' })
  path!: string;

  @ApiProperty({ type: NamesDto })
  name!: NamesDto;

  @ApiProperty({ enum: ['text', 'cas', 'number', 'whole', 'yesNo', 'choice', 'list'] })
  type!: string;
}

export class SetSummaryDto {
  @ApiProperty({ enum: SETS })
  set!: string;

  @ApiProperty({ type: NamesDto })
  name!: NamesDto;

  @ApiProperty({
    enum: EFFECTS,
    description:
      'What a further version changes: what projects are found to be when they are screened, what applications are held against, the procedure itself, or what is done from then on.',
  })
  effect!: (typeof EFFECTS)[number];

  @ApiProperty({ type: [SetColumnDto] })
  columns!: SetColumnDto[];
}

export class OnQuery {
  @ApiPropertyOptional({ example: '2026-09-01', description: 'Local day; today when absent.' })
  @IsOptional()
  @IsLocalDay()
  on?: string;
}

export class SetFileQuery extends OnQuery {
  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format!: Format;
}

class SetRowDto {
  @ApiProperty()
  key!: string;

  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true },
    description: 'In the order of the columns, in the language of the answer.',
  })
  cells!: (string | number | null)[];

  @ApiProperty()
  source!: string;

  @ApiProperty()
  effectiveFrom!: string;

  @ApiProperty({ type: String, nullable: true })
  effectiveTo!: string | null;
}

export class SetTableDto extends SetSummaryDto {
  @ApiProperty({ description: 'Day on which it stands so.' })
  on!: string;

  @ApiProperty({ type: [SetRowDto] })
  rows!: SetRowDto[];
}

export class SetVersionDto {
  @ApiProperty({ description: 'Number of the version; 0 for what was shipped.' })
  number!: number;

  @ApiProperty()
  effectiveFrom!: string;

  @ApiProperty()
  source!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who loaded it; null for what was shipped.' })
  byName!: string | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the file that was loaded.' })
  file!: string | null;

  @ApiProperty()
  rows!: number;

  @ApiProperty()
  added!: number;

  @ApiProperty()
  changed!: number;

  @ApiProperty()
  removed!: number;
}

/** Sent beside the file. */
export class ProposeVersionDto {
  @ApiProperty({ example: '2027-01-01', description: 'Today or later.' })
  @IsLocalDay()
  effectiveFrom!: string;
}

export class ImpactPartDto extends ProposeVersionDto {
  @ApiPropertyOptional({ description: '`next` of the part before.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  cursor?: string;
}

export class LoadVersionDto extends ProposeVersionDto {
  @ApiProperty({ description: 'Document that the change rests on.' })
  @IsString()
  @Length(2, 300)
  source!: string;

  @ApiProperty({ description: 'Why it is loaded; stays on the trail.' })
  @IsString()
  @Length(2, 500)
  reason!: string;

  @ApiProperty({ description: '`state` of the preview that was looked at.' })
  @Matches(/^\d{1,9}$/)
  state!: string;
}

class SetProblemDto {
  @ApiProperty({ type: Number, nullable: true, description: 'Line of the file; null where no line is to blame.' })
  line!: number | null;

  @ApiProperty({ description: 'Path of the column.' })
  column!: string;

  @ApiProperty({ description: 'Head of the column.' })
  name!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  detail!: string;
}

class ChangedCellDto {
  @ApiProperty({ description: 'Path of the column.' })
  column!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  before!: string | null;

  @ApiProperty({ type: String, nullable: true })
  after!: string | null;
}

class RowChangeDto {
  @ApiProperty({ enum: ['added', 'changed', 'removed'] })
  kind!: 'added' | 'changed' | 'removed';

  @ApiProperty()
  key!: string;

  @ApiProperty({ description: 'What the row is called.' })
  name!: string;

  @ApiProperty({ type: [ChangedCellDto], description: 'All cells of a new row, those that differ of a changed one.' })
  cells!: ChangedCellDto[];
}

export class SetPreviewDto {
  @ApiProperty({ description: 'Rows in the file.' })
  rows!: number;

  @ApiProperty()
  added!: number;

  @ApiProperty()
  changed!: number;

  @ApiProperty()
  removed!: number;

  @ApiProperty({ type: [RowChangeDto], description: 'The first 500.' })
  changes!: RowChangeDto[];

  @ApiProperty({ description: 'Everything that is wrong with the file; it can be loaded when there is nothing.' })
  problemCount!: number;

  @ApiProperty({ type: [SetProblemDto], description: 'The first 200.' })
  problems!: SetProblemDto[];

  @ApiProperty({ type: [NextVersionDto], description: 'Further versions of the procedure that it becomes.' })
  versions!: NextVersionDto[];

  @ApiProperty({ description: 'State that it was held against; goes with the file when it is loaded.' })
  state!: string;
}

class FoundChangeDto {
  @ApiProperty({ type: NamesDto, description: 'What is found of a project.' })
  name!: NamesDto;

  @ApiProperty()
  before!: string;

  @ApiProperty()
  after!: string;
}

class CaseFindingDto {
  @ApiProperty({ description: 'Number of the running case.' })
  id!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({
    enum: ['screened', 'notScreened'],
    description: '`screened`: what was found stays; it would be found so only if the enterprise submits again.',
  })
  state!: 'screened' | 'notScreened';

  @ApiProperty({ type: [FoundChangeDto] })
  changes!: FoundChangeDto[];
}

export class SetImpactDto {
  @ApiProperty({ description: 'Running cases altogether.' })
  running!: number;

  @ApiProperty({ description: 'Cases looked at in this part.' })
  checked!: number;

  @ApiProperty({
    description: 'Applications in preparation; they are held against what is in force when they are submitted.',
  })
  drafts!: number;

  @ApiProperty({ type: [CaseFindingDto], description: 'Those of which something else would be found.' })
  items!: CaseFindingDto[];

  @ApiProperty({ type: String, nullable: true, description: 'For the next part; null after the last.' })
  next!: string | null;
}
