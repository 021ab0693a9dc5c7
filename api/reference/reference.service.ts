import { Injectable } from '@nestjs/common';
import { listOrganisations, type OrganisationView } from '../../activities/store/organisation.reader';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import { currentRevisions } from '../../activities/store/reference.reader';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import type { ProjectReference } from '../../workflows/domain/reference';
import { Store } from '../common/store';
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

/** Reference data as they stand, kept for a few seconds: they are asked for on every page and change a few times a year. */
@Injectable()
export class ReferenceService {
  private readonly kept = new Map<string, { until: number; value: Promise<unknown> }>();

  constructor(private readonly store: Store) {}

  /** One set with its sources, in the order of its list. */
  set(set: string): Promise<ReferenceSetDto> {
    return this.keep(`set:${set}`, async () => {
      const { version, rows } = await currentRevisions(this.store.connection, set);
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
