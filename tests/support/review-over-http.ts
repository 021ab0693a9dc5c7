import { randomUUID } from 'node:crypto';
import type { TestClient } from './api-app';
import { projectForm, uploadAll, type Documents } from './application-forms';
import { eventually } from './eventually';
import type { TestSystem } from './running-worker';

export interface Row {
  taskId: string;
  caseId: string;
  stage: string;
  branch: string | null;
}

/** One joint review spoken to over HTTP, by people in their own sessions. */
export class HttpReview {
  constructor(
    readonly system: TestSystem,
    readonly caseId: string,
    readonly applicationId: string,
  ) {}

  /** A submitted nitration project of 示例甲化工有限公司. */
  static async submitted(system: TestSystem, documents?: Documents): Promise<HttpReview> {
    const firm = await system.loginAs('firma.applicant1');
    const application = projectForm('nitration', documents ?? (await uploadAll(firm)));
    const draft = await firm.post('/api/v1/applications').send({ application }).expect(201);
    const id = draft.body.applicationId as string;
    const answer = await firm
      .post(`/api/v1/applications/${id}/submit`)
      .set('Idempotency-Key', randomUUID())
      .send({ version: 1 });
    if (answer.status >= 300) {
      throw new Error(`the application was refused: ${answer.text}`);
    }
    return new HttpReview(system, answer.body.caseId as string, id);
  }

  /** The open task of this case that lies with somebody. */
  async task(login: string, stage: string): Promise<Row> {
    const client = await this.system.loginAs(login);
    // An automation of the worker runs between two people's steps.
    return eventually(async () => {
      const { body } = await client.get('/api/v1/tasks').query({ limit: 100, sort: 'opened' }).expect(200);
      return (body.items as Row[]).find((t) => t.caseId === this.caseId && t.stage === stage);
    }, `${login} has no task in ${stage}`);
  }

  async answer(login: string, stage: string, outcome: string, form: Record<string, unknown> = {}): Promise<Row> {
    const task = await this.task(login, stage);
    const answer = await command(await this.system.loginAs(login), `/api/v1/tasks/${task.taskId}/complete`, {
      outcome,
      form,
    });
    if (answer.status !== 200) {
      throw new Error(`${login} ${stage} ${outcome}: ${answer.text}`);
    }
    return task;
  }

  /** Accepts and divides; the departments then have their drafts. */
  async accepted(): Promise<this> {
    await this.answer('hwedz.window1', 'acceptance', 'accept');
    await this.task('emb.officer1', 'draft');
    return this;
  }

  get path(): string {
    return `/api/v1/cases/${this.caseId}`;
  }
}

export function command(
  client: TestClient,
  path: string,
  body: object,
  key: string = randomUUID(),
): ReturnType<TestClient['post']> {
  return client.post(path).set('Idempotency-Key', key).send(body);
}
