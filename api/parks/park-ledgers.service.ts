import { Injectable } from '@nestjs/common';
import { writeWorkbook, type Cell, type SheetColumn } from '../../activities/export/excel';
import { applicationVersions } from '../../activities/store/application.reader';
import {
  projectLoad,
  readParkOn,
  readParks,
  reviewedProject,
  reviewedProjects,
  type KnownRecords,
  type ReviewedProject,
} from '../../activities/store/park-ledger.reader';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import { localDay, type Day } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import {
  entriesOn,
  ledgerLines,
  NO_CAPACITY,
  parkNamed,
  together,
  type LedgerEntry,
  type Park,
  type ParkLoad,
} from '../../workflows/domain/ledger';
import { standingOn } from '../../workflows/domain/ledger-history';
import { forScreening, screen } from '../../workflows/domain/screening';
import type { Actor } from '../auth/actor';
import { readerKeys } from '../cases/case-access';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';
import { Scopes } from '../statistics/scope.service';
import { unknownOf } from './ledger-gaps';
import type { LedgerEffectDto, LedgerEntryDto, LedgerLineDto, ParkDto, ParkLedgerDto } from './parks.dto';

/** Records read already: small objects, some ten megabytes at most. */
const KEPT = 50_000;

/** How the projects of a park stood at the end of a day. */
interface Standings {
  booked: LedgerEntry[];
  released: LedgerEntry[];
  underReview: LedgerEntry[];
  /** Under review in the district without having been screened: in which park is not known. */
  unscreened: number;
}

/** The risk ledgers of the parks, derived from the records each time (实施意见（三）). */
@Injectable()
export class ParkLedgers {
  private readonly known: KnownRecords = { reviews: new Map(), lives: new Map() };

  constructor(
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly files: CaseFiles,
  ) {}

  /** Names of the parks, for everybody who fills in or reads an application. */
  async parks(): Promise<ParkDto[]> {
    return (await readParks(this.store.connection)).map(named);
  }

  /**
   * What stood on a day, by what the records tell of it: a project as it was screened last by then, booked if it was approved by then,
   * with the capacities that held then.
   * @throws DomainError `access.denied` for whoever works in no authority, `resource.unknown`
   */
  async ledger(actor: Actor, code: string, day = localDay(Date.now())): Promise<ParkLedgerDto> {
    await this.scopes.of(actor);
    const found = await readParkOn(this.store.connection, code, day);
    if (!found) throw new DomainError('resource.unknown');
    const park = found.held ?? { ...found.named, capacity: NO_CAPACITY, holdings: [], source: '' };
    const projects = await this.projects();
    const { booked, released, underReview, unscreened } = standingsIn(found.named, projects, day);
    const held = entriesOn(park, booked, day);
    const seen = seenBy(actor, projects);
    return {
      park: named(park),
      day,
      lines: ledgerLines(park.capacity, together(held.map(({ load }) => load))),
      entries: held.map(seen),
      released: released.map(seen),
      underReview: underReview.map(seen),
      source: park.source,
      unknown: unknownOf({ day, today: localDay(Date.now()), since: found.since, unscreened }),
    };
  }

  /**
   * What a project would do to the ledger of its park, or, once it is decided, what it did. Not for the applicant.
   * @throws DomainError `case.unknown`, `access.denied`, `resource.unknown` for a case without project
   */
  async effect(actor: Actor, caseId: string): Promise<LedgerEffectDto> {
    const { row, relation } = await this.files.permit(actor, caseId);
    if (relation === 'party' || row.recused.includes(actor.personId)) throw new DomainError('access.denied');
    await this.scopes.of(actor);
    const project = await this.projectOf(caseId, row.keys['applicationId']);
    if (!project) throw new DomainError('resource.unknown');
    const day = localDay(row.endedAt ?? Date.now());
    const current = parkNamed(await readParks(this.store.connection), project.park);
    const park = current && (await readParkOn(this.store.connection, current.code, day))?.held;
    const frame = {
      named: project.park,
      day,
      applicationVersion: project.applicationVersion,
      provisional: project.provisional,
      load: project.load,
    };
    if (!park) {
      const without = project.park === null ? 'outsidePark' : 'noLedger';
      return { ...frame, park: null, without, lines: [], withOthers: [], others: [] };
    }
    const projects = await this.projects();
    const { booked, underReview } = standingsIn(park, projects, day);
    const held = entriesOn(park, booked, day).filter(({ key }) => key !== caseId);
    const before = together(held.map(({ load }) => load));
    // Who is decided first is booked first: what else is under review may take the place that is left.
    const others = row.status === 'running' ? underReview.filter(({ key }) => key !== caseId) : [];
    const all = together([project.load, ...others.map(({ load }) => load)]);
    return {
      ...frame,
      park: named(park),
      without: null,
      lines: ledgerLines(park.capacity, before, project.load),
      withOthers: others.length === 0 ? [] : ledgerLines(park.capacity, before, all),
      others: others.map(seenBy(actor, projects)),
    };
  }

