import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../activities/export/excel';
import { CurrentActor, type Actor } from '../auth/actor';
import { TaskPage } from '../tasks/task.dto';
import { localDay } from '../../workflows/domain/calendar';
import { DiagramDto, DiagramParam, DrillDownQuery, FigureTableQuery, HomeDto, SupervisionDto } from './dashboard.dto';
import { Home } from './home.service';
import { SupervisionExport } from './supervision-export.service';
import { Supervision } from './supervision.service';

@ApiTags('dashboard')
@Controller('dashboard')
export class DashboardController {
  constructor(
    private readonly home: Home,
    private readonly supervision: Supervision,
    private readonly exports: SupervisionExport,
  ) {}

  @Get('home')
  @ApiOperation({ summary: 'Your work today, that of those you act for, and that of your team' })
  @ApiOkResponse({ type: HomeDto })
  own(@CurrentActor() actor: Actor): Promise<HomeDto> {
    return this.home.of(actor);
  }

  @Get('supervision')
  @ApiOperation({
    summary: 'Lights and load of departments, stage heat, deadlines ahead',
    description: 'A department sees itself; the leadership and supervisors of the leading organisation see all.',
  })
  @ApiOkResponse({ type: SupervisionDto })
  all(@CurrentActor() actor: Actor): Promise<SupervisionDto> {
    return this.supervision.of(actor);
  }

  @Get('supervision/figures.xlsx')
  @ApiOperation({ summary: 'The table behind a chart as a workbook' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@CurrentActor() actor: Actor, @Query() { of }: FigureTableQuery): Promise<StreamableFile> {
    const disposition = `attachment; filename="supervision-${of}-${localDay(Date.now())}.xlsx"`;
    return new StreamableFile(await this.exports.workbook(actor, of), { type: XLSX, disposition });
  }

  @Get('supervision/figures.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: 'The same as comma-separated values' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  csv(@CurrentActor() actor: Actor, @Query() { of }: FigureTableQuery): Promise<string> {
    return this.exports.csv(actor, of);
  }

  @Get('supervision/diagram/:process')
  @ApiOperation({ summary: 'The procedure on which the stage heat is drawn: its newest version in force' })
  @ApiOkResponse({ type: DiagramDto })
  diagram(@CurrentActor() actor: Actor, @Param() { process }: DiagramParam): Promise<DiagramDto> {
    return this.supervision.diagram(actor, process);
  }

  @Get('supervision/tasks')
  @ApiOperation({ summary: 'The open tasks behind a figure, nearest due first' })
  @ApiOkResponse({ type: TaskPage })
  tasks(@CurrentActor() actor: Actor, @Query() query: DrillDownQuery): Promise<TaskPage> {
    return this.supervision.tasks(actor, query);
  }
}
