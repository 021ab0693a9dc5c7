import { Injectable } from '@nestjs/common';
import type { DefinitionDocument } from '../../activities/store/case.schema';
import { allDefinitions } from '../../activities/store/definition.reader';
import { currentRevisions } from '../../activities/store/reference.reader';
import type { RevisionInput } from '../../activities/store/reference.revisions';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import { addDays, localDay } from '../../workflows/domain/calendar';
import { DomainError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import { ROUTING_FACT_TYPES } from '../../workflows/domain/screening';
import type { Condition } from '../../workflows/processes/definition';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { Store } from '../common/store';
import { Definitions } from '../definitions/definitions.service';
import { planVersions, versionsOf, type PlannedVersion } from './next-versions';
import { RevisionWriter } from './revision-writer.service';
import { conditionProblems, routingOf, withRouting } from './routing-rules';
import type { PutRoutingDto, RoutingChangeDto, RoutingDto } from './routing.dto';

const SET = 'routing';

/** A row of a table as it is kept. */
interface Row {
  process: string;
  number: number;
  department: string;
  when: Condition;
  add: string[];
  reason: { zh: string; en: string };
  basis: string;
}

/**
 * Routing tables. A case keeps the table of the version that it began on; a change is therefore a further version of the procedure,
 * alike but for the table, for each stretch of time in which another version is in force.
 */
@Injectable()
export class Routing {
  constructor(
    private readonly store: Store,
    private readonly definitions: Definitions,
    private readonly writer: RevisionWriter,
    private readonly audit: AdminAudit,
  ) {}

  /** @throws DomainError `resource.unknown` for a procedure without routing */
  async of(process: string): Promise<RoutingDto> {
    const [versions, { rows }] = await Promise.all([this.versions(process), this.rows()]);
    const newest = versions.at(-1)!.definition;
    const tables = new Map<string, ReferenceDocument[]>();
    for (const row of ofProcess(rows, process)) {
      // A row that was taken back before its first day never held.
      if (row.effectiveTo !== null && row.effectiveTo < row.effectiveFrom) continue;
      tables.set(row.effectiveFrom, [...(tables.get(row.effectiveFrom) ?? []), row]);
    }
    return {
      process,
      tables: [...tables.values()]
        .map((of) => ({
          effectiveFrom: of[0]!.effectiveFrom,
          effectiveTo: of[0]!.effectiveTo,
          source: of[0]!.source,
          rows: of
            .map(({ data }) => data as Row)
            .sort((a, b) => a.number - b.number)
            .map(({ number, department, when, reason, basis }) => ({ number, department, when, reason, basis })),
        }))
        .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1)),
      facts: Object.entries(ROUTING_FACT_TYPES).map(([fact, type]) => ({
        fact,
        type,
        name: newest.facts[fact]?.name ?? { zh: fact, en: fact },
      })),
      departments: departmentsOf(versions),
    };
  }

  /** What publishing a table would come to; nothing is written. @throws as `put` does */
  async preview(process: string, fields: PutRoutingDto): Promise<RoutingChangeDto> {
    return { versions: versionsOf(await this.plan(process, fields)) };
  }

  /**
   * @throws DomainError `input.invalid` with each wrong row, `routing.past`, `reference.overlaps` when a later table is published
   *   already, `definition.unsound`, `resource.changed`
   */
  async put(actor: Actor, process: string, fields: PutRoutingDto): Promise<RoutingChangeDto> {
    const { rows } = await this.rows();
    const planned = await this.plan(process, fields);
    for (const { next } of planned) await this.definitions.publish(actor, next);
    const own = ofProcess(rows, process);
    const eve = addDays(fields.effectiveFrom, -1);
    const added = fields.rows.map((rule, at): RevisionInput => {
      const { department, when, reason, basis } = JSON.parse(JSON.stringify(rule)) as PutRoutingDto['rows'][number];
      const number = at + 1;
      const data: Row = { process, number, department, when, add: [department], reason, basis };
      return {
        set: SET,
        key: `${process}@${fields.effectiveFrom}:${number}`,
        position: at,
        data,
        effectiveFrom: fields.effectiveFrom,
        effectiveTo: null,
        source: fields.source,
      };
    });
    const keys = new Set(added.map(({ key }) => key));
    const ended = own
      .filter((row) => !keys.has(row.key) && (row.effectiveTo === null || row.effectiveTo > eve))
      .map(({ key, position, data, effectiveFrom, source }): RevisionInput => ({
        set: SET,
        key,
        position,
        data,
        effectiveFrom,
        effectiveTo: eve,
        source,
      }));
    await this.writer.add(actor, rows, [...ended, ...added]);
    const change = { versions: versionsOf(planned) };
    await this.audit.record(actor, 'routing.put', process, {
      effectiveFrom: fields.effectiveFrom,
      source: fields.source,
      versions: change.versions.map(({ version }) => version),
      rows: added.map(({ data }) => data),
    });
    return change;
  }

  private async plan(process: string, fields: PutRoutingDto): Promise<PlannedVersion[]> {
    const [versions, { rows }] = await Promise.all([this.versions(process), this.rows()]);
    const known = departmentsOf(versions);
    const problems = fields.rows.flatMap((rule, at): FieldProblem[] => {
      const field = `rows[${at}].department`;
      const wrong = known.includes(rule.department)
        ? []
        : [{ field, code: 'routing.unknownDepartment' as const, params: { field }, rule: 'routing.unknownDepartment' }];
      return [...wrong, ...conditionProblems(rule.when, `rows[${at}].when`)];
    });
    if (problems.length > 0) throw invalidInput(problems);
    const from = fields.effectiveFrom;
    if (from < localDay(Date.now())) throw new DomainError('routing.past', { day: from }, 'effectiveFrom');
    const later = ofProcess(rows, process).find((row) => row.effectiveFrom > from);
    if (later) throw new DomainError('reference.overlaps', { from: later.effectiveFrom }, 'effectiveFrom');
    return planVersions(
      this.definitions,
      versions,
      from,
      (definition, span) => withRouting(definition, fields.rows, span),
      'rows',
    );
  }

  /** The versions of a procedure, oldest first; never none. */
  private async versions(process: string): Promise<DefinitionDocument[]> {
    const versions = (await allDefinitions(this.store.connection)).filter(
      ({ code, definition }) => code === process && routingOf(definition),
    );
    if (versions.length === 0) throw new DomainError('resource.unknown');
    return versions;
  }

  private rows(): Promise<{ rows: ReferenceDocument[] }> {
    return currentRevisions(this.store.connection, SET);
  }
}

const ofProcess = (rows: readonly ReferenceDocument[], process: string): ReferenceDocument[] =>
  rows.filter(({ data }) => (data as Row).process === process);

/** Departments for which the procedure has a branch, a form and questions. */
const departmentsOf = (versions: readonly DefinitionDocument[]): string[] => [
  ...new Set(versions.flatMap(({ definition }) => routingOf(definition)!.rows.flatMap(({ add }) => add ?? []))),
];
