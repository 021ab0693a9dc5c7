import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { membershipsOn, personById } from '../../activities/store/person.reader';
import { PROXY, proxySchema, type ProxyDocument } from '../../activities/store/proxy.schema';
import { DAY_MS, localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import type { HeldProxy } from '../cases/engine-actor';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import { Settings } from '../reference/settings.service';
import type { NewProxyDto, ProxyDto, ProxyListDto } from './proxies.dto';

/** Who acts for whom, and when. Ends by itself on its last day. */
@Injectable()
export class ProxiesService {
  constructor(
    private readonly store: Store,
    private readonly names: Names,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `proxy.self`, `proxy.dates`, `proxy.agentUnknown` */
  async give(actor: Actor, wanted: NewProxyDto): Promise<ProxyDto> {
    const days = (Date.parse(wanted.to) - Date.parse(wanted.from)) / DAY_MS;
    if (wanted.agent === actor.personId) {
      throw new DomainError('proxy.self', {}, 'agent');
    }
    const most = await this.settings.value('proxy.longest');
    if (days < 0 || days > most || wanted.to < localDay(Date.now())) {
      throw new DomainError('proxy.dates', { days: most }, 'to');
    }
    const agent = await personById(this.store.connection, wanted.agent);
    if (agent?.status !== 'active') {
      throw new DomainError('proxy.agentUnknown', {}, 'agent');
    }
    const row: ProxyDocument = {
      _id: randomUUID(),
      principal: actor.personId,
      ...wanted,
      createdAt: new Date(),
      endedAt: null,
    };
    await this.store.model(PROXY, proxySchema).create(row);
    return this.view(row);
  }

  async list(actor: Actor): Promise<ProxyListDto> {
    const rows = await this.store
      .model(PROXY, proxySchema)
      .find({ $or: [{ principal: actor.personId }, { agent: actor.personId }] })
      .sort({ from: -1 })
      .limit(200)
      .lean<ProxyDocument[]>();
    const views = await Promise.all(rows.map((row) => this.view(row)));
    return {
      given: views.filter((p) => p.principal === actor.personId),
      held: views.filter((p) => p.agent === actor.personId),
    };
  }

  /** Ends a proxy that the actor gave. @throws DomainError `resource.unknown` */
  async end(actor: Actor, proxyId: string): Promise<void> {
    const done = await this.store
      .model(PROXY, proxySchema)
      .updateOne({ _id: proxyId, principal: actor.personId, endedAt: null }, { $set: { endedAt: new Date() } });
    if (done.matchedCount === 0) {
      throw new DomainError('resource.unknown');
    }
  }

  /** Proxies that the actor holds today, with the principal's memberships as far as each reaches. */
  async held(actor: Pick<Actor, 'personId'>, process?: string): Promise<HeldProxy[]> {
    const today = localDay(Date.now());
    const rows = await this.store
      .model(PROXY, proxySchema)
      .find({ agent: actor.personId, to: { $gte: today }, from: { $lte: today }, endedAt: null })
      .lean<ProxyDocument[]>();
    const fitting = rows.filter(
      (p) => process === undefined || p.processes.length === 0 || p.processes.includes(process),
    );
    const found = await Promise.all(fitting.map((p) => this.withMemberships(p, today)));
    return found.filter((p): p is HeldProxy => p !== null);
  }

  /** @throws DomainError `proxy.none` when the actor may not act for that person now */
  async require(actor: Actor, principal: string, process: string): Promise<HeldProxy> {
    const proxy = (await this.held(actor, process)).find((p) => p.principal === principal);
    if (!proxy) {
      throw new DomainError('proxy.none', {}, 'onBehalfOf');
    }
    return proxy;
  }

  private async withMemberships(proxy: ProxyDocument, today: string): Promise<HeldProxy | null> {
    const principal = await personById(this.store.connection, proxy.principal);
    if (principal?.status !== 'active') {
      return null;
    }
    const memberships = membershipsOn(principal.memberships, today)
      .filter((m) => proxy.orgs.length === 0 || proxy.orgs.includes(m.orgCode))
      .map((m) => ({ org: m.orgCode, role: m.role }));
    return { proxyId: proxy._id, principal: proxy.principal, memberships };
  }

  private async view(row: ProxyDocument): Promise<ProxyDto> {
    const today = localDay(Date.now());
    const status = row.endedAt !== null || row.to < today ? 'over' : row.from > today ? 'planned' : 'active';
    const [principalName, agentName] = await this.names.people([row.principal, row.agent]);
    return {
      proxyId: row._id,
      principal: row.principal,
      agent: row.agent,
      principalName: principalName ?? row.principal,
      agentName: agentName ?? row.agent,
      from: row.from,
      to: row.to,
      processes: row.processes,
      orgs: row.orgs,
      reason: row.reason,
      status,
    };
  }
}
