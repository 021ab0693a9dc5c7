import { Injectable } from '@nestjs/common';
import { caseById, foldedCase } from '../../activities/store/case.reader';
import type { CaseDocument } from '../../activities/store/case.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { Library } from '../../workflows/engine/evolve';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { CaseState } from '../../workflows/engine/state';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { relationTo, type Relation } from './case-access';
import type { HeldProxy } from './engine-actor';

/** Files kept in memory; a case of a few hundred events is some hundred kilobytes. */
const KEPT = 100;

export interface CaseFile {
  row: CaseDocument;
  state: CaseState;
  events: RecordedEvent[];
  library: Library;
}

export interface OpenedCase extends CaseFile {
  relation: Relation;
  /** Organisations for which the actor looks. */
  orgs: string[];
  proxies: HeldProxy[];
}

/** Opens the file of a case for somebody who may see it: the record and the state that follows from it. */
@Injectable()
export class CaseFiles {
  private readonly kept = new Map<string, CaseFile>();

  constructor(
    private readonly store: Store,
    private readonly proxies: ProxiesService,
  ) {}

  /** @throws DomainError `case.unknown`, also for a case that the actor may not see */
  async open(actor: Actor, caseId: string): Promise<OpenedCase> {
    const { row, relation, proxies } = await this.permit(actor, caseId);
    const file = await this.load(row);
    const orgs = [
      ...new Set([
        ...actor.memberships.map((m) => m.orgCode),
        ...proxies.flatMap((p) => p.memberships.map((m) => m.org)),
      ]),
    ];
    return { ...file, relation, orgs, proxies };
  }

  /** The row alone, for commands. @throws DomainError `case.unknown` */
  async permit(actor: Actor, caseId: string): Promise<{ row: CaseDocument; relation: Relation; proxies: HeldProxy[] }> {
    const row = await caseById(this.store.connection, caseId);
    const direct = row && relationTo(row, actor);
    if (row && direct) {
      return { row, relation: direct, proxies: [] };
    }
    const proxies = row ? await this.proxies.held(actor, row.process) : [];
    const relation = row && relationTo(row, actor, proxies);
    if (!row || !relation) {
      throw new DomainError('case.unknown');
    }
    return { row, relation, proxies };
  }

  private async load(row: CaseDocument): Promise<CaseFile> {
    const known = this.kept.get(row._id);
    if (known && known.row.headHash === row.headHash) {
      return known;
    }
    const folded = await foldedCase(this.store.connection, row._id);
    if (!folded) {
      throw new DomainError('case.unknown');
    }
    const file: CaseFile = {
      row: { ...folded.case, headHash: folded.headHash },
      state: folded.state,
      events: folded.events,
      library: folded.library,
    };
    this.kept.delete(row._id);
    this.kept.set(row._id, file);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > KEPT && oldest !== undefined) {
      this.kept.delete(oldest);
    }
    return file;
  }
}
