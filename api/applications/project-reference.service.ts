import { Injectable } from '@nestjs/common';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import type { ProjectReference } from '../../workflows/domain/reference';
import { Store } from '../common/store';

/** A correction of the lists is felt by every preview within this time. */
const FRESH_MS = 5_000;

/** Lists and tables for screening and pre-check, kept for a moment: previews are asked for as people type. */
@Injectable()
export class ProjectReferences {
  private kept: { until: number; reference: Promise<ProjectReference> } | undefined;

  constructor(private readonly store: Store) {}

  current(): Promise<ProjectReference> {
    const now = Date.now();
    if (this.kept && this.kept.until > now) return this.kept.reference;
    const reference = readProjectReference(this.store.connection);
    const entry = { until: now + FRESH_MS, reference };
    this.kept = entry;
    // A failed reading is not kept; whoever asked learns of it.
    reference.catch(() => {
      if (this.kept === entry) this.kept = undefined;
    });
    return reference;
  }
}
