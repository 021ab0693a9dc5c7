import { Body, Controller, Get, Param, ParseIntPipe, Put, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import { Roles } from '../auth/access.decorators';
import { ADMIN_ROLE, CurrentActor, type Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { notModified } from '../common/etag';
import {
  CalendarDto,
  CalendarSetDto,
  LimitDto,
  LimitSetDto,
  MajorHazardTablesDto,
  OrganisationSetDto,
  PastQuery,
  PutCalendarDto,
  PutLimitDto,
  PutSettingDto,
  ReferenceSetDto,
  RevisionDto,
} from './reference.dto';
import { ReferenceAdminService } from './reference-admin.service';
import { SetVersionDto } from './set-versions.dto';
import { SetVersions } from './set-versions.service';
import { isTable, ReferenceService } from './reference.service';

/** Who wrote what comes with the product. */
const SHIPPED = 'seed';

const SETS = [
  'processes',
  'chemicals',
  'controlled-chemicals',
  'document-kinds',
  'routing',
  'roles',
  'bounds',
  'institution-rules',
  'settings',
];

/** Reference data: the same for everybody who is signed in. Answers carry an ETag and are asked for again cheaply. */
@ApiTags('reference')
@Controller('reference')
export class ReferenceController {
  constructor(
    private readonly reference: ReferenceService,
    private readonly admin: ReferenceAdminService,
    private readonly names: Names,
    private readonly tables: SetVersions,
  ) {}

  @Get('limits')
  @ApiOperation({ summary: 'Legal time limits, every version' })
  @ApiOkResponse({ type: LimitSetDto })
  async limits(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.answerSet(req, res, 'limits');
  }

  @Get('calendars')
  @ApiOperation({ summary: 'Published calendars of working days' })
  @ApiOkResponse({ type: CalendarSetDto })
  async calendars(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.answerSet(req, res, 'calendars');
  }

  @Get('gb18218')
  @ApiOperation({ summary: 'Tables of GB 18218-2018' })
  @ApiOkResponse({ type: MajorHazardTablesDto })
  async gb18218(@Req() req: Request, @Res() res: Response): Promise<void> {
    const names = ['table1', 'categories', 'beta', 'alpha', 'levels'] as const;
    const sets = await Promise.all(names.map((name) => this.reference.set(`gb18218-${name}`)));
    const version = sets.reduce((sum, set) => sum + set.version, 0);
    if (notModified(req, res, `gb18218-${version}-${localDay(Date.now())}`)) return;
    res.json({ version, ...Object.fromEntries(names.map((name, i) => [name, sets[i]])) });
  }

  @Get('organisations')
  @ApiOperation({ summary: 'Organisations with their codes' })
  @ApiOkResponse({ type: OrganisationSetDto })
  async organisations(@Req() req: Request, @Res() res: Response): Promise<void> {
    const items = await this.reference.organisations();
    const version = items.reduce((sum, item) => sum + item.version, 0);
    if (notModified(req, res, `organisations-${items.length}-${version}`)) return;
    res.json({ version, items });
  }

  @Get(':set')
  @ApiParam({ name: 'set', enum: SETS })
  @ApiOperation({ summary: 'One set of reference data' })
  @ApiOkResponse({ type: ReferenceSetDto })
  async set(
    @Param('set') set: string,
    @Query() { past }: PastQuery,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    if (!SETS.includes(set)) throw new DomainError('resource.unknown');
    await this.answerSet(req, res, set, past === 'true');
  }

  @Put('limits/:key')
  @Roles({ role: ADMIN_ROLE })
  @ApiOperation({
    summary: 'Add a version of a limit',
    description:
      'The version before ends on the eve. A version that is in force already can only be corrected in its wording.',
  })
  @ApiOkResponse({ type: LimitDto })
  putLimit(@CurrentActor() actor: Actor, @Param('key') key: string, @Body() fields: PutLimitDto): Promise<LimitDto> {
    return this.admin.putLimit(actor, key, fields);
  }

  @Put('settings/:key')
  @Roles({ role: ADMIN_ROLE })
  @ApiOperation({ summary: 'Change a number that no law states, from a day on' })
  @ApiOkResponse({ type: SetVersionDto })
  putSetting(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() { value, ...fields }: PutSettingDto,
  ): Promise<SetVersionDto> {
    return this.tables.changeRow(actor, 'settings', key, { value }, fields);
  }

  @Put('calendars/:year')
  @Roles({ role: ADMIN_ROLE })
  @ApiOperation({ summary: 'Publish or correct the calendar of a year' })
  @ApiOkResponse({ type: CalendarDto })
  putCalendar(
    @CurrentActor() actor: Actor,
    @Param('year', ParseIntPipe) year: number,
    @Body() fields: PutCalendarDto,
  ): Promise<CalendarDto> {
    return this.admin.putCalendar(actor, year, fields);
  }

  @Get(':set/:key/history')
  @Roles({ role: ADMIN_ROLE })
  @ApiOperation({ summary: 'All revisions of one key, with who made them' })
  @ApiOkResponse({ type: [RevisionDto] })
  async history(@Param('set') set: string, @Param('key') key: string): Promise<RevisionDto[]> {
    const rows = await this.admin.history(set, key);
    const names = await this.names.people(rows.map(({ by }) => by));
    return rows.map((row, at) => ({
      key: row.key,
      revision: row.revision,
      by: row.by,
      byName: row.by === SHIPPED ? null : (names[at] ?? row.by),
      at: row.at.toISOString(),
      source: row.source,
      effectiveFrom: row.effectiveFrom,
      effectiveTo: row.effectiveTo,
      data: row.data,
    }));
  }

  private async answerSet(req: Request, res: Response, name: string, past = false): Promise<void> {
    const set = await this.reference.set(name, past);
    // A version that was published before begins to hold on its day without anything being written.
    const day = past ? '-past' : isTable(name) ? `-${localDay(Date.now())}` : '';
    if (!notModified(req, res, `${name}-${set.version}${day}`)) res.json(set);
  }
}
