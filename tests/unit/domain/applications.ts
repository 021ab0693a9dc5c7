import { loadReference } from '../../../seeds/reference';
import type { ProjectApplication } from '../../../workflows/domain/application';

export const reference = loadReference();

/** A fresh copy of a demo application with all documents it needs. */
export function completeApplication(key: 'nitration' | 'outOfScope' = 'nitration'): ProjectApplication {
  const { application } = reference.demoApplications.find((demo) => demo.key === key)!;
  const documents = reference.documentKinds
    .filter(({ required, onlyFor }) => required && (!onlyFor || onlyFor.includes(application.project.kind)))
    .map(({ code }) => ({ kind: code, documentId: `doc-${code}` }));
  return structuredClone({ ...application, documents });
}
