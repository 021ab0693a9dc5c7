import type { ProjectApplication } from '../../workflows/domain/application';
import type { ProjectReference } from '../../workflows/domain/reference';
import { forScreening, screen } from '../../workflows/domain/screening';
import { alphaOf } from '../../workflows/domain/gb18218';

/** From when on a change is a great one (reference data). */
export interface ReReviewRules {
  /** Metres. */
  siteShiftM: number;
  /** Share by which the quantity of a substance grows. */
  quantityIncrease: number;
}

export interface SignificantChange {
  [fact: string]: boolean;
  siteChanged: boolean;
  processChanged: boolean;
  scaleChanged: boolean;
  surroundingsChanged: boolean;
}

/** What has greatly changed between the approved project and the reported one (45号令). */
export function significantChange(
  approved: ProjectApplication,
  reported: ProjectApplication,
  rules: ReReviewRules,
  reference: ProjectReference,
): SignificantChange {
  return {
    siteChanged:
      approved.site.parcel !== reported.site.parcel || distanceM(approved.site, reported.site) > rules.siteShiftM,
    processChanged: !sameSet(approved.processes, reported.processes),
    scaleChanged: grown(approved, reported, rules) || graver(approved, reported, reference),
    surroundingsChanged:
      alphaOf(reported.population500m, reference.majorHazard) > alphaOf(approved.population500m, reference.majorHazard),
  };
}

/** A substance that was not there before, or more of one than the rules allow. */
function grown(approved: ProjectApplication, reported: ProjectApplication, rules: ReReviewRules): boolean {
  const before = quantities(approved);
  return [...quantities(reported)].some(([cas, tonnes]) => {
    const was = before.get(cas);
    return was === undefined || tonnes > was * (1 + rules.quantityIncrease);
  });
}

function quantities({ substances }: ProjectApplication): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { cas, quantityT } of substances) {
    sums.set(cas, (sums.get(cas) ?? 0) + quantityT);
  }
  return sums;
}

/** Level 1 is the gravest; without a major hazard source there is none. */
function graver(approved: ProjectApplication, reported: ProjectApplication, reference: ProjectReference): boolean {
  const [was, is] = [approved, reported].map((one) => screen(forScreening(one), reference).level ?? 5);
  return (is ?? 5) < (was ?? 5);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

const EARTH_RADIUS_M = 6_371_000;

/** Along the great circle. */
function distanceM(a: { longitude: number; latitude: number }, b: { longitude: number; latitude: number }): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const h =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
