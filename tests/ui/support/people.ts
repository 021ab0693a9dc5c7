import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually';

const DATA = join(__dirname, '..', '..', '..', 'seeds', 'data');
const read = (file: string) => JSON.parse(readFileSync(join(DATA, file), 'utf8'));

export const PASSWORD: string = read('people.json').demoPassword;

export const url = (): string => {
  const address = process.env['HAZFLOW_UI_URL'];
  if (!address) throw new Error('HAZFLOW_UI_URL is not set');
  return address;
};

/** A small PDF of one page, valid by its content. */
export function pdf(title: string): Buffer {
  const text = `BT /F1 24 Tf 60 760 Td (${title}) Tj ET`;
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
      `4 0 obj<</Length ${text.length}>>stream\n${text}\nendstream endobj`,
      '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
      'trailer<</Root 1 0 R>>',
      '%%EOF',
    ].join('\n'),
  );
}

/** Somebody who uses the API directly, for the steps around the one that a test shows on the pages. */
export class Caller {
  private constructor(
    private readonly cookie: string,
    private readonly csrf: string,
  ) {}

  static async signIn(login: string): Promise<Caller> {
    const response = await fetch(`${url()}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: PASSWORD }),
    });
    if (!response.ok) throw new Error(`${login} cannot sign in: ${await response.text()}`);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return new Caller(cookie, ((await response.json()) as { csrfToken: string }).csrfToken);
  }

  async call(method: string, path: string, body?: unknown): Promise<any> {
    const form = body instanceof FormData;
    const response = await fetch(`${url()}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'x-csrf-token': this.csrf,
        'idempotency-key': randomBytes(16).toString('hex'),
        ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  get = (path: string): Promise<any> => this.call('GET', path);
  post = (path: string, body: unknown = {}): Promise<any> => this.call('POST', path, body);

  async upload(kind: string, name = `${kind}.pdf`): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(pdf(kind))], { type: 'application/pdf' }), name);
    return (await this.call('POST', `/documents?kind=${kind}`, form)).documentId;
  }
}

const callers = new Map<string, Promise<Caller>>();

/** The same session for the same person on the same system. */
export function as(login: string): Promise<Caller> {
  const key = `${login} at ${url()}`;
  const known = callers.get(key) ?? Caller.signIn(login);
  callers.set(key, known);
  return known;
}

interface DemoApplication {
  project: { name: string; kind: string };
  [key: string]: unknown;
}

/** The nitration plant of the demonstration data: seven departments. */
export function nitrationPlant(name: string): DemoApplication {
  const { application } = read('demo-applications.json').rows.find((row: { key: string }) => row.key === 'nitration');
  return { ...application, project: { ...application.project, name } };
}

/** Codes of the papers that every application needs. */
export const requiredPapers = (kind: string): string[] =>
  read('document-kinds.json')
    .rows.filter(
      (row: { required: boolean; onlyFor?: string[] }) => row.required && (!row.onlyFor || row.onlyFor.includes(kind)),
    )
    .map((row: { code: string }) => row.code);

/** Submits the nitration plant; tells the number of the case. */
export async function submitPlant(name: string): Promise<{ caseId: string; applicationId: string }> {
  const applicant = await as('firma.applicant1');
  const application = nitrationPlant(name);
  const documents = [];
  for (const kind of requiredPapers(application.project.kind))
    documents.push({ kind, documentId: await applicant.upload(kind) });
  const draft = await applicant.post('/applications', { application: { ...application, documents } });
  const receipt = await applicant.post(`/applications/${draft.applicationId}/submit`, { version: draft.version });
  return { caseId: receipt.caseId, applicationId: draft.applicationId };
}

/** The open task of a person in a case, once it is there. */
export async function taskOf(login: string, caseId: string): Promise<any> {
  const caller = await as(login);
  return eventually(async () => {
    const { items } = await caller.get(`/tasks?tab=todo&limit=100&q=${caseId}`);
    return items.find((row: { caseId: string; status: string }) => row.caseId === caseId);
  }, `${login} has no task in ${caseId}`);
}

/** Answers the open task of a person. */
export async function complete(
  login: string,
  caseId: string,
  outcome: string,
  form: Record<string, unknown> = {},
): Promise<any> {
  const task = await taskOf(login, caseId);
  return (await as(login)).post(`/tasks/${task.taskId}/complete`, { outcome, form });
}

/** The departments that review, as the case lists them. */
export async function departmentsOf(caseId: string): Promise<string[]> {
  const lead = await as('hwedz.officer1');
  return eventually(async () => {
    const { branches } = await lead.get(`/cases/${caseId}`);
    return branches.length > 0 && branches.map((branch: { branch: string }) => branch.branch);
  }, `no department reviews ${caseId}`);
}

/** One department's opinion from draft to signature. */
export async function departmentOpinion(
  caseId: string,
  org: string,
  outcome: string,
  form: Record<string, unknown> = { opinion: '经审查，同意该项目。' },
): Promise<void> {
  const login = org.toLowerCase();
  await complete(`${login}.officer1`, caseId, outcome, form);
  await complete(`${login}.chief`, caseId, 'approve');
  await complete(`${login}.deputy`, caseId, 'sign');
}
