import { requestHeaders } from '../../../api/client';
import { ApiProblem } from '../../../api/problem';
import type { components } from '../../../api/schema';

type Schemas = components['schemas'];

interface Answers {
  preview: Schemas['SetPreviewDto'];
  impact: Schemas['SetImpactDto'];
  versions: Schemas['SetVersionDto'];
}

/** Sends a table with what is said of it; the file goes along each time, nothing lies on the server until it is published. */
export async function sendFile<What extends keyof Answers>(
  set: string,
  what: What,
  file: File,
  fields: Record<string, string>,
): Promise<Answers[What]> {
  const body = new FormData();
  // Fields before the file: they are read first.
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file);
  const response = await fetch(`/api/v1/reference-sets/${set}/${what}`, {
    method: 'POST',
    body,
    headers: requestHeaders('POST'),
  }).catch(() => {
    throw ApiProblem.away();
  });
  if (!response.ok) throw await ApiProblem.of(response);
  return (await response.json()) as Answers[What];
}
