import { Injectable } from '@nestjs/common';
import { listOrganisations, type OrganisationView } from '../../activities/store/organisation.reader';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import { currentRevisions, revisionsOn } from '../../activities/store/reference.reader';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import type { ProjectReference } from '../../workflows/domain/reference';
import { localDay } from '../../workflows/domain/calendar';
import { Store } from '../common/store';
import { SET_SCHEMAS } from './sets';
import type { ReferenceSetDto } from './reference.dto';

/** A change made by another API process is seen within this time, an own one at once. */
const KEEP_MS = 5000;

/** A row with where it comes from and when it holds, unless it says so itself. */
const withProvenance = ({ source, effectiveFrom, effectiveTo, data }: ReferenceDocument): object => ({
  source,
  effectiveFrom,
  effectiveTo,
  ...(data as object),
});

export const isTable = (set: string): boolean => SET_SCHEMAS.some((one) => one.set === set);

/** Reference data as they stand, kept for a few seconds: they are asked for on every page and change a few times a year. */
@Injectable()
export class ReferenceService {
  private readonly kept = new Map<string, { until: number; value: Promise<unknown> }>();

  constructor(private readonly store: Store) {}

  /**
   * One set with its sources, in the order of its list.
   * @param past with rows that no longer hold: what was entered while they did is still called by their names
   */
  set(set: string, past = false): Promise<ReferenceSetDto> {
    return this.keep(`set:${set}:${past}`, async () => {
      const { connection } = this.store;
      // Tables hold from day to day; rows of limits, calendars and routing say themselves when they do.
      const { version, rows } = await (isTable(set) && !past
        ? revisionsOn(connection, set, localDay(Date.now()))
        : currentRevisions(connection, set));
      const sources = new Map(
        rows.map(({ source, effectiveFrom, effectiveTo }) => [
          `${source}|${effectiveFrom}|${effectiveTo}`,
          { source, effectiveFrom, effectiveTo },
        ]),
      );
      return { set, version, sources: [...sources.values()], items: rows.map(withProvenance) };
    });
  }

  organisations(): Promise<OrganisationView[]> {
    return this.keep('organisations', () => listOrganisations(this.store.connection));
  }

  /** What screening and pre-check read. */
  project(): Promise<ProjectReference> {
    return this.keep('project', () => readProjectReference(this.store.connection));
  }

  /** Forgets what is kept; after a change. */
  forget(): void {
    this.kept.clear();
  }

  private keep<T>(key: string, read: () => Promise<T>): Promise<T> {
    const hit = this.kept.get(key);
    if (hit && hit.until > Date.now()) return hit.value as Promise<T>;
    const entry = { until: Date.now() + KEEP_MS, value: read() };
    this.kept.set(key, entry);
    entry.value.catch(() => {
      if (this.kept.get(key) === entry) this.kept.delete(key);
    });
    return entry.value;
  }
}
