import { Injectable } from '@nestjs/common';
import { findForm, findForms } from '../../activities/store/form.reader';
import { inForce, signaturePicture, signaturesOf, type SignatureHead } from '../../activities/store/signature.reader';
import { verifyChain, type ChainedEvent } from '../../activities/records/event-chain';
import { DomainError } from '../../workflows/domain/errors';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { ApplicationRef, CaseHeader } from '../../workflows/engine/state';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import type { ChainReportDto, FormVersionDto, TimelineEntryDto } from './case.dto';
import { CaseFiles, type OpenedCase } from './case-file.service';
import { opinionEvent, readsOpinion, seesEvent, seesResult } from './disclosure';
import { branchOfScope } from './machine-path';
import { Names } from './names.service';
import { wordsOf } from './timeline-words';

/** The record of a case for people, and the proof that it is whole. */
@Injectable()
export class Timelines {
  constructor(
    private readonly files: CaseFiles,
    private readonly names: Names,
    private readonly store: Store,
  ) {}

  async entries(actor: Actor, caseId: string): Promise<TimelineEntryDto[]> {
    const file = await this.files.open(actor, caseId);
    const events = file.events.filter((e) => seesEvent(file, e));
    const forms = await findForms(
      this.store.connection,
      events.flatMap((e) => formIdOf(e) ?? []),
    );
    const texts = new Map(forms.map((f) => [f._id, f.data]));
    const orgName = await this.names.organisations();
    const ids = events.flatMap((e) => [e.actor.id, e.actor.onBehalfOf?.id ?? '', ...personsIn(e)]);
    const names = await this.names.people(ids);
    const personName = (id: string): string => names[ids.indexOf(id)] ?? id;
    const signatures = await signaturesOf(this.store.connection, events.flatMap(signerOf));
    return events.map((event) => {
      const formId = readsOpinion(file, event) ? formIdOf(event) : null;
      const data = formId ? texts.get(formId) : undefined;
      const scope = event.data['scope'];
      const org =
        event.changes.flatMap((c) => (c.on === 'task' && isAnswer(c.set['answer']) ? [c.set['answer'].org] : []))[0] ??
        event.actor.org;
      const opinion = data?.['opinion'] ?? data?.['text'];
      return {
        seq: event.seq,
        type: event.type,
        at: event.at,
        actorName: event.actor.kind === 'system' ? '系统' : personName(event.actor.id),
        orgName: org ? orgName(org) : null,
        onBehalfOfName: event.actor.onBehalfOf ? personName(event.actor.onBehalfOf.id) : null,
        text: wordsOf(file, event, { orgName, personName }),
        stage: typeof event.data['stage'] === 'string' ? event.data['stage'] : null,
        branch: typeof scope === 'string' ? branchOfScope(scope) : null,
        outcome: typeof event.data['outcome'] === 'string' ? event.data['outcome'] : null,
        opinion: typeof opinion === 'string' ? opinion : null,
        formId: formId ?? null,
        signed: signatureOf(file, event, signatures) !== null,
        attachments: Array.isArray(event.data['attachments']) ? (event.data['attachments'] as string[]) : [],
        basis: event.basis,
        backdatedTo: event.backdated?.at ?? null,
        hash: event.hash,
        application: applicationIn(event),
      };
    });
  }

  /** The events as they are recorded; for those who lead the case. @throws DomainError `access.denied` */
  async record(actor: Actor, caseId: string): Promise<RecordedEvent[]> {
    const file = await this.files.open(actor, caseId);
    if (file.relation !== 'lead') {
      throw new DomainError('access.denied');
    }
    return file.events;
  }

  async chain(actor: Actor, caseId: string): Promise<ChainReportDto> {
    const file = await this.files.open(actor, caseId);
    const fault = verifyChain(file.events as unknown as ChainedEvent[], { seq: file.row.seq, hash: file.row.headHash });
    return {
      intact: fault === null,
      events: file.events.length,
      headHash: file.row.headHash,
      fault: fault ? `${fault.kind}: ${fault.message}` : null,
    };
  }

  /** The hand signature under a step, for who may read the opinion given with it. @throws DomainError `resource.unknown` */
  async signature(actor: Actor, caseId: string, seq: number): Promise<{ png: Buffer; sha256: string }> {
    const file = await this.files.open(actor, caseId);
    const event = file.events.find((e) => e.seq === seq);
    const found = event && signatureOf(file, event, await signaturesOf(this.store.connection, signerOf(event)));
    const row = found ? await signaturePicture(this.store.connection, found._id) : null;
    if (!row?.png) {
      throw new DomainError('resource.unknown');
    }
    return { png: row.png, sha256: row.sha256 };
  }

  /** A filled form, for who may read the opinion that it holds. @throws DomainError `resource.unknown` */
  async form(actor: Actor, caseId: string, formId: string): Promise<FormVersionDto> {
    const file = await this.files.open(actor, caseId);
    const event = file.events.find((e) => formIdOf(e) === formId);
    const form = event && (await findForm(this.store.connection, formId));
    if (!event || form?.caseId !== caseId || !(readsOpinion(file, event) || isSignedOpinion(file, event))) {
      throw new DomainError('resource.unknown');
    }
    return { formId, form: form.form, data: form.data, hash: form.hash, at: form.at.toISOString() };
  }
}

/** Who puts a signature under a step: who gave the answer, with their own hand also when they act for another. */
function signerOf(event: RecordedEvent): string[] {
  return event.type === 'taskCompleted' && event.actor.kind === 'person' ? [event.actor.id] : [];
}

/** The signature that was in force when the step was taken, as far as the viewer may read the step's opinion. */
function signatureOf(file: OpenedCase, event: RecordedEvent, known: readonly SignatureHead[]): SignatureHead | null {
  const [signer] = signerOf(event);
  return signer !== undefined && readsOpinion(file, event) ? inForce(known, signer, new Date(event.at)) : null;
}

/** The draft of another department may be read once it was signed as that department's opinion. */
function isSignedOpinion(file: OpenedCase, event: RecordedEvent): boolean {
  const scope = event.data['scope'];
  const branch = typeof scope === 'string' ? branchOfScope(scope) : null;
  const signed = Object.values(file.state.results).some((r) => r.branch === branch && !r.fallen);
  return (
    branch !== null &&
    file.relation !== 'party' &&
    seesResult(file, branch, signed) &&
    opinionEvent(file, branch)?.seq === event.seq
  );
}

function formIdOf(event: RecordedEvent): string | null {
  return (event.data['form'] as { id: string } | null | undefined)?.id ?? null;
}

/** The version of the application that the case began with, or that an answer brought. */
function applicationIn(event: RecordedEvent): { version: number; hash: string } | null {
  if (event.type !== 'caseStarted' && event.type !== 'taskCompleted') return null;
  const header = event.data['header'] as CaseHeader | undefined;
  const application = (header?.application ?? event.data['application']) as Partial<ApplicationRef> | undefined;
  return typeof application?.hash === 'string' && typeof application.version === 'number'
    ? { version: application.version, hash: application.hash }
    : null;
}

function isAnswer(value: unknown): value is { org: string | null } {
  return typeof value === 'object' && value !== null && 'org' in value;
}

function personsIn(event: RecordedEvent): string[] {
  const { to, from, person, persons, mentions } = event.data;
  return [
    to,
    from,
    person,
    ...(Array.isArray(persons) ? (persons as unknown[]) : []),
    ...(Array.isArray(mentions) ? (mentions as unknown[]) : []),
  ].filter((id): id is string => typeof id === 'string');
}
