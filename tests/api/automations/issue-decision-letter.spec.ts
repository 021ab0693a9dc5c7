import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { createAutomations } from '../../../activities/automations';
import { BlobStore } from '../../../activities/documents/blob-store';
import {
  APPLICATION_VERSION_MODEL,
  applicationVersionId,
  applicationVersionSchema,
} from '../../../activities/store/application.schema';
import { commitCase } from '../../../activities/store/case.writer';
import { documentsOfCase } from '../../../activities/store/document.reader';
import { FORM_MODEL, formSchema } from '../../../activities/store/form.schema';
import { lettersOfCase } from '../../../activities/store/letter.reader';
import { modelOf } from '../../../activities/store/model-of';
import { ORGANISATION, organisationSchema } from '../../../activities/store/organisation.schema';
import { loadReferenceSets } from '../../../seeds/load-reference';
import { foldCase } from '../../../workflows/engine/fold';
import type { AutomationInput } from '../../../workflows/engine/ports';
import { decidedOnConditions } from '../../support/joint-review-decided';
import { DATA } from '../../support/joint-review-harness';
import { openTestDatabase } from '../documents/test-database';

describe('制发批复', () => {
  let connection: Connection;
  let drop: () => Promise<void>;
  let secretsDir: string;
  let input: AutomationInput;

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    secretsDir = await mkdtemp(join(tmpdir(), 'letter-'));
    const { story, source } = await decidedOnConditions();
    input = source.input;
    const folded = foldCase(story.events, story.library);
    await commitCase(connection, {
      caseId: input.caseId,
      prevHash: '',
      events: story.events,
      case: folded.case,
      tasks: [...folded.tasks.values()],
      notifications: [],
    });
    await loadReferenceSets(connection, DATA, new Date());
    await modelOf(connection, ORGANISATION, organisationSchema).collection.insertMany(
      DATA.organisations.map(({ code, name, kind }) => ({ _id: code, name, kind, active: true }) as never),
    );
    await modelOf(connection, APPLICATION_VERSION_MODEL, applicationVersionSchema).create({
      _id: applicationVersionId('a1', 1),
      applicationId: 'a1',
      version: 1,
      data: source.application,
      hash: 'h',
      submittedAt: new Date(0),
      submittedBy: 'p-firma-applicant1',
    });
    await modelOf(connection, FORM_MODEL, formSchema).create(
      [...source.forms].map(([id, data]) => ({
        _id: id,
        caseId: input.caseId,
        taskId: null,
        form: 'decision',
        data,
        hash: 'h',
        by: 'p',
        at: new Date(0),
      })),
    );
  });

  afterAll(async () => {
    await drop();
    await rm(secretsDir, { recursive: true });
  });

  const issue = () => {
    const automations = createAutomations({ connection, publicUrl: 'https://hazflow.example', secretsDir });
    return automations['issueDecisionLetter']!(input);
  };

  it('numbers, writes and files the letter; tried again it is the same letter', async () => {
    const first = await issue();
    const again = await issue();
    expect(again).toEqual(first);
    expect(first.facts['letterNumber']).toBe('虞联审〔2026〕1号');
    const filed = await documentsOfCase(connection, input.caseId);
    expect(filed).toHaveLength(1);
    expect(filed[0]).toMatchObject({ kind: 'letter', mediaType: 'application/pdf', uploadedBy: 'system' });
    const { content } = await new BlobStore(connection).read(String(first.facts['letterDocumentId']));
    expect(content.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(await lettersOfCase(connection, input.caseId)).toMatchObject([
      {
        code: 'LS-2026-1',
        issuedOn: '2026-09-10',
        issuer: '杭州湾上虞经济技术开发区管委会',
        documentId: first.facts['letterDocumentId'],
      },
    ]);
  });

  it('takes over the file of a run that broke off before it was noted', async () => {
    await connection.collection('letters').updateOne({ code: 'LS-2026-1' }, { $set: { documentId: null } });
    const { facts } = await issue();
    expect(await documentsOfCase(connection, input.caseId)).toMatchObject([{ documentId: facts['letterDocumentId'] }]);
  });
});
