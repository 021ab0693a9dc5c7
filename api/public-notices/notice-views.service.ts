import { Injectable } from '@nestjs/common';
import { CASE, caseSchema } from '../../activities/store/case.schema';
import { objectionOfficeOf, personalDataNotice, personalDataRuleOn } from '../../activities/store/objection-rules';
import { objectionCounts } from '../../activities/store/objection.reader';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { noticeById } from '../../activities/store/public-notice.reader';
import {
  PUBLIC_NOTICE_MODEL,
  publicNoticeSchema,
  type PublicNoticeRecord,
} from '../../activities/store/public-notice.schema';
import { readReferenceSet } from '../../activities/store/reference.reader';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, type Language } from '../../workflows/domain/errors';
import type { Label } from '../../workflows/processes/definition';
import { BASIS } from '../../workflows/processes/joint-review/basis';
import type { Actor } from '../auth/actor';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import type {
  PublicNoticeDetailDto,
  PublicNoticeDto,
  PublicNoticePage,
  NoticeQuery,
  OwnNoticePage,
} from './public-notices.dto';

/** Clauses that a notice rests on, as they are cited to the public. */
const CITED = [BASIS.openness, BASIS.interested, BASIS.hearingRight];

type NameOf = (code: string) => string;

/** Words of one language for the codes that notices hold. */
interface Words {
  language: Language;
  authority: NameOf;
  level: NameOf;
  process: NameOf;
  chemical: NameOf;
}

/** Public notices as anybody may read them: only what the law publishes. */
@Injectable()
export class NoticeViews {
  constructor(private readonly store: Store) {}

  /** Newest first. */
  async page(query: NoticeQuery, language: Language): Promise<PublicNoticePage> {
    const { items, next } = await this.rows(query);
    const [words, ended] = await Promise.all([this.words(language), this.ended(items)]);
    return { items: items.map((row) => viewOf(row, words, ended)), next };
  }

  /** @throws DomainError `notice.unknown` */
  async detail(noticeId: string, language: Language): Promise<PublicNoticeDetailDto> {
    const row = await noticeById(this.store.connection, noticeId);
    if (!row) throw new DomainError('notice.unknown');
    const [words, ended] = await Promise.all([this.words(language), this.ended([row])]);
    const today = localDay(Date.now());
    const office = await objectionOfficeOf(this.store.connection, row.leadOrg, today);
    const mayObject = row.from <= today && today <= row.until && !ended.has(row.caseId);
    return {
      ...viewOf(row, words, ended),
      mayObject,
      mayAskHearing: mayObject && today <= hearingUntilOf(row),
      basis: CITED,
      office: office && {
        name: office.name[language],
        address: office.address[language],
        phone: office.phone,
        hours: office.hours[language],
      },
      personalData: personalDataNotice(await personalDataRuleOn(this.store.connection, today))[language],
    };
  }

  /** Notices of the actor's own organisations, with what came in. */
  async own(actor: Actor, query: NoticeQuery, language: Language): Promise<OwnNoticePage> {
    const orgs = [...new Set(actor.memberships.map((m) => m.orgCode))];
    const { items, next } = await this.rows(query, orgs);
    const caseIds = items.map((row) => row.caseId);
    const [words, ended, counts] = await Promise.all([
      this.words(language),
      this.ended(items),
      objectionCounts(this.store.connection, caseIds),
    ]);
    return {
      items: items.map((row) => ({
        ...viewOf(row, words, ended),
        caseId: row.caseId,
        ...(counts.get(row.caseId) ?? { received: 0, waiting: 0 }),
      })),
      next,
    };
  }

  /** Views of notices that are at hand. */
  async views(rows: readonly PublicNoticeRecord[], language: Language): Promise<PublicNoticeDto[]> {
    const [words, ended] = await Promise.all([this.words(language), this.ended(rows)]);
    return rows.map((row) => viewOf(row, words, ended));
  }

