import { Inject, Injectable } from '@nestjs/common';
import { createAutomations } from '../../activities/automations';
import { foldedCase } from '../../activities/store/case.reader';
import type { DefinitionDocument } from '../../activities/store/case.schema';
import { allDefinitions, definitionVersion } from '../../activities/store/definition.reader';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { readLimits, readSetOn } from '../../activities/store/reference.reader';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, formatError, type FieldProblem, type Language } from '../../workflows/domain/errors';
import { migrationObstacle } from '../../workflows/engine/case-commands';
import { compareDefinitions } from '../../workflows/engine/compare';
import { proveSound } from '../../workflows/engine/soundness';
import type { Fault, Known } from '../../workflows/engine/soundness-report';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { ApiConfig } from '../common/config';
import { Store } from '../common/store';
import { DefinitionRepository } from './definition.repository';
import type {
  ComparisonDto,
  DefinitionDto,
  DefinitionSummaryDto,
  MigrationPage,
  PageQuery,
  ProofDto,
  RetireDto,
} from './definitions.dto';

/** Process definitions: what there is, what changes from one to the next, publishing and retiring. */
@Injectable()
export class Definitions {
  constructor(
    private readonly store: Store,
    private readonly repository: DefinitionRepository,
    private readonly audit: AdminAudit,
    @Inject(ApiConfig) private readonly config: ApiConfig,
  ) {}

  async list(): Promise<DefinitionSummaryDto[]> {
    const rows = await allDefinitions(this.store.connection);
    const codes = [...new Set(rows.map(({ code }) => code))];
    const running = new Map(
      await Promise.all(codes.map(async (code) => [code, await this.repository.runningByVersion(code)] as const)),
    );
    return rows.map((row) => summaryOf(row, rows, running.get(row.code)?.get(row.version) ?? 0));
  }

  /** @throws DomainError `definition.unknown` */
  async get(code: string, version: number): Promise<DefinitionDto> {
    const row = await definitionVersion(this.store.connection, code, version);
    const rows = (await allDefinitions(this.store.connection)).filter((one) => one.code === code);
    const running = (await this.repository.runningByVersion(code)).get(version) ?? 0;
    return { ...summaryOf(row, rows, running), definition: row.definition };
  }

  /** Every fault of a definition, by stage; empty when no case on it can get stuck. */
  async prove(definition: ProcessDefinition): Promise<Fault[]> {
    return proveSound(definition, await this.known(definition));
  }

  /** What publishing it would come to: its faults, and what changes from the newest version. Nothing is written. */
  async examine(definition: ProcessDefinition, language: Language): Promise<ProofDto> {
    const code = typeof definition.code === 'string' ? definition.code : '';
    const [faults, newest] = await Promise.all([this.prove(definition), this.repository.newestVersion(code)]);
    const nextVersion = newest + 1;
    const misnumbered: Fault[] =
      definition.version === nextVersion
        ? []
        : [{ stage: '', code: 'definition.notNext', params: { code, version: definition.version, next: nextVersion } }];
    const shaped = !faults.some((fault) => fault.code === 'definition.malformed');
    return {
      publishable: faults.length === 0 && misnumbered.length === 0,
      nextVersion,
      faults: [...misnumbered, ...faults].map(({ stage, code: fault, params }) => ({
        stage,
        code: fault,
        detail: formatError(fault, params, language),
      })),
      comparison: shaped && newest > 0 ? await this.comparedWithNewest(code, newest, definition) : null,
    };
  }

  /** @throws DomainError `definition.unsound` with each fault, `definition.notNext`, `definition.immutable` */
  async publish(actor: Actor, definition: ProcessDefinition): Promise<DefinitionDto> {
    const faults = await this.prove(definition);
    if (faults.length > 0) {
      throw new DomainError('definition.unsound', { count: faults.length }, 'definition', faults.map(problemOf));
    }
    const { code, version } = definition;
    const next = (await this.repository.newestVersion(code)) + 1;
    if (version < next) throw new DomainError('definition.immutable', { code, version });
    if (version !== next) throw new DomainError('definition.notNext', { code, version, next }, 'definition.version');
    const row = await this.repository.add(definition, actor.personId, new Date());
    await this.audit.record(actor, 'definition.publish', `${code}@${version}`, { definitionRef: row._id });
    return this.get(code, version);
  }

