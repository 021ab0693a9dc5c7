import { Injectable } from '@nestjs/common';
import { membersOf } from '../../activities/store/member.reader';
import { endOfDay, localDay } from '../../workflows/domain/calendar';
import type { Actor } from '../auth/actor';
import { organisationsLedBy } from '../auth/owners';
import { Names } from '../cases/names.service';
import { exactCount } from '../common/exact-count';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { Inbox } from '../tasks/inbox.service';
import { countsOffered, memberLoad, proxyOffer } from '../tasks/offers';
import type { HeldProxyLoadDto, HomeDto, MemberLoadDto } from './dashboard.dto';

/** What a person sees first: their own work, that of those they act for, and that of their team. */
@Injectable()
export class Home {
  constructor(
    private readonly store: Store,
    private readonly inbox: Inbox,
    private readonly proxies: ProxiesService,
    private readonly names: Names,
  ) {}

  async of(actor: Actor): Promise<HomeDto> {
    const now = Date.now();
    const offers = await this.inbox.offers(actor);
    const [[dueToday = 0, overdue = 0, stopped = 0], waitingForOthers, proxies, team] = await Promise.all([
      countsOffered(this.store.connection, offers, [
        { sortDue: { $gte: now, $lte: endOfDay(localDay(now)) } },
        { sortDue: { $lt: now } },
        { stopped: true },
      ]),
      this.inbox.waiting(actor.personId),
      this.held(actor, now),
      this.team(actor, now),
    ]);
    return { dueToday, overdue, stopped, waitingForOthers, proxies, team };
  }

  private async held(actor: Actor, now: number): Promise<HeldProxyLoadDto[]> {
    return Promise.all(
      (await this.proxies.held(actor)).map(async (proxy) => {
        const offer = proxyOffer(actor, proxy);
        const [[open = 0, overdue = 0], name] = await Promise.all([
          countsOffered(this.store.connection, [offer], [{}, { sortDue: { $lt: now } }]),
          this.names.person(proxy.principal),
        ]);
        return { principal: proxy.principal, name, open, overdue };
      }),
    );
  }

  private async team(actor: Actor, now: number): Promise<MemberLoadDto[]> {
    const led = organisationsLedBy(actor);
    const members = await membersOf(this.store.connection, led, localDay(now));
    return Promise.all(
      members.map(async ({ org, personId, name }) => ({
        org,
        personId,
        name,
        open: await this.count(memberLoad(actor, personId, led)),
        overdue: await this.count({ ...memberLoad(actor, personId, led), sortDue: { $lt: now } }),
      })),
    );
  }

  private count(query: object): Promise<number> {
    return exactCount(this.store.connection, 'tasks', query);
  }
}
