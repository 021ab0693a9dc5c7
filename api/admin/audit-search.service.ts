import { Injectable } from '@nestjs/common';
import { Types } from 'mongoose';
import { ADMIN_EVENT, adminEventSchema, type AdminEventDocument } from '../../activities/store/admin-event.schema';
import { EVENT, eventSchema, type EventDocument } from '../../activities/store/case.schema';
import { endOfDay, startOfDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import { Names } from '../cases/names.service';
import { decodeCursor, encodeCursor } from '../common/cursor';
import { Store } from '../common/store';
import type { AuditEntryDto, AuditPage, AuditQuery } from './admin.dto';

/** Who did what across all cases, latest first. */
@Injectable()
export class AuditSearch {
  constructor(
    private readonly store: Store,
    private readonly names: Names,
  ) {}

  /** @throws DomainError `field.required` when neither a person nor a type nor a case is named: the record is too large to leaf through */
  page(query: AuditQuery): Promise<AuditPage> {
    return query.of === 'admin' ? this.adminPage(query) : this.casePage(query);
  }

  private async casePage(query: AuditQuery): Promise<AuditPage> {
    const { actor, type, target, limit } = query;
    if (actor === undefined && type === undefined && target === undefined) {
      throw new DomainError('field.required', { field: 'actor' }, 'actor');
    }
    const after = query.cursor ? decodeCursor(query.cursor) : null;
    const at = after?.value == null ? null : new Date(after.value).toISOString();
    const span = spanOf(query);
    const rows = await this.store
      .model(EVENT, eventSchema)
      .find({
        ...(actor === undefined ? {} : { 'actor.id': actor }),
        ...(type === undefined ? {} : { type }),
        ...(target === undefined ? {} : { caseId: target }),
        ...(span ? { at: { $gte: span.from.toISOString(), $lte: span.to.toISOString() } } : {}),
        ...(at ? { $or: [{ at: { $lt: at } }, { at, _id: { $lt: after!.id } }] } : {}),
      } as never)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<EventDocument[]>();
    const page = rows.slice(0, limit);
    const names = await this.names.people(page.map((row) => row.actor.id));
    const last = page.at(-1);
    return {
      items: page.map((row, i): AuditEntryDto => ({
        id: row._id,
        at: row.at,
        type: row.type,
        target: row.caseId,
        targetName: null,
        seq: row.seq,
        actor: row.actor.id,
        actorName: row.actor.kind === 'system' ? '系统' : (names[i] ?? row.actor.id),
        onBehalfOf: row.actor.onBehalfOf?.id ?? null,
        basis: row.basis,
        data: row.data,
      })),
      next: rows.length > limit && last ? encodeCursor({ value: Date.parse(last.at), id: last._id }) : null,
    };
  }

  private async adminPage(query: AuditQuery): Promise<AuditPage> {
    const { actor, type, target, limit } = query;
    const after = query.cursor ? decodeCursor(query.cursor) : null;
    const at = after?.value == null ? null : new Date(after.value);
    const span = spanOf(query);
    const rows = await this.store
      .model(ADMIN_EVENT, adminEventSchema)
      .find({
        ...(actor === undefined ? {} : { by: actor }),
        ...(type === undefined ? {} : { action: type }),
        ...(target === undefined ? {} : { target }),
        ...(span ? { at: { $gte: span.from, $lte: span.to } } : {}),
        ...(at ? { $or: [{ at: { $lt: at } }, { at, _id: { $lt: new Types.ObjectId(after!.id) } }] } : {}),
      } as never)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<(AdminEventDocument & { _id: Types.ObjectId })[]>();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    // A person is called by name; whatever else was changed stays as it is.
    const targets = await this.names.people(page.map((row) => row.target));
    return {
      items: page.map((row, i): AuditEntryDto => ({
        id: row._id.toHexString(),
        at: row.at.toISOString(),
        type: row.action,
        target: row.target,
        targetName: targets[i] === row.target ? null : (targets[i] ?? null),
        seq: null,
        actor: row.by,
        actorName: row.byName,
        onBehalfOf: null,
        basis: null,
        data: row.detail,
      })),
      next: rows.length > limit && last ? encodeCursor({ value: last.at.getTime(), id: last._id.toHexString() }) : null,
    };
  }
}

function spanOf({ from, to }: AuditQuery): { from: Date; to: Date } | null {
  if (from === undefined && to === undefined) return null;
  return {
    from: new Date(from === undefined ? 0 : startOfDay(from)),
    to: to === undefined ? new Date() : new Date(endOfDay(to)),
  };
}
