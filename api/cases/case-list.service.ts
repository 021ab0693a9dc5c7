import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, type CaseDocument } from '../../activities/store/case.schema';
import type { Actor } from '../auth/actor';
import { decodeCursor, encodeCursor } from '../common/cursor';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { readerKeys } from './case-access';
import type { CasePage, CaseQuery } from './case.dto';
import { summaryOf } from './case-view.service';

/** Cases that somebody may see, newest change first. */
@Injectable()
export class CaseLists {
  constructor(
    private readonly store: Store,
    private readonly proxies: ProxiesService,
  ) {}

  async page(actor: Actor, query: CaseQuery): Promise<CasePage> {
    const proxies = await this.proxies.held(actor, query.process);
    const scope =
      query.of === 'mine'
        ? { applicant: actor.personId }
        : query.of === 'copied'
          ? { copied: actor.personId }
          : { readers: { $in: readerKeys(actor, proxies) } };
    const after = query.cursor ? decodeCursor(query.cursor) : null;
    const rows = await this.store
      .model(CASE, caseSchema)
      .find({
        ...scope,
        ...(query.status ? { status: query.status } : {}),
        ...(query.process ? { process: query.process } : {}),
        ...(query.q
          ? {
              $or: ['caseNo', 'title', 'partyName'].map((f) => ({
                [f]: { $regex: escapeRegExp(query.q ?? ''), $options: 'i' },
              })),
            }
          : {}),
        ...(after
          ? {
              $and: [
                { $or: [{ updatedAt: { $lt: after.value } }, { updatedAt: after.value, _id: { $lt: after.id } }] },
              ],
            }
          : {}),
      } as never)
      .sort({ updatedAt: -1, _id: -1 })
      .limit(query.limit + 1)
      .lean<CaseDocument[]>();
    const items = rows.slice(0, query.limit);
    const last = items[items.length - 1];
    return {
      items: items.map((row) => forViewer(row, actor)),
      next: rows.length > query.limit && last ? encodeCursor({ value: last.updatedAt, id: last._id }) : null,
    };
  }
}

/** The enterprise learns that its project is being reviewed, not who within the government has it. */
function forViewer(row: CaseDocument, actor: Actor): ReturnType<typeof summaryOf> {
  const summary = summaryOf(row);
  const party = row.applicant === actor.personId || actor.memberships.some((m) => m.orgCode === row.partyOrg);
  return party
    ? {
        ...summary,
        standing: summary.standing.filter((s) => s.branch === null),
        court: summary.court.map((c) => (c === 'party' ? c : row.leadOrg)).filter((c, i, all) => all.indexOf(c) === i),
      }
    : summary;
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
