import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SAVED_FILTER, savedFilterSchema, type SavedFilterDocument } from '../../activities/store/saved-filter.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { changeableOwners, organisationOf, ownerFor, usableOwners } from '../auth/owners';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import { Inbox } from '../tasks/inbox.service';
import { TaskQuery } from '../tasks/task.dto';
import type { FilterDto, SaveFilterDto } from './filters.dto';

/** Filters kept on the server: the same on every device, and shared within an organisation. */
@Injectable()
export class Filters {
  constructor(
    private readonly store: Store,
    private readonly inbox: Inbox,
  ) {}

  async list(actor: Actor): Promise<FilterDto[]> {
    const rows = await this.rows
      .find({ owner: { $in: usableOwners(actor) } })
      .sort({ owner: -1, name: 1 })
      .lean<SavedFilterDocument[]>();
    const views = await Promise.all(rows.map((row) => this.viewIfPermitted(actor, row)));
    return views.flatMap((view) => view ?? []);
  }

  /** @throws DomainError `access.denied`, `resource.exists` for a name that the owner has already */
  async add(actor: Actor, { name, org, query }: SaveFilterDto): Promise<FilterDto> {
    const row: SavedFilterDocument = {
      _id: randomUUID(),
      owner: ownerFor(actor, org),
      name,
      query: plain(query),
      by: actor.personId,
      at: new Date(),
    };
    await this.unique(name, () => this.rows.create(row));
    return this.view(actor, row);
  }

  /** @throws DomainError `resource.unknown`, also for one that the actor may not change */
  async change(actor: Actor, filterId: string, { name, query }: SaveFilterDto): Promise<FilterDto> {
    const set = { name, query: plain(query), by: actor.personId, at: new Date() };
    const done = await this.unique(name, () =>
      this.rows.updateOne({ _id: filterId, owner: { $in: changeableOwners(actor) } }, { $set: set }),
    );
    const row = await this.rows.findById(filterId).lean<SavedFilterDocument>();
    if (done.matchedCount === 0 || !row) {
      throw new DomainError('resource.unknown');
    }
    return this.view(actor, row);
  }

  async remove(actor: Actor, filterId: string): Promise<void> {
    const done = await this.rows.deleteOne({ _id: filterId, owner: { $in: changeableOwners(actor) } });
    if (done.deletedCount === 0) {
      throw new DomainError('resource.unknown');
    }
  }

  private get rows() {
    return this.store.model(SAVED_FILTER, savedFilterSchema);
  }

  /** Tasks of a member are for who leads: a shared filter of them is not shown to the others, an own one counts nothing any more. */
  private async viewIfPermitted(actor: Actor, row: SavedFilterDocument): Promise<FilterDto | null> {
    try {
      return await this.view(actor, row);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'access.denied') throw error;
      return changeableOwners(actor).includes(row.owner) ? viewOf(actor, row, 0) : null;
    }
  }

  private async view(actor: Actor, row: SavedFilterDocument): Promise<FilterDto> {
    const query = Object.assign(new TaskQuery(), row.query);
    return viewOf(actor, row, await this.inbox.countOf(actor, query));
  }

  private async unique<T>(name: string, write: () => PromiseLike<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      throw isDuplicateKey(error) ? new DomainError('resource.exists', { name }, 'name') : error;
    }
  }
}

function viewOf(actor: Actor, row: SavedFilterDocument, count: number): FilterDto {
  return {
    filterId: row._id,
    name: row.name,
    org: organisationOf(row.owner),
    query: row.query as unknown as FilterDto['query'],
    count,
    mine: changeableOwners(actor).includes(row.owner),
  };
}

function plain(query: object): SavedFilterDocument['query'] {
  return JSON.parse(JSON.stringify(query)) as SavedFilterDocument['query'];
}
