import { Controller, Headers, Sse, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { DomainError } from '../../workflows/domain/errors';
import type { NotificationRow } from '../../workflows/engine/rows';
import { audienceKeysOf, CurrentActor, type Actor } from '../auth/actor';
import { ActorCache } from '../auth/actor-cache';
import { EventHub, type Subscriber } from './event-hub';

/** A comment keeps proxies from cutting the line, and is the moment to see whether the session still lives. */
const HEARTBEAT_MS = 20_000;

/** Lines that one person may hold open at this process: some dozens of tabs, and no way to use up its sockets. */
const LINES_OF_ONE = 40;

@ApiTags('events')
@Controller('events')
export class EventsController implements BeforeApplicationShutdown {
  /** Ends the lines that are open; a server does not stop while there are any. */
  private readonly open = new Map<() => void, string>();

  constructor(
    private readonly hub: EventHub,
    private readonly actors: ActorCache,
  ) {}

  beforeApplicationShutdown(): void {
    [...this.open.keys()].forEach((end) => end());
  }

  @Sse()
  @ApiOperation({
    summary: 'Notifications as they happen',
    description: 'Server-sent events of type `notification`. With Last-Event-ID those missed meanwhile come first.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  listen(@CurrentActor() actor: Actor, @Headers('last-event-id') lastId?: string): Observable<MessageEvent> {
    const lines = [...this.open.values()].filter((person) => person === actor.personId).length;
    if (lines >= LINES_OF_ONE) throw new DomainError('rate.limited', { seconds: HEARTBEAT_MS / 1000 });
    return new Observable((observer) => {
      const send = (row: NotificationRow) => observer.next(toMessage(row));
      const waiting: NotificationRow[] = [];
      let replaying = lastId !== undefined && lastId !== '';
      const subscriber: Subscriber & { keys: ReadonlySet<string> } = {
        keys: new Set(audienceKeysOf(actor)),
        next: (row) => (replaying ? waiting.push(row) : send(row)),
      };
      const unsubscribe = this.hub.subscribe(subscriber);
      observer.next({ type: 'ready', data: {}, retry: 3000 });

      const replay = async () => {
        const missed = await this.hub.after([...subscriber.keys], lastId ?? '');
        const seen = new Set(missed.map((row) => row._id));
        missed.forEach(send);
        replaying = false;
        waiting.filter((row) => !seen.has(row._id)).forEach(send);
      };
      if (replaying) replay().catch((error: unknown) => observer.error(error));

      const beat = async () => {
        const known = await this.actors.find(actor.sessionId);
        if (!known) return observer.complete();
        subscriber.keys = new Set(audienceKeysOf(known.actor));
        observer.next({ comment: 'alive' });
      };
      const end = () => observer.complete();
      this.open.set(end, actor.personId);
      const timer = setInterval(() => void beat().catch(() => undefined), HEARTBEAT_MS);
      timer.unref();
      return () => {
        clearInterval(timer);
        this.open.delete(end);
        unsubscribe();
      };
    });
  }
}

/** The audience stays here: it names others; so does the mark of the outbox. */
function toMessage({ audience: _audience, mail: _mail, ...row }: NotificationRow & { mail?: string }): MessageEvent {
  return { id: row._id, type: 'notification', data: row };
}
