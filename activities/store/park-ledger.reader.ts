import type { Connection } from 'mongoose';
import type { ProjectApplication } from '../../workflows/domain/application';
import { localDay, type Day } from '../../workflows/domain/calendar';
import { loadOf, type Park, type ParkLoad } from '../../workflows/domain/ledger';
import type { ProjectHistory, ScreenedLoad, Turn } from '../../workflows/domain/ledger-history';
import type { HazardLevel } from '../../workflows/domain/reference';
import {
  APPLICATION_VERSION_MODEL,
  applicationVersionId,
  applicationVersionSchema,
  type ApplicationVersionRecord,
} from './application.schema';
import { CASE, caseSchema, EVENT, eventSchema, type CaseDocument, type EventDocument } from './case.schema';
import { modelOf } from './model-of';
import { readReferenceSet, revisionsOf } from './reference.reader';

/** A joint review with the history of its project. */
export interface ReviewedProject extends ProjectHistory {
  /** Who may open the case now. */
  readers: string[];
}

/** What records said, by case and hash of the record: a record does not change, it only grows. */
export interface KnownRecords {
  reviews: Map<string, Pick<ProjectHistory, 'screenings' | 'turns'>>;
  lives: Map<string, Turn[]>;
}

const FIELDS = { title: 1, partyName: 1, startedAt: 1, readers: 1, headHash: 1 } as const;

type Row = Pick<CaseDocument, '_id' | keyof typeof FIELDS>;
type LifeRow = Pick<CaseDocument, '_id' | 'parentCase' | 'headHash'>;

interface ScreeningEvent {
  caseId: string;
  at: string;
  data: {
    application: { id: string; version: number };
    screening: { units: { r: number | null; level: HazardLevel['level'] | null }[] };
  };
}

/** The parks that have a ledger, with their capacities and the plants that stood before. */
export async function readParks(connection: Connection): Promise<Park[]> {
  return (await readReferenceSet<Park>(connection, 'parks')).items;
}

/**
 * A park as its data hold on a day, and since when there are any; null for a park that nobody has entered. The data are null before
 * that day: what the park could bear then, and what stood in it, is not on record.
 */
export async function readParkOn(
  connection: Connection,
  code: string,
  day: Day,
): Promise<{ named: Park; held: Park | null; since: Day } | null> {
  const revisions = await revisionsOf(connection, 'parks', code);
  const current = revisions.at(-1);
  if (!current) return null;
  const held = revisions.findLast(({ effectiveFrom }) => effectiveFrom <= day);
  return {
    named: current.data as Park,
    held: (held?.data as Park | undefined) ?? null,
    since: revisions.map(({ effectiveFrom }) => effectiveFrom).reduce((a, b) => (a < b ? a : b)),
  };
}

/** Every joint review with the history of its project. Nothing is booked anywhere: what a ledger holds follows from the records. */
export function reviewedProjects(connection: Connection, known: KnownRecords): Promise<ReviewedProject[]> {
  return read(connection, { process: 'jointReview' }, known);
}

/** One joint review; null when there is none of that number. */
export async function reviewedProject(
  connection: Connection,
  caseId: string,
  known: KnownRecords,
): Promise<ReviewedProject | null> {
  return (await read(connection, { _id: caseId, process: 'jointReview' }, known))[0] ?? null;
}

async function read(
  connection: Connection,
  filter: Record<string, unknown>,
  known: KnownRecords,
): Promise<ReviewedProject[]> {
  const cases = modelOf(connection, CASE, caseSchema);
  const rows = await cases.find(filter as never, FIELDS).lean<Row[]>();
  const lives = await cases
    .find({ parentCase: { $in: rows.map(({ _id }) => _id) }, process: 'projectLife' } as never, {
      parentCase: 1,
      headHash: 1,
    })
    .lean<LifeRow[]>();
  await learn(connection, rows, lives, known);
  const lifeOf = new Map(lives.map((life) => [life.parentCase, known.lives.get(keyOf(life)) ?? []]));
  return rows.map((row) => ({
    key: row._id,
    enterprise: row.partyName,
    project: row.title,
    readers: row.readers,
    startedOn: localDay(row.startedAt),
    ...(known.reviews.get(keyOf(row)) ?? { screenings: [], turns: [] }),
    lifeTurns: lifeOf.get(row._id) ?? [],
  }));
}

