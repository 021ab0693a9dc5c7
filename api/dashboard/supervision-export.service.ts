import { Injectable } from '@nestjs/common';
import { writeCsv } from '../../activities/export/csv';
import { writeWorkbook, type Cell, type SheetColumn } from '../../activities/export/excel';
import { localDay } from '../../workflows/domain/calendar';
import type { Actor } from '../auth/actor';
import type { FigureTable, SupervisionDto } from './dashboard.dto';
import { Supervision } from './supervision.service';

const LIGHTS: Record<string, string> = { red: '红灯', yellow: '黄灯', green: '正常' };

interface Table {
  title: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly Cell[])[];
}

/** The table behind each chart of the dashboard. */
const TABLES: Record<FigureTable, (figures: SupervisionDto) => Table> = {
  departments: ({ departments, averageDays }) => ({
    title: '各部门在办',
    columns: [
      { title: '部门', width: 32 },
      { title: '亮灯' },
      { title: '在办' },
      { title: '超期' },
      { title: '临期' },
      { title: '中止' },
      { title: `近${averageDays}日平均用时（工作日）`, width: 26, format: '0.0' },
    ],
    rows: departments.map((d) => [
      d.name,
      LIGHTS[d.light] ?? d.light,
      d.open,
      d.overdue,
      d.warned,
      d.stopped,
      d.averageWorkingDays,
    ]),
  }),
  stages: ({ stages }) => ({
    title: '各环节在办',
    columns: [{ title: '环节', width: 28 }, { title: '事项', width: 28 }, { title: '在办' }, { title: '超期' }],
    rows: stages.map((s) => [s.stageName.zh, s.processName.zh, s.open, s.overdue]),
  }),
  deadlines: ({ deadlines }) => ({
    title: '未来两周到期',
    columns: [{ title: '日期' }, { title: '到期事项' }],
    rows: deadlines.map(({ day, due }) => [day, due]),
  }),
};

/** What the charts of the dashboard show, as files. */
@Injectable()
export class SupervisionExport {
  constructor(private readonly supervision: Supervision) {}

  /** @throws DomainError `access.denied` */
  async workbook(actor: Actor, of: FigureTable): Promise<Buffer> {
    const { title, columns, rows } = TABLES[of](await this.supervision.of(actor));
    return writeWorkbook([{ name: title, columns, notes: [`${title}（${localDay(Date.now())}）`], rows }]);
  }

  /** @throws DomainError `access.denied` */
  async csv(actor: Actor, of: FigureTable): Promise<string> {
    const { columns, rows } = TABLES[of](await this.supervision.of(actor));
    return writeCsv(
      columns.map(({ title }) => title),
      rows,
    );
  }
}
