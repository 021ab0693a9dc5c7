import { Injectable } from '@nestjs/common';
import type { ApplicationRecord, SubmissionRecord } from '../../activities/store/application.schema';
import { CASE, caseSchema, type CaseDocument } from '../../activities/store/case.schema';
import { eventOfCommand } from '../../activities/store/case.reader';
import { definitionInForce } from '../../activities/store/definition.reader';
import { findDocuments } from '../../activities/store/document.reader';
import {
  listOrganisations,
  organisationByCode,
  type OrganisationView,
} from '../../activities/store/organisation.reader';
import type { ProjectApplication } from '../../workflows/domain/application';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import type { CommandReceipt } from '../../workflows/engine/commands';
import { CREDIT_KEY } from '../../workflows/engine/rows';
import type { ApplicationRef } from '../../workflows/engine/state';
import type { PointRow } from '../../workflows/processes/form-rows';
import type { Actor } from '../auth/actor';
import { CaseGateway, contentHash } from '../cases/case-gateway.service';
import { engineActor } from '../cases/engine-actor';
import { formRefOf } from '../cases/form-values';
import { FormRepository } from '../cases/form.repository';
import { Store } from '../common/store';
import { Credit } from '../credit/credit.service';
import { toDomainError } from '../common/to-domain-error';
import { ApplicationAccess } from './application-access.service';
import type { PointAnswerDto, ResubmitDto, SubmissionReceiptDto } from './application.dto';
import { ApplicationRepository, pendingOf } from './application.repository';
import { Corrections, VERSION_FACT } from './correction.service';
import { PreChecks } from './precheck.service';

export const JOINT_REVIEW = 'jointReview';

/**
 * Submits applications. A submission is noted with its key before anything else happens and every step of it can be repeated:
 * one that was broken off is finished by the same request, or by the next that comes.
 */
@Injectable()
export class Submissions {
  constructor(
    private readonly store: Store,
    private readonly repository: ApplicationRepository,
    private readonly access: ApplicationAccess,
    private readonly checks: PreChecks,
    private readonly corrections: Corrections,
    private readonly gateway: CaseGateway,
    private readonly forms: FormRepository,
    private readonly credit: Credit,
  ) {}

  /**
   * First submission: starts the joint review.
   * @throws DomainError `input.invalid` with every finding of the pre-check, `resource.changed`, `command.keyReused`,
   * `case.exists` when it was submitted already
   */
  async submit(actor: Actor, id: string, key: string, version: number): Promise<SubmissionReceiptDto> {
    const hash = contentHash('submit', { actor: { id: actor.personId }, id, version });
    const record = await this.access.openOwn(actor, id);
    const earlier = await this.repeated(actor, record, key, hash);
    if (earlier) return earlier;
    const current = await this.settled(actor, record);
    if (current.submitted > 0) throw new DomainError('case.exists', { caseNo: current.caseId ?? '' });
    await this.requireClean(current, version);
    const at = new Date();
    await definitionInForce(this.store.connection, JOINT_REVIEW, localDay(at.getTime()));
    return this.begin(actor, current, {
      key,
      hash,
      version: 1,
      revision: version,
      at,
      by: actor.personId,
      answer: null,
    });
  }

  /**
   * A further version, in answer to a correction that was asked for.
   * @throws DomainError as `submit`, `application.noCorrection`, and the case's refusals
   */
  async resubmit(actor: Actor, id: string, key: string, dto: ResubmitDto): Promise<SubmissionReceiptDto> {
    const { version, explanation = '', answers = [], documents = [] } = dto;
    const hash = contentHash('resubmit', {
      actor: { id: actor.personId },
      id,
      version,
      explanation,
      answers: answers.map(({ number, answer }) => ({ number, answer })),
      documents,
    });
    const record = await this.access.openOwn(actor, id);
    const earlier = await this.repeated(actor, record, key, hash);
    if (earlier) return earlier;
    const current = await this.settled(actor, record);
    const asked = current.caseId === null ? null : await this.corrections.asked(current.caseId);
    if (!asked) throw new DomainError('application.noCorrection');
    if (!asked.task.assignees.includes(actor.personId)) throw new DomainError('task.notYours');
    const words = answersInWords(asked.points, answers, explanation);
    await this.requireOwnDocuments(current, documents);
    await this.requireClean(current, version);
    return this.begin(actor, current, {
      key,
      hash,
      version: current.submitted + 1,
      revision: version,
      at: new Date(),
      by: actor.personId,
      answer: { taskId: asked.task._id, outcome: asked.outcome, explanation: words, documents },
    });
  }

  /** The application with nothing half done: a submission that was broken off is brought to its end. */
  async settled(actor: Actor, record: ApplicationRecord): Promise<ApplicationRecord> {
    const pending = pendingOf(record);
    if (!pending) return record;
    // An answer to a task counts for the person who gave it: nobody else can give it in their place.
    if (pending.answer && pending.by !== actor.personId) return this.caughtUp(record);
    try {
      await this.carryOut(actor, record, pending);
    } catch (error) {
      // Refused for good, so it is undone: what was refused does not concern the next request.
      if (!isRefusal(error)) throw error;
    }
    return (await this.repository.find(record._id)) ?? record;
  }

