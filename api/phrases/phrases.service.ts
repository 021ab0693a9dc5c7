import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PHRASE, phraseSchema, type PhraseDocument } from '../../activities/store/phrase.schema';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { changeableOwners, organisationOf, ownerFor, usableOwners } from '../auth/owners';
import { AdminAudit } from '../common/admin-audit';
import { Store } from '../common/store';
import type { PhraseDto, PhraseQuery, SavePhraseDto } from './phrases.dto';

/** 常用语 for opinions, a person's own and their organisations'. */
@Injectable()
export class Phrases {
  constructor(
    private readonly store: Store,
    private readonly audit: AdminAudit,
  ) {}

  async list(actor: Actor, { process, outcome, which }: PhraseQuery): Promise<PhraseDto[]> {
    const today = localDay(Date.now());
    const conditions = [
      ...(process === undefined ? [] : [{ process: { $in: [process, null] } }]),
      ...(outcome === undefined ? [] : [{ outcomes: { $in: [outcome, []] } }]),
      ...(which === 'all'
        ? []
        : [{ effectiveFrom: { $lte: today } }, { $or: [{ effectiveTo: null }, { effectiveTo: { $gte: today } }] }]),
    ];
    const rows = await this.rows
      .find({
        owner: { $in: usableOwners(actor) },
        ...(conditions.length > 0 ? { $and: conditions } : {}),
      } as never)
      .sort({ owner: -1, effectiveFrom: 1, _id: 1 })
      .lean<PhraseDocument[]>();
    return rows.map((row) => viewOf(actor, row));
  }

  /** @throws DomainError `access.denied`, `reference.datesReversed` */
  async add(actor: Actor, dto: SavePhraseDto): Promise<PhraseDto> {
    const row: PhraseDocument = { _id: randomUUID(), owner: ownerFor(actor, dto.org), ...contentOf(actor, dto) };
    await this.rows.create(row);
    await this.note(actor, 'phrase.add', row);
    return viewOf(actor, row);
  }

  /** @throws DomainError `resource.unknown`, also for one that the actor may not change */
  async change(actor: Actor, phraseId: string, dto: SavePhraseDto): Promise<PhraseDto> {
    const done = await this.rows.updateOne(
      { _id: phraseId, owner: { $in: changeableOwners(actor) } },
      { $set: contentOf(actor, dto) },
    );
    const row = await this.rows.findById(phraseId).lean<PhraseDocument>();
    if (done.matchedCount === 0 || !row) {
      throw new DomainError('resource.unknown');
    }
    await this.note(actor, 'phrase.change', row);
    return viewOf(actor, row);
  }

  async remove(actor: Actor, phraseId: string): Promise<void> {
    const owned = { _id: phraseId, owner: { $in: changeableOwners(actor) } };
    const row = await this.rows.findOne(owned).lean<PhraseDocument>();
    const done = await this.rows.deleteOne(owned);
    if (!row || done.deletedCount === 0) {
      throw new DomainError('resource.unknown');
    }
    await this.note(actor, 'phrase.remove', row);
  }

  /** What an organisation offers its people is on the trail; what people keep for themselves is not. */
  private async note(actor: Actor, action: string, { _id, owner, text, effectiveTo }: PhraseDocument): Promise<void> {
    const org = organisationOf(owner);
    if (org !== null) await this.audit.record(actor, action, _id, { org, text, effectiveTo });
  }

  private get rows() {
    return this.store.model(PHRASE, phraseSchema);
  }
}

function contentOf(actor: Actor, dto: SavePhraseDto): Omit<PhraseDocument, '_id' | 'owner'> {
  if (dto.effectiveTo !== undefined && dto.effectiveTo < dto.effectiveFrom) {
    throw new DomainError('reference.datesReversed', { from: dto.effectiveFrom, to: dto.effectiveTo }, 'effectiveTo');
  }
  return {
    text: dto.text,
    basis: dto.basis ?? null,
    process: dto.process ?? null,
    outcomes: dto.outcomes,
    effectiveFrom: dto.effectiveFrom,
    effectiveTo: dto.effectiveTo ?? null,
    by: actor.personId,
    at: new Date(),
  };
}

function viewOf(actor: Actor, { _id, owner, by: _by, at: _at, ...content }: PhraseDocument): PhraseDto {
  return { phraseId: _id, ...content, org: organisationOf(owner), mine: changeableOwners(actor).includes(owner) };
}
