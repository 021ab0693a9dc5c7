import { Injectable } from '@nestjs/common';
import { allDefinitions } from '../../activities/store/definition.reader';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { readReferenceSet } from '../../activities/store/reference.reader';
import type { Language } from '../../workflows/domain/errors';
import type { Names as Label } from '../../workflows/domain/reference';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import type { Row, SetSchema } from './sets';
import { valueAt, writeCell, type Column } from './sets/columns';

/** A cell of a row as a page shows it. */
export type Shown = (column: Column, row: Row) => string | number | null;

const OTHERS: Label = { zh: '其余各流程', en: 'all others' };

/** Says the names of what codes in a table stand for. */
@Injectable()
export class SetWords {
  constructor(
    private readonly store: Store,
    private readonly names: Names,
  ) {}

  /** @param rows those that will be shown */
  async of({ columns }: SetSchema, rows: readonly Row[], language: Language): Promise<Shown> {
    const called = new Map<Column, Map<string, string>>();
    for (const column of columns) {
      if (!column.refersTo) continue;
      const codes = rows.map((row) => valueAt(row, column.path)).flat() as string[];
      called.set(column, await this.called(column.refersTo, codes, language));
    }
    return (column, row) =>
      writeCell(column, valueAt(row, column.path), language, (code) => called.get(column)?.get(code) ?? code);
  }

  private async called(
    what: NonNullable<Column['refersTo']>,
    codes: readonly string[],
    language: Language,
  ): Promise<Map<string, string>> {
    const { connection } = this.store;
    switch (what) {
      case 'organisation':
        return new Map((await listOrganisations(connection)).map(({ code, name }) => [code, name[language]]));
      case 'person': {
        const ids = [...new Set(codes)];
        const names = await this.names.people(ids);
        return new Map(ids.map((id, at) => [id, names[at] ?? id]));
      }
      case 'speciality': {
        const { items } = await readReferenceSet<{ code: string; name: Label }>(connection, 'expert-specialities');
        return new Map(items.map(({ code, name }) => [code, name[language]]));
      }
      case 'role': {
        const { items } = await readReferenceSet<{ id: string; name: Label }>(connection, 'roles');
        return new Map(items.map(({ id, name }) => [id, name[language]]));
      }
      case 'process':
        return new Map([
          ['*', OTHERS[language]],
          ...(await allDefinitions(connection)).map(
            ({ code, definition }) => [code, definition.name[language]] as [string, string],
          ),
        ]);
    }
  }
}