  /** As far as it can be told from what is written: for those who only read. */
  async caughtUp(record: ApplicationRecord): Promise<ApplicationRecord> {
    const pending = pendingOf(record);
    const caseId = pending && (record.caseId ?? (await this.caseOf(record._id)));
    if (!pending || !caseId || !(await eventOfCommand(this.store.connection, caseId, pending.key))) return record;
    await this.repository.finish(record._id, pending, caseId);
    return (await this.repository.find(record._id)) ?? record;
  }

  /** The first answer to a key that was used before; null for a new one. */
  private async repeated(
    actor: Actor,
    record: ApplicationRecord,
    key: string,
    hash: string,
  ): Promise<SubmissionReceiptDto | null> {
    const submission = record.submissions.find((one) => one.key === key);
    if (!submission) return null;
    if (submission.hash !== hash) throw new DomainError('command.keyReused', {}, 'Idempotency-Key');
    return this.carryOut(actor, record, submission);
  }

  private async begin(
    actor: Actor,
    record: ApplicationRecord,
    submission: SubmissionRecord,
  ): Promise<SubmissionReceiptDto> {
    if (await this.repository.begin(record, submission)) {
      const begun = await this.repository.find(record._id);
      return this.carryOut(actor, begun ?? record, submission);
    }
    // The same request may have come twice at once: then the other one began it.
    const now = await this.repository.find(record._id);
    const same = now && (await this.repeated(actor, now, submission.key, submission.hash));
    if (same) return same;
    throw new DomainError('resource.changed');
  }

  /** Does what a submission asks for; what was done already is found and not done again. */
  private async carryOut(
    actor: Actor,
    record: ApplicationRecord,
    submission: SubmissionRecord,
  ): Promise<SubmissionReceiptDto> {
    const done = submission.answer ? null : await this.started(record, submission);
    if (done) return this.finished(record, submission, done);
    try {
      const application = await this.repository.storeVersion(record, submission);
      const receipt = submission.answer
        ? await this.answer(actor, record, submission, submission.answer, application)
        : await this.start(actor, record, submission, application);
      return await this.finished(record, submission, receipt);
    } catch (error) {
      if (isRefusal(error)) await this.repository.undo(record._id, submission);
      throw error;
    }
  }

  /** The receipt of a start that is written already, whatever has become of the case since. */
  private async started(record: ApplicationRecord, { key, hash }: SubmissionRecord): Promise<CommandReceipt | null> {
    const caseId = record.caseId ?? (await this.caseOf(record._id));
    const event = caseId && (await eventOfCommand(this.store.connection, caseId, key));
    if (!event) return null;
    const opened = event.changes.filter(({ on, was }) => on === 'task' && was === null).map(({ id }) => id);
    return { caseId, seq: event.seq, status: 'running', result: null, opened, hash };
  }

  private async finished(
    record: ApplicationRecord,
    submission: SubmissionRecord,
    receipt: CommandReceipt,
  ): Promise<SubmissionReceiptDto> {
    await this.repository.finish(record._id, submission, receipt.caseId);
    return { ...receipt, applicationId: record._id, submitted: submission.version, caseNo: receipt.caseId };
  }

  private async start(
    actor: Actor,
    record: ApplicationRecord,
    submission: SubmissionRecord,
    application: ApplicationRef,
  ): Promise<CommandReceipt> {
    const { site, project } = record.draft as ProjectApplication;
    const [enterprise, leadOrg, credit] = await Promise.all([
      this.enterprise(record.org),
      this.leadOrganisation(),
      this.credit.markOn(record.org, localDay(submission.at.getTime())),
    ]);
    return this.gateway.start({
      process: JOINT_REVIEW,
      purpose: `application:${record._id}`,
      header: {
        title: project.name,
        party: { org: record.org, name: enterprise.name.zh },
        leadOrg,
        applicant: submission.by,
        keys: {
          applicationId: record._id,
          enterpriseId: record.org,
          ...(site.inPark && site.park ? { park: site.park } : {}),
          ...(credit ? { [CREDIT_KEY]: credit } : {}),
        },
        application,
        parent: null,
      },
      facts: { applicant: submission.by, leadOrg, [VERSION_FACT]: submission.version },
      actor: this.actorOf(actor, record.org),
      key: submission.key,
      hash: submission.hash,
      // The moment of the first try: it chooses the definition and the year of the number.
      now: submission.at.getTime(),
    });
  }

