import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import type { Actor, Membership } from '../../workflows/engine/events';
import type { Random } from './random';

/** The people of a run: who holds which role where. Two of them hold roles in two departments. */
export interface Town {
  people: Record<string, Membership[]>;
}

export const DEPARTMENTS = ['fire', 'env', 'police'];
export const ROLES = ['officer', 'chief'];

export function randomTown(random: Random): Town {
  const people: Town['people'] = { applicant: [] };
  for (const org of ['lead', ...DEPARTMENTS]) {
    for (const role of ROLES) {
      for (let n = random.int(random.chance(0.1) ? 0 : 1, 3); n > 0; n -= 1) {
        people[`${org}-${role}-${n}`] = [{ org, role }];
      }
    }
    if (org === 'lead' || random.chance(0.5)) {
      people[`${org}-supervisor`] = [{ org, role: 'supervisor' }];
    }
  }
  people['both-1'] = [
    { org: 'fire', role: 'officer' },
    { org: 'env', role: 'officer' },
  ];
  people['both-2'] = [
    { org: 'lead', role: 'officer' },
    { org: 'lead', role: 'chief' },
  ];
  return { people };
}

export function holdersOf(town: Town, org: string, role: string): string[] {
  return Object.keys(town.people).filter((p) => town.people[p]?.some((m) => m.org === org && m.role === role));
}

export function actorOf(town: Town, id: string, principal?: string): Actor {
  const memberships = town.people[principal ?? id] ?? [];
  return {
    kind: 'person',
    id,
    org: memberships[0]?.org ?? null,
    memberships,
    ...(principal ? { onBehalfOf: { id: principal, proxyId: 'proxy' } } : {}),
  };
}

const limit = (key: string, unit: LimitRule['unit'], amount: number): LimitRule => ({
  key,
  name: { zh: key, en: key },
  unit,
  amount,
  stoppableFor: [{ code: 'test', name: { zh: '检测', en: 'test' }, basis: 'basis' }],
  extension: { cap: 10, grantedBy: 'lead/supervisor', basis: 'basis' },
  legalBasis: 'basis',
  source: 'design',
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
});

export const LIMITS: LimitRule[] = [
  limit('legal', 'WORKING_DAY', 20),
  limit('days', 'WORKING_DAY', 3),
  limit('natural', 'NATURAL_DAY', 7),
  limit('hours', 'HOUR', 30),
];

/** A made-up year with days off and make-up days scattered through it. */
export function randomCalendar(random: Random, version: number): CalendarYear {
  const all = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)));
  const day = (d: Date): string => d.toISOString().slice(0, 10);
  const weekend = (d: Date): boolean => d.getUTCDay() === 0 || d.getUTCDay() === 6;
  return {
    year: 2026,
    off: all.filter((d) => !weekend(d) && random.chance(0.05)).map(day),
    makeUp: all.filter((d) => weekend(d) && random.chance(0.05)).map(day),
    source: 'random',
    version,
  };
}
