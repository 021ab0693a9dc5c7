import type { ProjectApplication } from '../../workflows/domain/application';
import { loadReference } from '../../seeds/reference';
import type { TestClient } from './api-app';

/** A file that is what its extension says. */
export const SMALL_PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Documents that the nitration project, a rebuild, has to bring. */
export const REQUIRED_KINDS = [
  'safetyEvaluationReport',
  'projectApproval',
  'planningPapers',
  'businessLicence',
  'siteLayout',
  'designCertificate',
  'evaluationCertificate',
];

export type Documents = ProjectApplication['documents'];

/** One of the demonstration projects, with what is to be different. */
export function projectForm(
  key: 'nitration' | 'outOfScope',
  documents: Documents = [],
  changes: Partial<ProjectApplication> = {},
): ProjectApplication {
  const found = loadReference().demoApplications.find((one) => one.key === key);
  if (!found) throw new Error(`no demo application ${key}`);
  return structuredClone({ ...found.application, documents, ...changes });
}

export async function upload(client: TestClient, kind: string, name = `${kind}.pdf`): Promise<string> {
  const answer = await client
    .post(`/api/v1/documents?kind=${kind}`)
    .attach('file', SMALL_PDF, { filename: name, contentType: 'application/pdf' });
  if (answer.status !== 201) throw new Error(`upload failed: ${answer.text}`);
  return answer.body.documentId;
}

export async function uploadAll(client: TestClient): Promise<Documents> {
  const documents: Documents = [];
  for (const kind of REQUIRED_KINDS) documents.push({ kind, documentId: await upload(client, kind) });
  return documents;
}
