import { localDay } from '../../workflows/domain/calendar';
import type { ProjectApplication } from '../../workflows/domain/application';
import type { LimitRule } from '../../workflows/domain/limit';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { PointRow } from '../../workflows/processes/form-rows';
import { noticeFor, noticeWordsAt, remediesAt, type LetterRules, type NoticeRule } from '../documents/letter-rules';
import { chineseFigure } from '../pdf/chinese';
import type { LetterBase } from '../pdf/letterhead';
import { renderAcceptanceNotice, renderCorrectionNotice, renderRefusalNotice } from '../pdf/notices';

/** An act on record that calls for a notice. */
export interface Act {
  event: RecordedEvent;
  rule: NoticeRule;
  /** Acts on the same task before it that called for one: they were taken back 撤回 and decided anew. */
  replaces: number[];
}

/** Everything that a notice is made from. */
export interface NoticeSource {
  caseNo: string;
  /** Name of the project as the case bears it. */
  title: string;
  issuer: string;
  addressee: string;
  events: readonly RecordedEvent[];
  /** Filled form of the act. */
  form: Record<string, unknown>;
  application: ProjectApplication;
  /** Name of a kind of paper by its code. */
  paperName: (kind: string) => string;
  /** File name of a document by its id. */
  fileName: (documentId: string) => string;
  nameOf: (org: string) => string;
  letters: LetterRules;
}

/** Acts of a case that call for a notice and were not taken back since, in their order. */
export function actsToTell(process: string, events: readonly RecordedEvent[]): Act[] {
  const told = events.flatMap((event) => {
    const { stage, outcome } = event.data;
    const rule =
      event.type === 'taskCompleted'
        ? noticeFor({ process, stage, outcome }, localDay(Date.parse(event.at)))
        : undefined;
    return rule ? [{ event, rule }] : [];
  });
  return told
    .filter(({ event }) => !events.some((later) => takesBack(later, event)))
    .map(({ event, rule }) => ({
      event,
      rule,
      replaces: told
        .filter((other) => other.event.seq < event.seq && other.event.data['taskId'] === event.data['taskId'])
        .map((other) => other.event.seq),
    }));
}

function takesBack(later: RecordedEvent, { seq, data }: RecordedEvent): boolean {
  return later.type === 'decisionRecalled' && later.seq > seq && later.data['taskId'] === data['taskId'];
}

/** The notice as a PDF: the same record gives the same bytes. */
export function renderNotice(
  { event, rule }: Act,
  source: NoticeSource,
  letter: Pick<LetterBase, 'number' | 'checkUrl'>,
): Promise<Buffer> {
  const day = localDay(Date.parse(event.at));
  const words = noticeWordsAt(source.letters, day);
  const project = { name: source.title, caseNumber: source.caseNo, receivedOn: receivedOn(source.events, event) };
  const frame = { ...letter, issuer: source.issuer, addressee: source.addressee, issuedOn: day };
  const contact = `可凭编号${source.caseNo}向${source.issuer}窗口查询，或者登录本系统查询。`;
  switch (rule.form) {
    case 'acceptance': {
      const { rule: limit, dueDay } = clockStarted(event, (one) => one.stage === null);
      return renderAcceptanceNotice({
        ...frame,
        title: `关于${source.title}联合审查申请的受理通知书`,
        project,
        acceptedOn: day,
        papers: source.application.documents.map(({ kind, documentId }) => ({
          name: source.paperName(kind),
          documentNumber: source.fileName(documentId),
        })),
        limit: {
          text: `${chineseFigure(limit.amount)}个${limit.unit === 'WORKING_DAY' ? '工作日' : '日'}`,
          basis: limit.legalBasis,
          dueOn: dueDay,
        },
        notCounted: words.notCounted,
        contact,
      });
    }
    case 'correction': {
      const points = (source.form['points'] ?? []) as PointRow[];
      const answer = clockStarted(event, (one) => one.stage !== null);
      return renderCorrectionNotice({
        ...frame,
        title: `关于${source.title}联合审查申请材料的补正告知书`,
        project,
        points: points.map(({ subject, text, basis, askedBy }) => ({
          subject: subject ?? '申请材料',
          demand: text,
          basis: basis ?? words.correctionBasis,
          askedBy: askedBy === undefined ? source.issuer : source.nameOf(askedBy),
        })),
        answerBy: answer.dueDay,
        clockNote: accepted(source.events, event) ? words.duringReview : words.beforeAcceptance,
        contact,
      });
    }
    case 'refusal':
      return renderRefusalNotice({
        ...frame,
        title: `关于${source.title}联合审查申请的不予受理决定书`,
        project,
        reasons: typeof source.form['opinion'] === 'string' ? source.form['opinion'] : '',
        basis: words.refusalBasis,
        remedies: remediesAt(source.letters, day),
      });
  }
}

/** A clock that an act set going. @throws Error when there is none: the notice would tell a wrong day */
function clockStarted(
  event: RecordedEvent,
  wanted: (clock: { stage: string | null }) => boolean,
): { rule: LimitRule; dueDay: string } {
  const clock = event.changes
    .filter(({ on, was }) => on === 'clock' && was === null)
    .map(({ set }) => set as unknown as { stage: string | null; rule: LimitRule; dueDay: string | null })
    .find(wanted);
  if (!clock?.dueDay)
    throw new Error(`event ${event.seq} of ${event.caseId} started no clock that its notice tells of`);
  return { rule: clock.rule, dueDay: clock.dueDay };
}

/** The day on which the papers came in that an act was about. */
function receivedOn(events: readonly RecordedEvent[], { seq }: RecordedEvent): string {
  const came = events.findLast(
    ({ seq: before, type, data }) => before < seq && (type === 'caseStarted' || data['outcome'] === 'resubmit'),
  );
  return localDay(Date.parse((came ?? events[0]!).at));
}

/** Whether the legal time had begun before an act. */
function accepted(events: readonly RecordedEvent[], { seq }: RecordedEvent): boolean {
  return events.some(
    (one) =>
      one.seq < seq && one.changes.some(({ on, was, set }) => on === 'clock' && was === null && set['stage'] === null),
  );
}
