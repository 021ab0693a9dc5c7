import type { Connection } from 'mongoose';
import type { Automation } from '../cases/case.activities';
import { findApplicationVersion } from '../store/application.reader';
import { readProjectReference } from '../store/project-reference.reader';
import { screenProject } from './screen-project';

export interface AutomationDependencies {
  connection: Connection;
  /** Address printed in QR codes. */
  publicUrl: string;
  /** Folder with the signing keys. */
  secretsDir: string;
}

/** The activities of `auto` stages by their key in the definitions. */
export function createAutomations({ connection }: AutomationDependencies): Record<string, Automation> {
  return {
    screenProject: screenProject({
      applications: { find: (id, version) => findApplicationVersion(connection, id, version) },
      projectReference: () => readProjectReference(connection),
    }),
  };
}