  private rows({ state, q, cursor, limit }: NoticeQuery, orgs?: readonly string[]) {
    const today = localDay(Date.now());
    const filter = {
      ...(state === 'open' ? { from: { $lte: today }, until: { $gte: today } } : {}),
      ...(state === 'past' ? { until: { $lt: today } } : {}),
      ...(q === undefined
        ? {}
        : {
            $or: ['project', 'enterprise', 'caseNo'].map((field) => ({
              [field]: { $regex: literal(q), $options: 'i' },
            })),
          }),
    };
    return keyedPage(this.store.model(PUBLIC_NOTICE_MODEL, publicNoticeSchema), {
      filters: orgs ? orgs.map((leadOrg) => ({ leadOrg, ...filter })) : [filter],
      field: 'publishedAt',
      direction: -1,
      cursor,
      limit,
    });
  }

  /** Cases among those of some notices that have ended: their notices are over whatever their last day. */
  private async ended(rows: readonly Pick<PublicNoticeRecord, 'caseId'>[]): Promise<Set<string>> {
    const found = await this.store
      .model(CASE, caseSchema)
      .find({ _id: { $in: rows.map((row) => row.caseId) }, status: 'ended' } as never, { _id: 1 })
      .lean<{ _id: string }[]>();
    return new Set(found.map((row) => row._id));
  }

  private async words(language: Language): Promise<Words> {
    const { connection } = this.store;
    const [orgs, levels, processes, chemicals] = await Promise.all([
      listOrganisations(connection),
      readReferenceSet<{ level: number; name: Label }>(connection, 'gb18218-levels'),
      readReferenceSet<{ code: string; name: Label }>(connection, 'processes'),
      readReferenceSet<{ key: string; name: Label }>(connection, 'chemicals'),
    ]);
    const named = (pairs: readonly (readonly [string, Label])[]): NameOf => {
      const names = new Map(pairs.map(([code, name]) => [code, name[language]]));
      return (code) => names.get(code) ?? code;
    };
    return {
      language,
      authority: named(orgs.map((o) => [o.code, o.name])),
      level: named(levels.items.map((l) => [String(l.level), l.name])),
      process: named(processes.items.map((p) => [p.code, p.name])),
      chemical: named(chemicals.items.map((c) => [c.key, c.name])),
    };
  }
}

/** Field by field, so that nothing else of the record can slip out. */
function viewOf(row: PublicNoticeRecord, words: Words, ended: ReadonlySet<string>): PublicNoticeDto {
  return {
    noticeId: row._id,
    caseNo: row.caseNo,
    project: row.project,
    enterprise: row.enterprise,
    site: row.site,
    scale: row.scale,
    risk: riskOf(row, words),
    proposal: row.proposal,
    authority: words.authority(row.leadOrg),
    from: row.from,
    until: row.until,
    hearingUntil: hearingUntilOf(row),
    hearing: row.hearing
      ? { on: row.hearing.on, time: row.hearing.time, place: row.hearing.place, calledOff: row.hearing.calledOff }
      : null,
    state: localDay(Date.now()) <= row.until && !ended.has(row.caseId) ? 'open' : 'past',
  };
}

export const hearingUntilOf = (row: Pick<PublicNoticeRecord, 'hearingUntil' | 'until'>): string =>
  row.hearingUntil ?? row.until;

function riskOf({ risk }: PublicNoticeRecord, { language, level, process, chemical }: Words): string[] {
  if (!risk) return [];
  const zh = language === 'zh';
  const list = (codes: string[], name: NameOf): string => codes.map(name).join(zh ? '、' : ', ');
  return [
    ...(risk.majorLevel > 0
      ? [zh ? `${level(String(risk.majorLevel))}重大危险源` : `Major hazard source, ${level(String(risk.majorLevel))}`]
      : []),
    ...(risk.processes.length > 0
      ? [`${zh ? '重点监管的危险化工工艺：' : 'Listed processes: '}${list(risk.processes, process)}`]
      : []),
    ...(risk.chemicals.length > 0
      ? [`${zh ? '重点监管的危险化学品：' : 'Listed chemicals: '}${list(risk.chemicals, chemical)}`]
      : []),
  ];
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
