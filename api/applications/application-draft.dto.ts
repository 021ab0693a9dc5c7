import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  PHYSICAL_STATES,
  PROJECT_KINDS,
  SUBSTANCE_ROLES,
  UNIT_KINDS,
  type PhysicalState,
  type ProjectKind,
  type SubstanceRole,
  type UnitKind,
} from '../../workflows/domain/application';
import { IsLocalDay } from '../common/is-local-day.decorator';

/*
 * A draft may lack anything, so every field is optional; what is given has the type of its field. Whether it is complete,
 * possible and without contradiction is the business of the pre-check.
 */

class EnterpriseDraft {
  @ApiPropertyOptional({ type: String, nullable: true, example: '示例甲化工有限公司' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: '统一社会信用代码 (GB 32100).' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  uscc?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  address?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  legalRepresentative?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  contactName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  contactPhone?: string | null;
}

class SiteDraft {
  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  inPark?: boolean | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  park?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: '宗地号' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  parcel?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  address?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Degrees, CGCS2000.' })
  @IsOptional()
  @IsNumber()
  longitude?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Degrees, CGCS2000.' })
  @IsOptional()
  @IsNumber()
  latitude?: number | null;
}

class ProjectDraft {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiPropertyOptional({ enum: PROJECT_KINDS, nullable: true })
  @IsOptional()
  @IsIn(PROJECT_KINDS)
  kind?: ProjectKind | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: '万元' })
  @IsOptional()
  @IsNumber()
  investment?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  scale?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  description?: string | null;
}

class UnitDraft {
  @ApiPropertyOptional({ type: String, nullable: true, example: 'U1' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  key?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '原料罐区' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string | null;

  @ApiPropertyOptional({ enum: UNIT_KINDS, nullable: true })
  @IsOptional()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind | null;
}

class SubstanceDraft {
  @ApiPropertyOptional({ type: String, nullable: true, example: '7782-50-5' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  cas?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '氯' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string | null;

  @ApiPropertyOptional({ enum: SUBSTANCE_ROLES, nullable: true })
  @IsOptional()
  @IsIn(SUBSTANCE_ROLES)
  role?: SubstanceRole | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Designed maximum quantity in the unit, tonnes.' })
  @IsOptional()
  @IsNumber()
  quantityT?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @IsNumber()
  temperatureC?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Absolute.' })
  @IsOptional()
  @IsNumber()
  pressureMPa?: number | null;

  @ApiPropertyOptional({ enum: PHYSICAL_STATES, nullable: true })
  @IsOptional()
  @IsIn(PHYSICAL_STATES)
  physicalState?: PhysicalState | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Key of the unit of assessment.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  unit?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Category of GB 18218 table 2, or `NONE`.' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  category?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Grade of a substance with several quantities.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  variant?: string | null;
}

class ActivitiesDraft {
  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  newBuildings?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  specialEquipment?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  townGas?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  hazardousWaste?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  bondedStorage?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  ownTransport?: boolean | null;
}

class DesignDraft {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  certificateNo?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  grade?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date' })
  @IsOptional()
  @IsLocalDay()
  validTo?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date' })
  @IsOptional()
  @IsLocalDay()
  designDate?: string | null;
}

class EvaluationDraft {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  certificateNo?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  scope?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date' })
  @IsOptional()
  @IsLocalDay()
  validTo?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  reportNo?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date' })
  @IsOptional()
  @IsLocalDay()
  reportDate?: string | null;
}

class AttachedDocumentDraft {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Code of the document kinds.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Document uploaded before.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  documentId?: string | null;
}

/** A project application on its way. */
export class ApplicationDraftDto {
  @ApiPropertyOptional({ type: EnterpriseDraft, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => EnterpriseDraft)
  enterprise?: EnterpriseDraft | null;

  @ApiPropertyOptional({ type: SiteDraft, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SiteDraft)
  site?: SiteDraft | null;

  @ApiPropertyOptional({ type: ProjectDraft, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProjectDraft)
  project?: ProjectDraft | null;

  @ApiPropertyOptional({ type: [String], nullable: true, description: 'Codes of the listed processes.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  processes?: string[] | null;

  @ApiPropertyOptional({ type: [UnitDraft], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => UnitDraft)
  units?: UnitDraft[] | null;

  @ApiPropertyOptional({ type: [SubstanceDraft], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => SubstanceDraft)
  substances?: SubstanceDraft[] | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'People living within 500 m of the boundary.' })
  @IsOptional()
  @IsInt()
  population500m?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0, description: 'Hazardous waste, tonnes a year.' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(10_000_000)
  hazardousWasteT?: number | null;

  @ApiPropertyOptional({ type: ActivitiesDraft, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ActivitiesDraft)
  activities?: ActivitiesDraft | null;

  @ApiPropertyOptional({ type: DesignDraft, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DesignDraft)
  design?: DesignDraft | null;

  @ApiPropertyOptional({ type: EvaluationDraft, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => EvaluationDraft)
  evaluation?: EvaluationDraft | null;

  @ApiPropertyOptional({ type: [AttachedDocumentDraft], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => AttachedDocumentDraft)
  documents?: AttachedDocumentDraft[] | null;
}

export class NewApplicationDto {
  @ApiPropertyOptional({ description: 'Organisation for which you file; needed only if you file for several.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  org?: string;

  @ApiPropertyOptional({ description: 'Application of the same enterprise to begin with a copy of.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  copyOf?: string;

  @ApiPropertyOptional({ type: ApplicationDraftDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ApplicationDraftDto)
  application?: ApplicationDraftDto;
}

export class SaveApplicationDto {
  @ApiPropertyOptional({ description: 'The version that was read; `If-Match` says the same.' })
  @IsOptional()
  @IsInt()
  version?: number;

  @ApiProperty({ type: ApplicationDraftDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ApplicationDraftDto)
  application!: ApplicationDraftDto;
}
