import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, type CaseDocument } from '../../activities/store/case.schema';
import { Store } from '../common/store';
import type { OpenCase } from './open-figures';
import type { Scope } from './scope.service';

const FIELDS = { leadOrg: 1, process: 1, processName: 1, openWork: 1 } as const;

type Row = Pick<CaseDocument, '_id' | keyof typeof FIELDS>;

/** Reads what is open in the cases of a scope: one small row of a case, however many tasks it has. */
@Injectable()
export class OpenWorks {
  constructor(private readonly store: Store) {}

  async of({ own, led }: Scope): Promise<OpenCase[]> {
    const filters = [
      ...led.map((leadOrg) => ({ leadOrg, status: 'running' })),
      // What lies with oneself in the cases that one leads comes with those.
      ...own.map((openWith) => ({ openWith, ...(led.length > 0 ? { leadOrg: { $nin: led } } : {}) })),
    ];
    const found = await Promise.all(filters.map((filter) => this.read(filter)));
    // Rows of cases that ended before they listed what is open have no list, and nothing open.
    const rows = new Map(found.flat().map(({ _id, openWork = [], ...row }) => [_id, { ...row, openWork }]));
    return [...rows.values()];
  }

  private read(filter: object): Promise<Row[]> {
    // The driver's own cursor: thousands of rows are read, and none of them as a document of a model.
    return this.store
      .model(CASE, caseSchema)
      .collection.find(filter, { projection: FIELDS })
      .toArray() as unknown as Promise<Row[]>;
  }
}
