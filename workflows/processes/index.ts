import type { Day } from '../domain/calendar';
import { versionOn } from '../domain/effective';
import type { Label, ProcessDefinition } from './definition';
import { jointReviewV1 } from './joint-review/joint-review-v1.process';
import { jointReviewV2 } from './joint-review/joint-review-v2.process';
import type { ReviewQuestion } from './joint-review/questions';
import type { RoutingRow } from './joint-review/routing';
import { obligationV1 } from './project-life/obligation.process';
import { projectLifeV1 } from './project-life/project-life.process';
import { safetyDesignReviewV1 } from './project-life/safety-design-review.process';

export type { RoutingRow } from './joint-review/routing';

/** Reference data that goes into definitions. */
export interface ProcessData {
  jointReviewRouting: readonly RoutingRow[];
  /** What each department answers in its opinion, from the second version on. */
  reviewQuestions?: readonly ReviewQuestion[];
  /** Names of the authorities; one that is missing here is called by its code. */
  organisations?: readonly { code: string; name: Label }[];
}

/** Every procedure in every version, as it is published. */
export function processDefinitions(data: ProcessData): ProcessDefinition[] {
  const departments = [...new Set(data.jointReviewRouting.flatMap((row) => row.add))].map((code) => ({
    code,
    name: data.organisations?.find((o) => o.code === code)?.name ?? { zh: code, en: code },
  }));
  return [
    jointReviewV1(data.jointReviewRouting),
    jointReviewV2(data.jointReviewRouting, departments, data.reviewQuestions),
    projectLifeV1(),
    safetyDesignReviewV1(),
    obligationV1(),
  ];
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
