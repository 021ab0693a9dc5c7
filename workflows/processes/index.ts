import type { Day } from '../domain/calendar';
import { versionOn } from '../domain/effective';
import type { ProcessDefinition } from './definition';
import { jointReviewV1 } from './joint-review/joint-review-v1.process';
import type { RoutingRow } from './joint-review/routing';

export type { RoutingRow } from './joint-review/routing';

/** Reference data that goes into definitions. */
export interface ProcessData {
  jointReviewRouting: readonly RoutingRow[];
}

/** Every procedure in every version, as it is published. */
export function processDefinitions(data: ProcessData): ProcessDefinition[] {
  return [jointReviewV1(data.jointReviewRouting)];
}

/** The version of a procedure under which a case of that day begins; undefined when there is none. */
export function definitionOn(
  definitions: readonly ProcessDefinition[],
  code: string,
  day: Day,
): ProcessDefinition | undefined {
  return versionOn(
    definitions.filter((definition) => definition.code === code),
    day,
  );
}
