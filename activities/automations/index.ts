import type { Automation } from '../cases/case.activities';
import { findApplicationVersion } from '../store/application.reader';
import { readProjectReference } from '../store/project-reference.reader';
import { issueDecisionLetter, type LetterDependencies } from './issue-decision-letter';
import { screenProject } from './screen-project';

export type AutomationDependencies = LetterDependencies;

/** The activities of `auto` stages by their key in the definitions. */
export function createAutomations(dependencies: AutomationDependencies): Record<string, Automation> {
  const { connection } = dependencies;
  return {
    screenProject: screenProject({
      applications: { find: (id, version) => findApplicationVersion(connection, id, version) },
      projectReference: () => readProjectReference(connection),
    }),
    issueDecisionLetter: issueDecisionLetter(dependencies),
  };
}
