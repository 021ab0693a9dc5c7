import { Injectable } from '@nestjs/common';
import { writeWorkbook, type Cell, type SheetColumn } from '../../activities/export/excel';
import { applicationVersions } from '../../activities/store/application.reader';
import {
  approvedProjects,
  bookedEntries,
  entryOf,
  projectLoad,
  projectsUnderReview,
  readParks,
  reviewedProject,
  type KnownProjects,
  type ReviewedProject,
} from '../../activities/store/park-ledger.reader';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import {
  entriesOn,
  ledgerLines,
  parkNamed,
  together,
  type LedgerEntry,
  type Park,
} from '../../workflows/domain/ledger';
import { forScreening, screen } from '../../workflows/domain/screening';
import type { Actor } from '../auth/actor';
import { readerKeys } from '../cases/case-access';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';
import { Scopes } from '../statistics/scope.service';
import type { LedgerEffectDto, LedgerEntryDto, LedgerLineDto, ParkDto, ParkLedgerDto } from './parks.dto';

/** Records read already; a few thousand small objects at most. */
const KEPT = 5_000;

/** The risk ledgers of the parks, derived from the records each time (实施意见（三）). */
@Injectable()
export class ParkLedgers {
  private readonly known: KnownProjects = new Map();

  constructor(
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly files: CaseFiles,
  ) {}

  /** Names of the parks, for everybody who fills in or reads an application. */
  async parks(): Promise<ParkDto[]> {
    return (await readParks(this.store.connection)).map(named);
  }

  /** @throws DomainError `access.denied` for whoever works in no authority, `resource.unknown` */
  async ledger(actor: Actor, code: string, day = localDay(Date.now())): Promise<ParkLedgerDto> {
    await this.scopes.of(actor);
    const park = (await readParks(this.store.connection)).find((one) => one.code === code);
    if (!park) throw new DomainError('resource.unknown');
    const [{ entries, projects }, waiting] = await Promise.all([this.booked(park), this.waiting(park)]);
    const held = entriesOn(park, entries, day);
    const seen = this.seenBy(actor, [...projects, ...waiting]);
    const gone = entries.filter(({ releasedOn }) => releasedOn !== null && releasedOn <= day);
    return {
      park: named(park),
      day,
      lines: ledgerLines(park.capacity, together(held.map(({ load }) => load))),
      entries: held.map(seen),
      released: gone.map(seen),
      underReview: waiting.map(entryOf).map(seen),
      source: park.source,
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
    const parks = await readParks(this.store.connection);
    const park = parkNamed(parks, project.park);
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
    const [{ entries }, waiting] = await Promise.all([this.booked(park), this.waiting(park)]);
    const held = entriesOn(park, entries, day).filter(({ key }) => key !== caseId);
    const before = together(held.map(({ load }) => load));
    // Who is decided first is booked first: what else is under review may take the place that is left.
    const others = row.status === 'running' ? waiting.filter((other) => other.caseId !== caseId) : [];
    const all = together([project.load, ...others.map(({ load }) => load)]);
    return {
      ...frame,
      park: named(park),
      without: null,
      lines: ledgerLines(park.capacity, before, project.load),
      withOthers: others.length === 0 ? [] : ledgerLines(park.capacity, before, all),
      others: others.map(entryOf).map(this.seenBy(actor, others)),
    };
  }

  async workbook(actor: Actor, code: string, day?: string): Promise<{ name: string; file: Buffer }> {
    const ledger = await this.ledger(actor, code, day);
    const note = `${ledger.park.name.zh}风险台账（${ledger.day}）`;
    const sheet = <T>(name: string, columns: readonly Column<T>[], rows: readonly T[]) => ({
      name,
      columns,
      notes: [note],
      rows: rows.map((row) => columns.map((column) => column.of(row))),
    });
    const file = await writeWorkbook([
      sheet('容量对照', LINE_COLUMNS, ledger.lines),
      sheet('台账明细', ENTRY_COLUMNS, [...ledger.entries, ...ledger.released]),
      sheet('在审项目', ENTRY_COLUMNS, ledger.underReview),
    ]);
    return { name: `park-${code}-${ledger.day}.xlsx`, file };
  }

  private async booked(park: Park): Promise<{ entries: LedgerEntry[]; projects: ReviewedProject[] }> {
    this.forgetSome();
    const projects = await this.inPark(park, approvedProjects(this.store.connection, this.known));
    return { entries: await bookedEntries(this.store.connection, projects), projects };
  }

  private async waiting(park: Park): Promise<ReviewedProject[]> {
    return this.inPark(park, projectsUnderReview(this.store.connection, this.known));
  }

  private async inPark(park: Park, projects: Promise<ReviewedProject[]>): Promise<ReviewedProject[]> {
    return (await projects).filter((project) => parkNamed([park], project.park) !== undefined);
  }

  private async projectOf(
    caseId: string,
    applicationId: string | undefined,
  ): Promise<(Pick<ReviewedProject, 'park' | 'load' | 'applicationVersion'> & { provisional: boolean }) | null> {
    const { connection } = this.store;
    const screened = await reviewedProject(connection, caseId, this.known);
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

  /** The case behind an entry is named only to who may open it. */
  private seenBy(actor: Actor, projects: readonly ReviewedProject[]): (entry: LedgerEntry) => LedgerEntryDto {
    const keys = readerKeys(actor);
    const open = new Set(
      projects.filter(({ readers }) => readers.some((key) => keys.includes(key))).map(({ caseId }) => caseId),
    );
    return (entry) => ({ ...entry, caseId: entry.kind === 'case' && open.has(entry.key) ? entry.key : null });
  }

  private forgetSome(): void {
    if (this.known.size > KEPT) this.known.clear();
  }
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