  private async answer(
    actor: Actor,
    record: ApplicationRecord,
    submission: SubmissionRecord,
    { taskId, outcome, explanation, documents }: NonNullable<SubmissionRecord['answer']>,
    application: ApplicationRef,
  ): Promise<CommandReceipt> {
    const caseId = record.caseId ?? '';
    const asked = await this.corrections.asked(caseId);
    const form = asked?.form ?? undefined;
    const data = { explanation, ...(documents.length > 0 ? { documents } : {}) };
    const stored = await this.forms.put(
      { caseId, taskId, form: form?.key ?? 'resubmission', data, by: submission.by },
      submission.key,
    );
    return this.gateway.send('completeTask', { caseId, process: asked?.process ?? JOINT_REVIEW }, submission.key, {
      actor: this.actorOf(actor, record.org),
      taskId,
      outcome,
      facts: { [VERSION_FACT]: submission.version },
      form: formRefOf(stored.id, stored.hash, data, form),
      attachments: documents,
      application,
    });
  }

  private actorOf(actor: Actor, org: string): ReturnType<typeof engineActor> {
    return { ...engineActor(actor), org };
  }

  private async requireClean(record: ApplicationRecord, version: number): Promise<void> {
    if (record.revision !== version) throw new DomainError('resource.changed', {}, 'version');
    const problems = await this.checks.problems(record);
    if (problems.length > 0) throw invalidInput(problems);
  }

  private async requireOwnDocuments(record: ApplicationRecord, ids: readonly string[]): Promise<void> {
    const found = await findDocuments(this.store.connection, ids);
    const foreign = await this.access.foreignDocuments(record.org, found);
    const usable = new Set(found.map((d) => d.documentId).filter((id) => !foreign.has(id)));
    const problems = ids.flatMap((document, i): FieldProblem[] =>
      usable.has(document)
        ? []
        : [
            {
              field: `documents[${i}]`,
              code: 'precheck.documentNotUploaded',
              params: { document },
              rule: 'document.uploaded：行政许可法第三十一条（材料真实）',
            },
          ],
    );
    if (problems.length > 0) throw invalidInput(problems);
  }

  private async caseOf(applicationId: string): Promise<string | null> {
    const row = await this.store
      .model(CASE, caseSchema)
      .findOne({ 'keys.applicationId': applicationId, parentCase: null }, { _id: 1 })
      .lean<Pick<CaseDocument, '_id'>>();
    return row?._id ?? null;
  }

  private async enterprise(code: string): Promise<OrganisationView> {
    const found = await organisationByCode(this.store.connection, code);
    if (!found) throw new DomainError('person.orgUnknown', { org: code });
    return found;
  }

  /** Who leads the procedure is reference data of the organisations. */
  private async leadOrganisation(): Promise<string> {
    const lead = (await listOrganisations(this.store.connection, 'authority')).find(
      ({ active, particulars }) => active && partIn(particulars, JOINT_REVIEW) === 'lead',
    );
    if (!lead) throw new Error('no organisation leads the joint review: load the reference data');
    return lead.code;
  }
}

function partIn(particulars: Record<string, unknown>, process: string): unknown {
  const flows = particulars['flows'] as Record<string, { part?: unknown } | undefined> | undefined;
  return flows?.[process]?.part;
}

/** Refused by a rule; anything else (a service away, a fault of ours) leaves the matter open. */
function isRefusal(error: unknown): boolean {
  const refusal = toDomainError(error);
  return refusal !== undefined && refusal.status < 500 && refusal.code !== 'case.exists';
}

/** The explanation as it is filed: each point with its answer. @throws DomainError `input.invalid` naming what is not answered */
export function answersInWords(
  points: readonly PointRow[],
  answers: readonly PointAnswerDto[],
  explanation: string,
): string {
  const unknown = answers.flatMap(({ number }, i): FieldProblem[] => {
    if (number <= points.length && answers.findIndex((other) => other.number === number) === i) return [];
    return [
      {
        field: `answers[${i}].number`,
        code: 'application.pointUnknown',
        params: { number },
        rule: 'correction.points',
      },
    ];
  });
  const open = points.flatMap(({ text }, i): FieldProblem[] => {
    const given = answers.find(({ number }) => number === i + 1);
    if (given && given.answer.trim() !== '') return [];
    const params = { number: i + 1, point: text };
    const rule = '行政许可法第三十二条：逐项答复';
    return [{ field: `answers[${i}]`, code: 'application.pointUnanswered', params, rule }];
  });
  const problems = [...unknown, ...open];
  if (points.length === 0 && explanation.trim() === '') {
    problems.push({ field: 'explanation', code: 'field.required', params: { field: 'explanation' }, rule: 'required' });
  }
  if (problems.length > 0) throw invalidInput(problems);
  const answered = points.map(({ text }, i) => {
    const given = answers.find(({ number }) => number === i + 1)!;
    return `${i + 1}. ${text}\n答复：${given.answer.trim()}`;
  });
  return [...answered, ...(explanation.trim() === '' ? [] : [explanation.trim()])].join('\n');
}
