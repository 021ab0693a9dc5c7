import { Injectable } from '@nestjs/common';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { organisationsLedBy } from '../auth/owners';
import { Store } from '../common/store';

const AUTHORITIES = ['authority', 'higherAuthority'];

const FIELDS = {
  orgs: 1,
  leadOrg: 1,
  process: 1,
  processName: 1,
  stage: 1,
  stageName: 1,
  status: 1,
  openedAt: 1,
  closedAt: 1,
  dueAt: 1,
  dueDay: 1,
  warnAt: 1,
  stopped: 1,
  returned: 1,
  limit: 1,
} as const;

export type ScopedTask = Pick<TaskRow, '_id' | keyof typeof FIELDS>;

/** Whose work somebody may see in figures. */
export interface Scope {
  /** Authorities in which the person works. */
  own: string[];
  /** Of those, where they supervise or lead: in cases that these lead they see every department. */
  led: string[];
}

/** The tasks behind statistics and the supervision dashboard. */
@Injectable()
export class Scopes {
  constructor(private readonly store: Store) {}

  /** @throws DomainError `access.denied` for whoever works in no authority: enterprises see no figures */
  async of(actor: Actor): Promise<Scope> {
    const authorities = new Set(
      (await listOrganisations(this.store.connection)).filter((o) => AUTHORITIES.includes(o.kind)).map((o) => o.code),
    );
    const own = [...new Set(actor.memberships.map((m) => m.orgCode))].filter((org) => authorities.has(org));
    if (own.length === 0) {
      throw new DomainError('access.denied');
    }
    return { own, led: organisationsLedBy(actor).filter((org) => authorities.has(org)) };
  }

  /** One filter for each index range. */
  filters({ own, led }: Scope, closedAt: unknown, more: Record<string, unknown> = {}): Record<string, unknown>[] {
    return [
      ...own.map((orgs) => ({ orgs, closedAt, ...more })),
      ...led.map((leadOrg) => ({ leadOrg, closedAt, ...more })),
    ];
  }

  /** Stage tasks not closed yet, and with `from` also those closed since; each with the departments that the scope shows. */
  async tasks(scope: Scope, { from, process }: { from?: number; process?: string | undefined }): Promise<ScopedTask[]> {
    const more = { kind: 'stage', ...(process === undefined ? {} : { process }) };
    const filters = [
      ...this.filters(scope, null, more),
      ...(from === undefined ? [] : this.filters(scope, { $gte: from }, more)),
    ];
    const tasks = this.store.model(TASK, taskSchema);
    const found = await Promise.all(filters.map((filter) => tasks.find(filter as never, FIELDS).lean<ScopedTask[]>()));
    return [...new Map(found.flat().map((t) => [t._id, t])).values()]
      .filter((t) => t.status !== 'cancelled')
      .map((t) => ({ ...t, orgs: t.orgs.filter((org) => shows(scope, t, org)) }))
      .filter((t) => t.orgs.length > 0);
  }
}

function shows({ own, led }: Scope, task: ScopedTask, org: string): boolean {
  return org !== 'party' && (own.includes(org) || led.includes(task.leadOrg));
}