  /** No new case starts on a version after its last day; cases in flight stay on it. */
  async retire(actor: Actor, code: string, version: number, { lastDay, reason }: RetireDto): Promise<DefinitionDto> {
    const row = await definitionVersion(this.store.connection, code, version);
    const at = new Date();
    if (lastDay < row.effectiveFrom) {
      throw new DomainError('reference.datesReversed', { from: row.effectiveFrom, to: lastDay }, 'lastDay');
    }
    const retirement = { lastDay, reason, by: actor.personId, at };
    if (!(await this.repository.retire(row, retirement, lastDay < localDay(at.getTime())))) {
      throw new DomainError('definition.alreadyRetired', { code, version });
    }
    await this.audit.record(actor, 'definition.retire', `${code}@${version}`, { lastDay, reason });
    return this.get(code, version);
  }

  async compare(code: string, from: number, to: number): Promise<ComparisonDto> {
    const [before, after] = await Promise.all(
      [from, to].map((version) => definitionVersion(this.store.connection, code, version)),
    );
    return comparison(before!.definition, after!.definition);
  }

  /** For every running case on another version: can it move to this one, and if not, why. Nothing is moved. */
  async migration(code: string, version: number, { cursor, limit }: PageQuery): Promise<MigrationPage> {
    const { definition } = await definitionVersion(this.store.connection, code, version);
    const rows = await this.repository.runningOnOthers(code, version, cursor ?? null, limit + 1);
    const page = rows.slice(0, limit);
    const items = [];
    for (const row of page) {
      const folded = await foldedCase(this.store.connection, row._id);
      const why = folded ? migrationObstacle(folded.state, definition) : null;
      items.push({ caseId: row._id, title: row.title, version: row.version, can: why === null, why });
    }
    return { items, next: rows.length > limit ? (page.at(-1)?._id ?? null) : null };
  }

  private async comparedWithNewest(
    code: string,
    newest: number,
    definition: ProcessDefinition,
  ): Promise<ComparisonDto> {
    const row = await definitionVersion(this.store.connection, code, newest);
    return comparison(row.definition, definition);
  }

  private async known(definition: ProcessDefinition): Promise<Known> {
    const { connection } = this.store;
    const [limits, roles, organisations, processes] = await Promise.all([
      readLimits(connection),
      readSetOn<{ id: string }>(connection, 'roles'),
      listOrganisations(connection),
      this.repository.processCodes(),
    ]);
    const automations = createAutomations({
      connection,
      publicUrl: this.config.publicUrl,
      secretsDir: this.config.HAZFLOW_SECRETS_DIR,
    });
    return {
      limits: limits.map(({ key }) => key),
      roles: roles.map(({ id }) => id),
      activities: Object.keys(automations),
      processes: [...processes, definition.code],
      orgs: organisations.map(({ code }) => code),
    };
  }
}

/** What changes from one definition to another, and for whom. */
export function comparison(before: ProcessDefinition, after: ProcessDefinition): ComparisonDto {
  const differences = compareDefinitions(before, after);
  const forWhom: Record<string, string[]> = {};
  for (const { stage, whom } of differences) {
    for (const who of whom) forWhom[who] = [...new Set([...(forWhom[who] ?? []), stage])];
  }
  return { code: after.code, from: before.version, to: after.version, differences, forWhom };
}

/** A fault with its place: `definition.machine` and the path of the stage. */
export function problemOf({ stage, code, params }: Fault): FieldProblem {
  return { field: stage === '' ? 'definition' : `definition/${stage}`, code, params, rule: code };
}

function summaryOf(row: DefinitionDocument, all: readonly DefinitionDocument[], running: number): DefinitionSummaryDto {
  const today = localDay(Date.now());
  const inForce = (one: DefinitionDocument): boolean =>
    one.retiredAt === null && one.effectiveFrom <= today && (one.effectiveTo === null || today <= one.effectiveTo);
  const over = row.retiredAt !== null || (row.effectiveTo !== null && row.effectiveTo < today);
  const newest = Math.max(...all.filter((one) => one.code === row.code && inForce(one)).map((one) => one.version));
  return {
    code: row.code,
    version: row.version,
    name: row.definition.name,
    definitionRef: row._id,
    status: over ? 'retired' : row.effectiveFrom > today ? 'upcoming' : 'published',
    current: row.version === newest,
    effectiveFrom: row.effectiveFrom,
    effectiveTo: row.effectiveTo,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy: row.publishedBy,
    retiredFor: row.retirement?.reason ?? null,
    runningCases: running,
  };
}
