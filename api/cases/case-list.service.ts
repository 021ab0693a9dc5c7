import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, type CaseDocument } from '../../activities/store/case.schema';
import type { Actor } from '../auth/actor';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { readerKeys } from './case-access';
import type { CasePage, CaseQuery } from './case.dto';
import { summaryOf } from './case-view.service';

/** An index range is of one status. */
const STATUSES: readonly CaseDocument['status'][] = ['running', 'ended'];

/** Cases that somebody may see, newest change first. */
@Injectable()
export class CaseLists {
  constructor(
    private readonly store: Store,
    private readonly proxies: ProxiesService,
  ) {}

  async page(actor: Actor, query: CaseQuery): Promise<CasePage> {
    const scopes = await this.scopes(actor, query);
    const { items, next } = await keyedPage<CaseDocument>(this.store.model(CASE, caseSchema), {
      filters: scopes.map((scope) => ({ ...scope, ...this.filterOf(query) })),
      field: 'updatedAt',
      direction: -1,
      cursor: query.cursor,
      limit: query.limit,
    });
    return { items: items.map((row) => forViewer(row, actor)), next };
  }

  /** The index ranges whose union the actor may see. */
  private async scopes(actor: Actor, query: CaseQuery): Promise<Record<string, unknown>[]> {
    const status = query.status ? { status: query.status } : {};
    if (query.of === 'mine') {
      return [{ applicant: actor.personId, ...status }];
    }
    if (query.of === 'copied') {
      return [{ copied: actor.personId, ...status }];
    }
    const proxies = await this.proxies.held(actor, query.process);
    const statuses = query.status ? [query.status] : STATUSES;
    return readerKeys(actor, proxies).flatMap((key) => statuses.map((each) => ({ readers: key, status: each })));
  }

  private filterOf(query: CaseQuery): Record<string, unknown> {
    const containing = { $regex: escapeRegExp(query.q ?? ''), $options: 'i' };
    return {
      ...(query.process ? { process: query.process } : {}),
      ...(query.q ? { $or: ['caseNo', 'title', 'partyName'].map((field) => ({ [field]: containing })) } : {}),
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
