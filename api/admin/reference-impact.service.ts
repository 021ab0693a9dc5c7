import { Injectable } from '@nestjs/common';
import { referenceNow } from '../../activities/cases/start-case';
import { foldedCase } from '../../activities/store/case.reader';
import {
  CASE,
  caseSchema,
  EVENT,
  eventSchema,
  type CaseDocument,
  type EventDocument,
} from '../../activities/store/case.schema';
import { contentHashOf } from '../../activities/store/reference.revisions';
import { DomainError } from '../../workflows/domain/errors';
import { decide } from '../../workflows/engine/decide';
import { Store } from '../common/store';
import { ReferenceAdminService } from '../reference/reference-admin.service';
import type { ImpactPreviewDto, ImpactQuery, PreviewImpactDto, ReferenceImpactDto } from './admin.dto';

/** Cases computed for one answer: each is folded from its record, some milliseconds apiece. */
const PART = 40;

interface Moved {
  clock: string;
  from: string | null;
  to: string | null;
}

/** Which due dates moved when calendars or limits were published. */
@Injectable()
export class ReferenceImpact {
  constructor(
    private readonly store: Store,
    private readonly reference: ReferenceAdminService,
  ) {}

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

  /**
   * What would move if a calendar or a limit were published: the running cases compute with it here as they would there.
   * @throws DomainError `field.required` when nothing is proposed, and as the change itself would
   */
  async preview({ calendar, limit, cursor }: PreviewImpactDto): Promise<ImpactPreviewDto> {
    if (!calendar && !limit) throw new DomainError('field.required', { field: 'calendar' }, 'calendar');
    const { connection } = this.store;
    const reference = await this.reference.proposed({ ...(calendar ? { calendar } : {}), ...(limit ? { limit } : {}) });
    const cases = this.store.model(CASE, caseSchema);
    const [running, rows] = await Promise.all([
      cases.countDocuments({ status: 'running' } as never),
      cases
        .find({ status: 'running', ...(cursor === undefined ? {} : { _id: { $gt: cursor } }) } as never, { title: 1 })
        .sort({ _id: 1 })
        .limit(PART)
        .lean<Pick<CaseDocument, '_id' | 'title'>[]>(),
    ]);
    const now = Date.now();
    const items: ImpactPreviewDto['items'] = [];
    for (const { _id: caseId, title } of rows) {
      const folded = await foldedCase(connection, caseId);
      if (!folded) continue;
      const body = { referenceRef: contentHashOf(reference), reference };
      const decided = decide(folded.state, { name: 'referenceChanged', body }, { now, directory: {} }, folded.library);
      const moved = ((decided?.event.data['moved'] ?? []) as Moved[]).filter(({ from, to }) => from !== to);
      if (moved.length === 0) continue;
      const nameOf = (clock: string) => folded.state.clocks[clock]!.rule.name;
      items.push({ caseId, title, moved: moved.map((one) => ({ ...one, name: nameOf(one.clock) })) });
    }
    return { running, checked: rows.length, items, next: rows.length < PART ? null : rows.at(-1)!._id };
  }
}
