import { loadReference } from '../../seeds/reference';
import type { ProjectApplication } from '../../workflows/domain/application';
import { addDays } from '../../workflows/domain/calendar';
import type { CalendarYear } from '../../workflows/domain/limit';
import { forScreening, screen } from '../../workflows/domain/screening';
import type { Directory } from '../../workflows/engine/draft';
import type { Actor } from '../../workflows/engine/events';
import { processDefinitions } from '../../workflows/processes';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import type { AutomationInput, AutomationResult } from '../../workflows/engine/ports';

const DATA = loadReference();

const NITRATION = {
  ...DATA.demoApplications.find((a) => a.key === 'nitration')?.application,
  documents: [],
} as unknown as ProjectApplication;

/** The people of the reference data, as the directory knows them. */
export const DIRECTORY: Directory = DATA.people.reduce<Directory>((found, person) => {
  for (const { orgCode, role } of person.memberships) {
    (found[`${orgCode}/${role}`] ??= []).push(person.id);
  }
  return found;
}, {});

export function official(login: string): Actor {
  const person = DATA.people.find((p) => p.login === login);
  if (!person) {
    throw new Error(`nobody signs in as ${login}`);
  }
  const memberships = person.memberships.map((m) => ({ org: m.orgCode, role: m.role }));
  return { kind: 'person', id: person.id, org: memberships[0]?.org ?? null, memberships };
}

export function jointReview(version: number): ProcessDefinition {
  const found = processDefinitions({ jointReviewRouting: DATA.jointReviewRouting }).find(
    (d) => d.code === 'jointReview' && d.version === version,
  );
  if (!found) {
    throw new Error(`no version ${version}`);
  }
  return found;
}

export const LIMITS = DATA.limits;
export const CALENDARS: CalendarYear[] = DATA.calendars;

/**
 * The test server's time begins today and only goes forward, so holidays are tried on years made up for the test: the National Day week
 * and its make-up days as in 2026 (off 10-01 to 10-07; worked 09-20 and 10-10 when they fall on a weekend).
 */
export function inventedCalendar(year: number): CalendarYear {
  const off = Array.from({ length: 7 }, (_, i) => addDays(`${year}-10-01`, i));
  const weekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const sunday =
    ['09-18', '09-19', '09-20', '09-21', '09-22', '09-23', '09-24']
      .map((d) => `${year}-${d}`)
      .find((d) => new Date(`${d}T00:00:00Z`).getUTCDay() === 0) ?? '';
  const saturday =
    ['10-08', '10-09', '10-10', '10-11', '10-12', '10-13', '10-14']
      .map((d) => `${year}-${d}`)
      .find((d) => new Date(`${d}T00:00:00Z`).getUTCDay() === 6) ?? '';
  return { year, off, makeUp: [sunday, saturday].filter(weekend), source: '测试用，非官方安排', version: 1 };
}

/** Screening computed from the demonstration's nitration plant; a letter without the paper, which has tests of its own. */
export const AUTOMATIONS: Record<string, (input: AutomationInput) => Promise<AutomationResult>> = {
  screenProject: async () => ({ facts: screen(forScreening(NITRATION), DATA).routingFacts, data: {} }),
  issueDecisionLetter: async () => ({
    facts: { letterNumber: '示例〔2026〕1号', letterDocumentId: 'doc-1' },
    data: {},
  }),
};
