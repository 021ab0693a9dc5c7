import { Injectable } from '@nestjs/common';
import {
  CASE,
  caseSchema,
  DEFINITION,
  definitionSchema,
  type CaseDocument,
  type DefinitionDocument,
} from '../../activities/store/case.schema';
import { contentHashOf } from '../../activities/store/reference.revisions';
import { DomainError } from '../../workflows/domain/errors';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';

/** Published definitions: rows are added, and once given a last day; their content never changes. */
@Injectable()
export class DefinitionRepository {
  constructor(private readonly store: Store) {}

  private get rows() {
    return this.store.model(DEFINITION, definitionSchema);
  }

  /** Number of the newest version of a process; 0 when there is none. */
  async newestVersion(code: string): Promise<number> {
    const row = await this.rows.findOne({ code }).sort({ version: -1 }).lean<DefinitionDocument>();
    return row?.version ?? 0;
  }

  async processCodes(): Promise<string[]> {
    return this.rows.distinct('code');
  }

  /** @throws DomainError `definition.immutable` when somebody else has published that version meanwhile */
  async add(definition: ProcessDefinition, by: string, at: Date): Promise<DefinitionDocument> {
    const { code, version, effectiveFrom, effectiveTo } = definition;
    const row: DefinitionDocument = {
      _id: contentHashOf(definition),
      code,
      version,
      definition,
      effectiveFrom,
      effectiveTo,
      publishedAt: at,
      publishedBy: by,
      retiredAt: null,
    };
    try {
      await this.rows.collection.insertOne(row as never);
      return row;
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('definition.immutable', { code, version });
      throw error;
    }
  }

  /** Gives a version its last day; one that is over already leaves at once. False when it was retired before. */
  async retire(
    { _id }: DefinitionDocument,
    retirement: NonNullable<DefinitionDocument['retirement']>,
    over: boolean,
  ): Promise<boolean> {
    const { matchedCount } = await this.rows.updateOne({ _id, retirement: { $exists: false } } as never, {
      $set: { retirement, effectiveTo: retirement.lastDay, retiredAt: over ? retirement.at : null },
    });
    return matchedCount > 0;
  }

  /** Running cases of a process that stand on another version, in the order of their numbers. */
  async runningOnOthers(code: string, version: number, after: string | null, limit: number): Promise<CaseDocument[]> {
    return this.store
      .model(CASE, caseSchema)
      .find({
        process: code,
        status: 'running',
        version: { $ne: version },
        ...(after === null ? {} : { _id: { $gt: after } }),
      } as never)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<CaseDocument[]>();
  }

  /** How many running cases stand on each version. */
  async runningByVersion(code: string): Promise<Map<number, number>> {
    const rows = await this.store
      .model(CASE, caseSchema)
      .aggregate<{ _id: number; count: number }>([
        { $match: { process: code, status: 'running' } },
        { $group: { _id: '$version', count: { $sum: 1 } } },
      ]);
    return new Map(rows.map(({ _id, count }) => [_id, count]));
  }

  /** The cases of a process that ended last. */
  async endedLast(code: string, limit: number): Promise<string[]> {
    const rows = await this.store
      .model(CASE, caseSchema)
      .find({ process: code, status: 'ended' } as never, { _id: 1 })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(limit)
      .lean<Pick<CaseDocument, '_id'>[]>();
    return rows.map(({ _id }) => _id);
  }
}
