import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import { languageOf } from '../common/language';
import {
  ComparisonDto,
  DefinitionDto,
  DefinitionSummaryDto,
  DryRunCasesDto,
  DryRunDto,
  DryRunResultDto,
  MigrationPage,
  PageQuery,
  PastCaseRunDto,
  ProofDto,
  PublishDto,
  RetireDto,
} from './definitions.dto';
import { Definitions } from './definitions.service';
import { Rehearsals } from './rehearsals.service';

/** Process definitions, for administrators: immutable once published, retired never deleted. */
@ApiTags('definitions')
@Controller('definitions')
@Roles({ role: ADMIN_ROLE })
export class DefinitionsController {
  constructor(
    private readonly definitions: Definitions,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every version of every process' })
  @ApiOkResponse({ type: [DefinitionSummaryDto] })
  list(): Promise<DefinitionSummaryDto[]> {
    return this.definitions.list();
  }

  @Post()
  @ApiOperation({
    summary: 'Publish a version',
    description: 'It must be the next version of its process and proven sound; `errors` names each fault by stage.',
  })
  @ApiCreatedResponse({ type: DefinitionDto })
  publish(@CurrentActor() actor: Actor, @Body() { definition }: PublishDto): Promise<DefinitionDto> {
    return this.definitions.publish(actor, definition);
  }

  @Post('prove')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Whether a definition could be published, and what it would change',
    description: 'Nothing is written. It is compared with the newest published version of its process.',
  })
  @ApiOkResponse({ type: ProofDto })
  prove(@Body() { definition }: PublishDto, @Req() req: Request): Promise<ProofDto> {
    return this.definitions.examine(definition, languageOf(req));
  }

  @Post('dry-run')
  @HttpCode(200)
  @ApiOperation({ summary: 'Who would get what and until when, on given facts and answers' })
  @ApiOkResponse({ type: DryRunResultDto })
  dryRun(@Body() dto: DryRunDto): Promise<DryRunResultDto> {
    return this.rehearsals.run(dto);
  }

  @Post('dry-run/cases')
  @HttpCode(200)
  @ApiOperation({ summary: 'Walk past cases through a version and show what would have been different' })
  @ApiOkResponse({ type: [PastCaseRunDto] })
  dryRunCases(@Body() dto: DryRunCasesDto, @Req() req: Request): Promise<PastCaseRunDto[]> {
    return this.rehearsals.runCases(dto, languageOf(req));
  }

  @Get(':code/:version')
  @ApiOperation({ summary: 'One version with its content' })
  @ApiOkResponse({ type: DefinitionDto })
  get(@Param('code') code: string, @Param('version', ParseIntPipe) version: number): Promise<DefinitionDto> {
    return this.definitions.get(code, version);
  }

  @Post(':code/:version/retire')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a version its last day; cases in flight stay on it' })
  @ApiOkResponse({ type: DefinitionDto })
  retire(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() dto: RetireDto,
  ): Promise<DefinitionDto> {
    return this.definitions.retire(actor, code, version, dto);
  }

  @Get(':code/:version/compare/:to')
  @ApiOperation({ summary: 'What changes from one version to another, and for whom' })
  @ApiOkResponse({ type: ComparisonDto })
  compare(
    @Param('code') code: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('to', ParseIntPipe) to: number,
  ): Promise<ComparisonDto> {
    return this.definitions.compare(code, version, to);
  }

  @Get(':code/:version/migration')
  @ApiOperation({
    summary: 'Which running cases could move to this version, and why others cannot',
    description: 'Nothing is moved: each case is moved by a command of its own.',
  })
  @ApiOkResponse({ type: MigrationPage })
  migration(
    @Param('code') code: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() query: PageQuery,
  ): Promise<MigrationPage> {
    return this.definitions.migration(code, version, query);
  }
}