  async workbook(actor: Actor, code: string, day?: string): Promise<{ name: string; file: Buffer }> {
    const ledger = await this.ledger(actor, code, day);
    const title = `${ledger.park.name.zh}风险台账（${ledger.day}）`;
    const notes = [title, ...ledger.unknown.map(({ zh }) => zh)];
    const sheet = <T>(name: string, columns: readonly Column<T>[], rows: readonly T[]) => ({
      name,
      columns,
      notes,
      rows: rows.map((row) => columns.map((column) => column.of(row))),
    });
    const file = await writeWorkbook([
      sheet('容量对照', LINE_COLUMNS, ledger.lines),
      sheet('台账明细', ENTRY_COLUMNS, [...ledger.entries, ...ledger.released]),
      sheet('在审项目', ENTRY_COLUMNS, ledger.underReview),
    ]);
    return { name: `park-${code}-${ledger.day}.xlsx`, file };
  }

  private projects(): Promise<ReviewedProject[]> {
    if (this.known.reviews.size + this.known.lives.size > KEPT) {
      this.known.reviews.clear();
      this.known.lives.clear();
    }
    return reviewedProjects(this.store.connection, this.known);
  }

  private async projectOf(
    caseId: string,
    applicationId: string | undefined,
  ): Promise<{ park: string | null; load: ParkLoad; applicationVersion: number; provisional: boolean } | null> {
    const { connection } = this.store;
    const screened = (await reviewedProject(connection, caseId, this.known))?.screenings.at(-1);
    if (screened) return { ...screened, provisional: false };
    const last =
      applicationId === undefined ? undefined : (await applicationVersions(connection, applicationId)).at(-1);
    if (!last) return null;
    const { units } = screen(forScreening(last.data), await readProjectReference(connection));
    return {
      park: last.data.site.inPark ? (last.data.site.park ?? null) : null,
      load: projectLoad(units, last.data),
      applicationVersion: last.version,
      provisional: true,
    };
  }
}

/** The projects of a park, by how they stood on a day. */
function standingsIn(park: Park, projects: readonly ReviewedProject[], day: Day): Standings {
  const found: Standings = { booked: [], released: [], underReview: [], unscreened: 0 };
  for (const project of projects) {
    const standing = standingOn(project, day);
    if (standing.state === 'unscreened') found.unscreened += 1;
    if ('entry' in standing && parkNamed([park], standing.park)) found[standing.state].push(standing.entry);
  }
  return found;
}

/** The case behind an entry is named only to who may open it. */
function seenBy(actor: Actor, projects: readonly ReviewedProject[]): (entry: LedgerEntry) => LedgerEntryDto {
  const keys = readerKeys(actor);
  const open = new Set(
    projects.filter(({ readers }) => readers.some((key) => keys.includes(key))).map(({ key }) => key),
  );
  return (entry) => ({ ...entry, caseId: entry.kind === 'case' && open.has(entry.key) ? entry.key : null });
}

const named = ({ code, name }: Park): ParkDto => ({ code, name });

interface Column<T> extends SheetColumn {
  of: (row: T) => Cell;
}

const LINE_COLUMNS: Column<LedgerLineDto>[] = [
  { title: '指标', width: 28, of: (l) => l.name.zh },
  { title: '单位', of: (l) => l.unit.zh },
  { title: '现状', of: (l) => l.after },
  { title: '容量', of: (l) => l.capacity },
  { title: '是否超出', of: (l) => (l.passed ? '超出' : '') },
];

const RELEASES: Record<string, string> = {
  abandoned: '放弃建设',
  expired: '意见失效',
  reReviewRequired: '需要重新审查',
  withdrawn: '撤回',
  terminated: '作废',
};

const ENTRY_COLUMNS: Column<LedgerEntryDto>[] = [
  { title: '来源', of: (e) => (e.kind === 'holding' ? '存量' : '联合审查') },
  { title: '编号', width: 20, of: (e) => e.key },
  { title: '企业', width: 28, of: (e) => e.enterprise },
  { title: '项目', width: 36, of: (e) => e.project },
  { title: '登记日期', of: (e) => e.bookedOn },
  { title: '释放日期', of: (e) => e.releasedOn },
  { title: '释放原因', of: (e) => (e.releasedFor === null ? null : (RELEASES[e.releasedFor] ?? e.releasedFor)) },
  { title: 'R值之和', of: (e) => e.load.sumR },
  { title: '一级', of: (e) => e.load.units[1] },
  { title: '二级', of: (e) => e.load.units[2] },
  { title: '三级', of: (e) => e.load.units[3] },
  { title: '四级', of: (e) => e.load.units[4] },
  { title: '500米人口', of: (e) => e.load.population },
  { title: '危险废物（吨/年）', width: 20, of: (e) => (e.load.wasteUnstated > 0 ? '未填报' : e.load.wasteT) },
];
