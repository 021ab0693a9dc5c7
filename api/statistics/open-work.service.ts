import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, type CaseDocument } from '../../activities/store/case.schema';
import { Store } from '../common/store';
import type { OpenCase } from './open-figures';
import type { Scope } from './scope.service';

const FIELDS = { leadOrg: 1, process: 1, processName: 1, openWork: 1, headHash: 1 } as const;

/** Rows are taken to be what their record says. Once in a while each is read again, for one that was put right by hand. */
const BELIEVED_MS = 600_000;
/** So many of those at a time: no call pays for all. */
const READ_AGAIN = 500;
/** Rows kept: small objects, some ten megabytes at most. */
const KEPT = 50_000;

type Row = Pick<CaseDocument, '_id' | keyof typeof FIELDS>;
type Head = Pick<CaseDocument, '_id' | 'headHash'>;

interface Known {
  headHash: string;
  open: OpenCase;
  readAt: number;
}

/**
 * What is open in the cases of a scope: one small row of a case, however many tasks it has. Each call asks which cases there are and
 * how far their records go; rows are read of those alone that have gone on since the last call.
 */
@Injectable()
export class OpenWorks {
  private readonly known = new Map<string, Known>();

  constructor(private readonly store: Store) {}

  async of({ own, led }: Scope): Promise<OpenCase[]> {
    const filters = [
      ...led.map((leadOrg) => ({ leadOrg, status: 'running' })),
      // What lies with oneself in the cases that one leads comes with those.
      ...own.map((openWith) => ({ openWith, ...(led.length > 0 ? { leadOrg: { $nin: led } } : {}) })),
    ];
    if (this.known.size > KEPT) this.known.clear();
    const found = await Promise.all(filters.map((filter) => this.matching(filter)));
    return [...new Map(found.flat()).values()];
  }

  private async matching(filter: object): Promise<[string, OpenCase][]> {
    const heads = await this.find<Head>(filter, { headHash: 1 });
    const fresh = this.toRead(heads);
    // Where most are new one pass over all costs less than asking for each.
    const rows = await this.find<Row>(
      fresh.length * 2 > heads.length ? filter : { _id: { $in: fresh } },
      FIELDS,
      fresh.length,
    );
    // As it stands now: what was read here is newer than the heads.
    const read = new Map(rows.map((row) => [row._id, this.keep(row)]));
    return heads.flatMap(({ _id }) => {
      const open = read.get(_id) ?? this.known.get(_id)?.open;
      return open ? [[_id, open] as [string, OpenCase]] : [];
    });
  }

  private toRead(heads: readonly Head[]): string[] {
    const before = Date.now() - BELIEVED_MS;
    const old: string[] = [];
    const fresh: string[] = [];
    for (const { _id, headHash } of heads) {
      const known = this.known.get(_id);
      if (!known || known.headHash !== headHash) fresh.push(_id);
      else if (known.readAt < before && old.length < READ_AGAIN) old.push(_id);
    }
    return [...fresh, ...old];
  }

  private keep({ _id, headHash, openWork, ...row }: Row): OpenCase {
    // Rows of cases that ended before they listed what is open have no list, and nothing open; they are not taken for complete.
    if (!openWork) return { ...row, openWork: [] };
    const open = { ...row, openWork };
    this.known.set(_id, { headHash, open, readAt: Date.now() });
    return open;
  }

  private find<T>(filter: object, projection: object, wanted = Number.POSITIVE_INFINITY): Promise<T[]> {
    if (wanted === 0) return Promise.resolve([]);
    // The driver's own cursor: thousands of rows are read, and none of them as a document of a model.
    const rows = this.store.model(CASE, caseSchema).collection.find(filter, { projection });
    return rows.toArray() as unknown as Promise<T[]>;
  }
}
