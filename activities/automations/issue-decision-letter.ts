import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { AutomationResult } from '../../workflows/engine/ports';
import type { Automation } from '../cases/case.activities';
import { BlobStore } from '../documents/blob-store';
import { checkUrl } from '../documents/check-code';
import { letterKindAt, readLetterRules, remediesAt } from '../documents/letter-rules';
import { renderDecisionLetter } from '../pdf/decision-letter';
import { letterCheckSecret } from '../records/secret-file';
import { findApplicationVersion } from '../store/application.reader';
import { eventsOf } from '../store/case.reader';
import { TASK, taskSchema } from '../store/case.schema';
import { documentsOfCase } from '../store/document.reader';
import { findForm } from '../store/form.reader';
import type { LetterRecord } from '../store/letter.schema';
import { allocateLetterNumber, issueLetter } from '../store/letter.writer';
import { modelOf } from '../store/model-of';
import { listOrganisations } from '../store/organisation.reader';
import type { TaskRow } from '../../workflows/engine/rows';
import type { AutomationInput } from '../../workflows/engine/ports';
import { decisionText, quotedForms, type DecisionSource } from './decision-letter-data';

const LETTER = 'jointReview.decision';

export interface LetterDependencies {
  connection: Connection;
  publicUrl: string;
  secretsDir: string;
}

/**
 * Numbers, writes and files the decision letter. A repeated run finds the number, the file and the issued letter of the run before;
 * a decision after a reopening supersedes the letter of the one before.
 */
export function issueDecisionLetter({ connection, publicUrl, secretsDir }: LetterDependencies): Automation {
  return async (input) => {
    const source = await readSource(connection, input);
    const issuedOn = localDay(input.now);
    const rules = await readLetterRules(connection);
    const letter = await allocateLetterNumber(connection, {
      caseId: input.caseId,
      kind: letterKindAt(rules, LETTER, issuedOn),
      year: Number(issuedOn.slice(0, 4)),
      revision: source.events.filter((e) => isIssue(e.type, e.data)).length,
    });
    if (letter.documentId !== null) {
      return told(letter);
    }
    const text = decisionText(source);
    const pdf = await renderDecisionLetter({
      ...text,
      number: letter.number,
      checkUrl: checkUrl(publicUrl, await letterCheckSecret(secretsDir), letter.code),
      remedies: remediesAt(rules, issuedOn),
    });
    const filed = await file(connection, input.caseId, `${letter.code}.pdf`, pdf);
    return told(await issueLetter(connection, letter.code, { issuer: text.issuer, issuedOn, ...filed }));
  };
}

function isIssue(type: string, data: Record<string, unknown>): boolean {
  return type === 'automationCompleted' && data['activity'] === 'issueDecisionLetter';
}

async function readSource(connection: Connection, input: AutomationInput): Promise<DecisionSource> {
  const applicationId = input.header.keys['applicationId'] ?? '';
  const version = Number(input.facts['applicationVersion']);
  const [application, events, tasks, organisations] = await Promise.all([
    findApplicationVersion(connection, applicationId, version),
    eventsOf(connection, input.caseId),
    modelOf(connection, TASK, taskSchema).find({ caseId: input.caseId }).lean<TaskRow[]>(),
    listOrganisations(connection),
  ]);
  if (!application) {
    throw new DomainError('application.versionUnknown', { application: applicationId, version });
  }
  const forms = await Promise.all(quotedForms(events, tasks).map((id) => findForm(connection, id)));
  const names = new Map(organisations.map((o) => [o.code, o.name.zh]));
  return {
    input,
    events,
    tasks,
    application: application.data,
    forms: new Map(forms.flatMap((form) => (form ? [[form._id, form.data] as const] : []))),
    nameOf: (code) => {
      const name = names.get(code);
      if (name === undefined) {
        // A letter must not go out with a code in place of an authority's name.
        throw new Error(`organisation ${code} is not in the store`);
      }
      return name;
    },
  };
}

/** Files the letter once: the same bytes of an earlier run that broke off are taken over. */
async function file(
  connection: Connection,
  caseId: string,
  filename: string,
  pdf: Buffer,
): Promise<{ documentId: string; sha256: string }> {
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const present = (await documentsOfCase(connection, caseId)).find((d) => d.kind === 'letter' && d.sha256 === sha256);
  const { documentId } =
    present ?? (await new BlobStore(connection).put(pdf, { filename, uploadedBy: 'system', kind: 'letter', caseId }));
  return { documentId, sha256 };
}

function told({ number, code, documentId, sha256 }: LetterRecord): AutomationResult {
  return {
    facts: { letterNumber: number, letterDocumentId: documentId },
    data: { letter: { number, code, documentId, sha256 } },
  };
}
