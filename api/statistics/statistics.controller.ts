import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { XLSX } from '../../activities/export/excel';
import { CurrentActor, type Actor } from '../auth/actor';
import { DepartmentFiguresDto, StatisticsQuery } from './statistics.dto';
import { Statistics } from './statistics.service';

@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(private readonly statistics: Statistics) {}

  @Get('departments')
  @ApiOperation({
    summary: 'Work of each department over a period',
    description: 'A department sees itself; the leadership and supervisors of the leading organisation see all.',
  })
  @ApiOkResponse({ type: [DepartmentFiguresDto] })
  departments(@CurrentActor() actor: Actor, @Query() query: StatisticsQuery): Promise<DepartmentFiguresDto[]> {
    return this.statistics.departments(actor, query);
  }

  @Get('departments.xlsx')
  @ApiOperation({ summary: 'The same as a workbook' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@CurrentActor() actor: Actor, @Query() query: StatisticsQuery): Promise<StreamableFile> {
    const disposition = `attachment; filename="departments-${query.from}-${query.to}.xlsx"`;
    return new StreamableFile(await this.statistics.workbook(actor, query), { type: XLSX, disposition });
  }

  @Get('departments.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: 'The same as comma-separated values' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  csv(@CurrentActor() actor: Actor, @Query() query: StatisticsQuery): Promise<string> {
    return this.statistics.csv(actor, query);
  }
}
