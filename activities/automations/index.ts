import type { Automation } from '../cases/case.activities';
import { findApplicationVersion } from '../store/application.reader';
import { readProjectReference } from '../store/project-reference.reader';
import { announceHearing, callOffHearing } from './announce-hearing';
import { checkConditions, listConditions, readCondition } from './conditions';
import { drawExperts } from './draw-experts';
import { issueDecisionLetter, type LetterDependencies } from './issue-decision-letter';
import { assessChange, trialPeriod } from './project-life';
import { publishNotice } from './publish-notice';
import { screenProject } from './screen-project';
import { takeObjection } from './take-objection';

export type AutomationDependencies = LetterDependencies;

/** The activities of `auto` stages by their key in the definitions. */
export function createAutomations(dependencies: AutomationDependencies): Record<string, Automation> {
  const { connection } = dependencies;
  return {
    screenProject: screenProject({
      applications: { find: (id, version) => findApplicationVersion(connection, id, version) },
      projectReference: () => readProjectReference(connection),
    }),
    drawExperts: drawExperts(connection),
    publishNotice: publishNotice(connection),
    takeObjection: takeObjection(connection),
    announceHearing: announceHearing(connection),
    callOffHearing: callOffHearing(connection),
    issueDecisionLetter: issueDecisionLetter(dependencies),
    listConditions: listConditions(connection),
    readCondition: readCondition(connection),
    checkConditions: checkConditions(connection),
    assessChange: assessChange(connection),
    trialPeriod: trialPeriod(connection),
  };
}
