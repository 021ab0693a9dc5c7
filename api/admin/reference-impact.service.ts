import { Injectable } from '@nestjs/common';
import { referenceNow } from '../../activities/cases/start-case';
import { CASE, caseSchema, EVENT, eventSchema, type EventDocument } from '../../activities/store/case.schema';
import { contentHashOf } from '../../activities/store/reference.revisions';
import { Store } from '../common/store';
import type { ImpactQuery, ReferenceImpactDto } from './admin.dto';

interface Moved {
  clock: string;
  from: string | null;
  to: string | null;
}

/** Which due dates moved when calendars or limits were published. */
@Injectable()
export class ReferenceImpact {
  constructor(private readonly store: Store) {}

  async of({ ref: wanted, limit }: ImpactQuery): Promise<ReferenceImpactDto> {
    const ref = wanted ?? contentHashOf(await referenceNow(this.store.connection));
    const events = this.store.model(EVENT, eventSchema);
    const told = { type: 'referenceChanged', 'data.to': ref } as never;
    const [rows, count, waiting] = await Promise.all([
      events
        .find({ type: 'referenceChanged', 'data.to': ref, 'data.moved.0': { $exists: true } } as never)
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<EventDocument[]>(),
      events.countDocuments(told),
      this.store.model(CASE, caseSchema).countDocuments({ status: 'running', referenceRef: { $ne: ref } } as never),
    ]);
    const items = rows.map(({ caseId, at, data }) => ({ caseId, at, moved: data['moved'] as Moved[] }));
    return { ref, told: count, waiting, items };
  }
}
