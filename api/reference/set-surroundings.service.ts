import { Injectable } from '@nestjs/common';
import { allDefinitions } from '../../activities/store/definition.reader';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { PERSON, personSchema } from '../../activities/store/person.schema';
import { readLimits, revisionsOn } from '../../activities/store/reference.reader';
import { ADMIN_ROLE, SUPERVISOR_ROLE } from '../auth/actor';
import { Store } from '../common/store';
import { routingOf } from './routing-rules';
import { tableOf } from './sets/compare-rows';
import { schemaOf, type Row, type Surroundings } from './sets';

/** Sets that rules of other sets look into. */
const LOOKED_INTO = ['chemicals', 'gb18218-table1', 'gb18218-categories', 'experts', 'expert-specialities'];

/** What a table is checked against that lies outside of it. */
@Injectable()
export class SetSurroundings {
  constructor(private readonly store: Store) {}

  async on(day: string): Promise<Surroundings> {
    const { connection } = this.store;
    const people = this.store.model(PERSON, personSchema);
    const [definitions, organisations, persons, held, limits, ...sets] = await Promise.all([
      allDefinitions(connection),
      listOrganisations(connection),
      people.distinct('_id', { status: 'active' }),
      people.distinct('memberships.role', { status: 'active' }),
      readLimits(connection),
      ...LOOKED_INTO.map(async (set): Promise<[string, Row[]]> => {
        return [set, tableOf(schemaOf(set), (await revisionsOn(connection, set, day)).rows)];
      }),
    ]);
    const bySet = new Map(sets);
    // Retired versions count too: cases in flight stay on them.
    const asked = [
      ...definitions.flatMap(({ definition }) => rolesOf(definition)),
      // `GOV/director`: the role is the last part.
      ...limits.flatMap(({ extension }) => extension?.grantedBy.split('/').at(-1) ?? []),
      ADMIN_ROLE,
      SUPERVISOR_ROLE,
    ];
    return {
      rows: (set) => bySet.get(set) ?? [],
      organisations: organisations.map(({ code }) => code),
      people: persons,
      rolesInUse: [...new Set([...held, ...asked])],
      reviewers: [
        ...new Set(
          definitions.flatMap(({ definition }) => routingOf(definition)?.rows.flatMap(({ add }) => add ?? []) ?? []),
        ),
      ],
      processes: [...new Set(definitions.map(({ code }) => code))],
    };
  }
}

/** Every role that a definition names, wherever it does: assignees, who may extend, who is told. */
function rolesOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => [
    ...(key === 'role' && typeof value === 'string' ? [value] : []),
    ...(key === 'roles' && Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []),
    ...rolesOf(value),
  ]);
}
