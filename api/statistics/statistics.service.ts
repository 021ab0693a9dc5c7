import { Injectable } from '@nestjs/common';
import { writeCsv } from '../../activities/export/csv';
import { writeWorkbook, type Cell, type SheetColumn } from '../../activities/export/excel';
import { readCalendars } from '../../activities/store/reference.reader';
import { endOfDay, startOfDay, workCalendar } from '../../workflows/domain/calendar';
import { departmentFigures } from '../../workflows/domain/department-figures';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import { Figures } from './figures.service';
import { Scopes } from './scope.service';
import type { DepartmentFiguresDto, StatisticsQuery } from './statistics.dto';

const COLUMNS: (SheetColumn & { of: (d: DepartmentFiguresDto) => Cell })[] = [
  { title: '部门', width: 32, of: (d) => d.name },
  { title: '收件数', of: (d) => d.received },
  { title: '办结数', of: (d) => d.done },
  { title: '按时办结', of: (d) => d.inTime },
  { title: '超期办结', of: (d) => d.late },
  {
    title: '超期原因',
    width: 48,
    of: (d) =>
      d.lateReasons
        .map(
          (r) => `${r.name.zh || '无时限名称'} ${r.count} 件${r.stopped > 0 ? `（其中 ${r.stopped} 件曾中止）` : ''}`,
        )
        .join('；'),
  },
  { title: '在办数', of: (d) => d.open },
  { title: '在办超期', of: (d) => d.overdue },
  { title: '退回次数', of: (d) => d.returns },
  { title: '平均用时（工作日）', width: 20, format: '0.0', of: (d) => d.averageWorkingDays },
];

/** Figures of departments over a period. */
@Injectable()
export class Statistics {
  constructor(
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly figures: Figures,
    private readonly names: Names,
  ) {}

  /** @throws DomainError `access.denied`, `reference.datesReversed` */
  async departments(actor: Actor, { from, to, process }: StatisticsQuery): Promise<DepartmentFiguresDto[]> {
    if (to < from) {
      throw new DomainError('reference.datesReversed', { from, to }, 'to');
    }
    const scope = await this.scopes.of(actor);
    // What is open is open now: a period that has not ended is counted up to this moment.
    const period = { from: startOfDay(from), to: Math.min(endOfDay(to), Date.now()) };
    const [groups, calendars, nameOf] = await Promise.all([
      this.figures.groups(scope, period, process),
      readCalendars(this.store.connection),
      this.names.organisations(),
    ]);
    return departmentFigures(groups, workCalendar(calendars)).map((d) => ({ ...d, name: nameOf(d.org) }));
  }

  async workbook(actor: Actor, query: StatisticsQuery): Promise<Buffer> {
    const rows = await this.departments(actor, query);
    return writeWorkbook([
      {
        name: '部门办理情况',
        columns: COLUMNS,
        notes: [`部门办理情况统计（${query.from} 至 ${query.to}）`],
        rows: rows.map((row) => COLUMNS.map((c) => c.of(row))),
      },
    ]);
  }

  async csv(actor: Actor, query: StatisticsQuery): Promise<string> {
    const rows = await this.departments(actor, query);
    return writeCsv(
      COLUMNS.map((c) => c.title),
      rows.map((row) => COLUMNS.map((c) => c.of(row))),
    );
  }
}
