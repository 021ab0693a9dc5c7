import type { Connection } from 'mongoose';
import type { ProjectApplication } from '../../workflows/domain/application';
import { localDay } from '../../workflows/domain/calendar';
import { loadOf, releases, type LedgerEntry, type Park, type ParkLoad } from '../../workflows/domain/ledger';
import type { HazardLevel } from '../../workflows/domain/reference';
import {
  APPLICATION_VERSION_MODEL,
  applicationVersionId,
  applicationVersionSchema,
  type ApplicationVersionRecord,
} from './application.schema';
import { CASE, caseSchema, EVENT, eventSchema, type CaseDocument } from './case.schema';
import { modelOf } from './model-of';
import { readReferenceSet } from './reference.reader';

/** A joint review with what its project brings to a park, by the last screening on record. */
export interface ReviewedProject {
  caseId: string;
  title: string;
  partyName: string;
  /** The park as the application names it; null outside of parks. */
  park: string | null;
  applicationVersion: number;
  load: ParkLoad;
  /** Local day of the approval; null while it is under review or when it was not approved. */
  approvedOn: string | null;
  /** Who may open the case. */
  readers: string[];
}

/** Answers that are known already, by case and hash of its record: a record does not change, it only grows. */
export type KnownProjects = Map<string, ReviewedProject | null>;

const APPROVALS = ['approved', 'conditionallyApproved'];
const FIELDS = { title: 1, partyName: 1, status: 1, result: 1, endedAt: 1, readers: 1, headHash: 1 } as const;

type Row = Pick<CaseDocument, '_id' | keyof typeof FIELDS>;

interface ScreeningEvent {
  caseId: string;
  data: {
    application: { id: string; version: number };
    screening: { units: { r: number | null; level: HazardLevel['level'] | null }[] };
  };
}

/** The parks that have a ledger, with their capacities and the plants that stood before. */
export async function readParks(connection: Connection): Promise<Park[]> {
  return (await readReferenceSet<Park>(connection, 'parks')).items;
}

/** Joint reviews that ended with an approval. */
export function approvedProjects(connection: Connection, known: KnownProjects): Promise<ReviewedProject[]> {
  return reviewed(connection, { process: 'jointReview', status: 'ended', result: { $in: APPROVALS } }, known);
}

/** Joint reviews under way that were screened; before that nothing is known of them that could be held against a ledger. */
export function projectsUnderReview(connection: Connection, known: KnownProjects): Promise<ReviewedProject[]> {
  return reviewed(connection, { process: 'jointReview', status: 'running' }, known);
}

/** One joint review; null before its screening. */
export async function reviewedProject(
  connection: Connection,
  caseId: string,
  known: KnownProjects,
): Promise<ReviewedProject | null> {
  return (await reviewed(connection, { _id: caseId }, known))[0] ?? null;
}

/**
 * Approved projects as entries of a ledger. Whether one counts follows from the records alone: its review ended with an approval,
 * and its life has not ended in a way that releases it. Nothing is booked anywhere, so nothing can be booked twice.
 */
export async function bookedEntries(
  connection: Connection,
  projects: readonly ReviewedProject[],
): Promise<LedgerEntry[]> {
  const lives = await modelOf(connection, CASE, caseSchema)
    .find(
      { parentCase: { $in: projects.map(({ caseId }) => caseId) }, process: 'projectLife', status: 'ended' } as never,
      { parentCase: 1, result: 1, endedAt: 1 },
    )
    .lean<Pick<CaseDocument, '_id' | 'parentCase' | 'result' | 'endedAt'>[]>();
  const closed = new Map(lives.filter(({ result }) => releases(result)).map((life) => [life.parentCase, life]));
  return projects.map((project) => {
    const life = closed.get(project.caseId);
    return {
      ...entryOf(project),
      releasedOn: life?.endedAt ? localDay(life.endedAt) : null,
      releasedFor: life?.result ?? null,
    };
  });
}

/** A project as a line of a ledger, not released. */
export function entryOf(project: ReviewedProject): LedgerEntry {
  return {
    key: project.caseId,
    kind: 'case',
    enterprise: project.partyName,
    project: project.title,
    load: project.load,
    bookedOn: project.approvedOn,
    releasedOn: null,
    releasedFor: null,
  };
}

async function reviewed(
  connection: Connection,
  filter: Record<string, unknown>,
  known: KnownProjects,
): Promise<ReviewedProject[]> {
  const rows = await modelOf(connection, CASE, caseSchema)
    .find(filter as never, FIELDS)
    .lean<Row[]>();
  const fresh = rows.filter((row) => !known.has(keyOf(row)));
  for (const [row, project] of await readProjects(connection, fresh)) known.set(keyOf(row), project);
  return rows.flatMap((row) => known.get(keyOf(row)) ?? []);
}

const keyOf = (row: Row): string => `${row._id}@${row.headHash}`;

async function readProjects(connection: Connection, rows: readonly Row[]): Promise<[Row, ReviewedProject | null][]> {
  if (rows.length === 0) return [];
  const screenings = await lastScreenings(
    connection,
    rows.map(({ _id }) => _id),
  );
  const ids = [...screenings.values()].map(({ data }) =>
    applicationVersionId(data.application.id, data.application.version),
  );
  const versions = await modelOf(connection, APPLICATION_VERSION_MODEL, applicationVersionSchema)
    .find({ _id: { $in: ids } })
    .lean<ApplicationVersionRecord[]>();
  const byId = new Map(versions.map((version) => [version._id, version.data as ProjectApplication]));
  return rows.map((row) => {
    const screening = screenings.get(row._id)?.data;
    const application =
      screening && byId.get(applicationVersionId(screening.application.id, screening.application.version));
    return [row, screening && application ? projectOf(row, screening, application) : null];
  });
}

async function lastScreenings(connection: Connection, caseIds: string[]): Promise<Map<string, ScreeningEvent>> {
  const events = await modelOf(connection, EVENT, eventSchema)
    .find(
      { caseId: { $in: caseIds }, type: 'automationCompleted', 'data.activity': 'screenProject' } as never,
      { caseId: 1, 'data.application': 1, 'data.screening.units.r': 1, 'data.screening.units.level': 1 } as never,
    )
    .sort({ caseId: 1, seq: 1 })
    .lean<ScreeningEvent[]>();
  return new Map(events.map((event) => [event.caseId, event]));
}

function projectOf(row: Row, screening: ScreeningEvent['data'], application: ProjectApplication): ReviewedProject {
  const approved = row.status === 'ended' && row.endedAt !== null && APPROVALS.includes(row.result ?? '');
  return {
    caseId: row._id,
    title: row.title,
    partyName: row.partyName,
    park: application.site.inPark ? (application.site.park ?? null) : null,
    applicationVersion: screening.application.version,
    load: projectLoad(screening.screening.units, application),
    approvedOn: approved ? localDay(row.endedAt!) : null,
    readers: row.readers,
  };
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
