import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { NOTIFICATION, notificationSchema } from '../../activities/store/case.schema';
import type { NotificationRow } from '../../workflows/engine/rows';
import { ApiLogger } from '../common/logger';
import { Store } from '../common/store';

/** Wait before the stream is opened again; between tries the new rows are fetched by a query. */
const AGAIN_MS = 1000;
/** Rows may become visible a little after the moment that they carry. */
const OVERLAP_MS = 10_000;
const REMEMBERED = 5000;
const REPLAY_MOST = 200;

export interface Subscriber {
  /** Audience keys of the person. */
  keys: ReadonlySet<string>;
  next(row: NotificationRow): void;
}

/**
 * Hands new notifications to whoever listens on this process. One change stream for all of them; it resumes where it broke
 * off, and while it cannot be opened the rows are fetched by query instead, so that nothing is lost or told twice.
 */
@Injectable()
export class EventHub implements OnModuleInit, OnApplicationShutdown {
  private readonly subscribers = new Set<Subscriber>();
  private readonly told = new Set<string>();
  private stream: mongo.ChangeStream<NotificationRow> | undefined;
  private resumeAfter: unknown;
  private readonly bornAt = Date.now();
  private since = this.bornAt;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Store,
    private readonly logger: ApiLogger,
  ) {}

  onModuleInit(): void {
    this.store.onConnected(() => void this.run());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.stream?.close().catch(() => undefined);
  }

  /** Starts to hand rows to a subscriber; call what is returned to stop. */
  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  /** Rows of an audience after the one named, oldest first; none when it is unknown. */
  async after(keys: readonly string[], lastId: string): Promise<NotificationRow[]> {
    const rows = this.store.model(NOTIFICATION, notificationSchema);
    const last = await rows.findById(lastId).lean<NotificationRow>();
    if (!last) return [];
    return rows
      .find({ audience: { $in: [...keys] }, $or: [{ at: { $gt: last.at } }, { at: last.at, _id: { $gt: lastId } }] })
      .sort({ at: 1, _id: 1 })
      .limit(REPLAY_MOST)
      .lean<NotificationRow[]>();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.follow();
      } catch (error) {
        if (this.stopped) return;
        this.logger.warn(`notifications: ${(error as Error).message}`, 'EventHub');
        // A resume point that the server no longer has would fail for ever; the query below closes the gap.
        this.resumeAfter = undefined;
      }
      await this.catchUp().catch((error: unknown) => this.logger.debug(error, 'EventHub'));
      await new Promise<void>((resolve) => {
        this.timer = setTimeout(resolve, AGAIN_MS);
        this.timer.unref();
      });
    }
  }

  private async follow(): Promise<void> {
    const collection = this.store.connection.collection<NotificationRow>('notifications');
    const options = this.resumeAfter === undefined ? {} : { resumeAfter: this.resumeAfter };
    const stream = collection.watch<NotificationRow>([{ $match: { operationType: 'insert' } }], options);
    this.stream = stream;
    // The cursor opens with the first read; only then may the rows before it be fetched, or some would fall in between.
    const first = await stream.tryNext();
    await this.catchUp();
    if (first) this.take(first);
    for await (const change of stream) this.take(change);
  }

  private take(change: mongo.ChangeStreamDocument<NotificationRow>): void {
    this.resumeAfter = change._id;
    if (change.operationType === 'insert') this.tell(change.fullDocument);
  }

  private async catchUp(): Promise<void> {
    const rows = await this.store
      .model(NOTIFICATION, notificationSchema)
      .find({ at: { $gte: this.since - OVERLAP_MS } })
      .sort({ at: 1, _id: 1 })
      .lean<NotificationRow[]>();
    // What is older than this process is only remembered: whoever listened before asks for it by Last-Event-ID.
    rows.forEach((row) => (row.at < this.bornAt ? this.told.add(row._id) : this.tell(row)));
  }

  private tell(row: NotificationRow): void {
    if (this.told.has(row._id)) return;
    this.told.add(row._id);
    if (this.told.size > REMEMBERED) this.told.delete(this.told.values().next().value!);
    this.since = Math.max(this.since, row.at);
    for (const subscriber of this.subscribers) {
      if (row.audience.some((key) => subscriber.keys.has(key))) subscriber.next(row);
    }
  }
}