const keyOf = (row: Pick<CaseDocument, '_id' | 'headHash'>): string => `${row._id}@${row.headHash}`;

/** Reads the records of which nothing is known yet, or that have grown. */
async function learn(connection: Connection, rows: Row[], lives: LifeRow[], known: KnownRecords): Promise<void> {
  const fresh = rows.filter((row) => !known.reviews.has(keyOf(row)));
  const freshLives = lives.filter((life) => !known.lives.has(keyOf(life)));
  const [screenings, turns] = await Promise.all([
    screeningsOf(
      connection,
      fresh.map(({ _id }) => _id),
    ),
    turnsOf(
      connection,
      [...fresh, ...freshLives].map(({ _id }) => _id),
    ),
  ]);
  for (const row of fresh) {
    known.reviews.set(keyOf(row), { screenings: screenings.get(row._id) ?? [], turns: turns.get(row._id) ?? [] });
  }
  for (const life of freshLives) known.lives.set(keyOf(life), turns.get(life._id) ?? []);
}

/** When cases ended, and when they went on again: reopened, or their last decision taken back. */
async function turnsOf(connection: Connection, caseIds: string[]): Promise<Map<string, Turn[]>> {
  if (caseIds.length === 0) return new Map();
  const events = await modelOf(connection, EVENT, eventSchema)
    .find(
      {
        caseId: { $in: caseIds },
        changes: { $elemMatch: { on: 'case', 'set.status': { $in: ['running', 'ended'] } } },
      } as never,
      { caseId: 1, at: 1, changes: 1 },
    )
    .sort({ caseId: 1, seq: 1 })
    .lean<Pick<EventDocument, 'caseId' | 'at' | 'changes'>[]>();
  return grouped(events, ({ at, changes }) => {
    const turn = changes.findLast(({ on, set }) => on === 'case' && set['status'] !== undefined)?.set ?? {};
    const result = turn['status'] === 'ended' ? ((turn['result'] as string | null | undefined) ?? null) : null;
    return { on: localDay(Date.parse(at)), result };
  });
}

async function screeningsOf(connection: Connection, caseIds: string[]): Promise<Map<string, ScreenedLoad[]>> {
  if (caseIds.length === 0) return new Map();
  const events = await modelOf(connection, EVENT, eventSchema)
    .find(
      { caseId: { $in: caseIds }, type: 'automationCompleted', 'data.activity': 'screenProject' } as never,
      {
        caseId: 1,
        at: 1,
        'data.application': 1,
        'data.screening.units.r': 1,
        'data.screening.units.level': 1,
      } as never,
    )
    .sort({ caseId: 1, seq: 1 })
    .lean<ScreeningEvent[]>();
  const ids = events.map(({ data }) => applicationVersionId(data.application.id, data.application.version));
  const versions = await modelOf(connection, APPLICATION_VERSION_MODEL, applicationVersionSchema)
    .find({ _id: { $in: [...new Set(ids)] } })
    .lean<ApplicationVersionRecord[]>();
  const byId = new Map(versions.map((version) => [version._id, version.data as ProjectApplication]));
  return grouped(events, ({ at, data }) => {
    const application = byId.get(applicationVersionId(data.application.id, data.application.version));
    if (!application) return null;
    return {
      on: localDay(Date.parse(at)),
      park: application.site.inPark ? (application.site.park ?? null) : null,
      load: projectLoad(data.screening.units, application),
      applicationVersion: data.application.version,
    };
  });
}

function grouped<E extends { caseId: string }, T>(events: readonly E[], of: (event: E) => T | null): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const event of events) {
    const one = of(event);
    if (one !== null) lists.set(event.caseId, [...(lists.get(event.caseId) ?? []), one]);
  }
  return lists;
}

/** What a project brings, by its graded units and what it stated. */
export function projectLoad(
  units: readonly { r: number | null; level: HazardLevel['level'] | null }[],
  application: ProjectApplication,
): ParkLoad {
  return loadOf({
    units,
    population500m: application.population500m,
    hazardousWaste: application.activities.hazardousWaste,
    wasteT: application.hazardousWasteT ?? null,
  });
}
