import { Injectable } from '@nestjs/common';
import { referenceNow } from '../../activities/cases/start-case';
import { foldedCase } from '../../activities/store/case.reader';
import { definitionVersion } from '../../activities/store/definition.reader';
import { membershipsOn } from '../../activities/store/person.reader';
import { PERSON, personSchema, type PersonDocument } from '../../activities/store/person.schema';
import { HOUR_MS, localDay, startOfDay } from '../../workflows/domain/calendar';
import { DomainError, type Language } from '../../workflows/domain/errors';
import type { Directory } from '../../workflows/engine/draft';
import { dryRun } from '../../workflows/engine/dry-run';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import { Store } from '../common/store';
import { compareRuns } from './compare-runs';
import { DefinitionRepository } from './definition.repository';
import type { DryRunCasesDto, DryRunDto, DryRunResultDto, PastCaseRunDto } from './definitions.dto';
import { Definitions, problemOf } from './definitions.service';
import { recordedCase, rehearse } from './recorded-script';

const OPENING_HOUR = 9;
const LAST_CASES = 10;

/** Tries definitions on given facts and on past cases. Nothing is written. */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly store: Store,
    private readonly repository: DefinitionRepository,
    private readonly definitions: Definitions,
  ) {}

  /** @throws DomainError `definition.unsound`, `definition.unknown`, or what the definition refuses of the script */
  async run(dto: DryRunDto): Promise<DryRunResultDto> {
    const definition = await this.wanted(dto);
    const [reference, directory] = await Promise.all([referenceNow(this.store.connection), this.directory()]);
    const supervisorOrg = definition.supervisor.org.startsWith('$') ? '' : definition.supervisor.org;
    const startAt = dto.startDay ? startOfDay(dto.startDay) + OPENING_HOUR * HOUR_MS : Date.now();
    return dryRun({
      definition,
      reference,
      directory,
      startAt,
      facts: dto.facts ?? {},
      script: dto.script ?? [],
      header: {
        caseNo: 'dry',
        title: 'dry',
        party: { org: dto.partyOrg ?? '', name: dto.partyOrg ?? '' },
        leadOrg: dto.leadOrg ?? supervisorOrg,
        applicant: 'applicant',
        keys: {},
        parent: null,
      },
    });
  }

  /**
   * Walks the recorded answers of past cases through a definition and through the one they ran on, with the same people, calendars and
   * limits, so that only the definitions make a difference.
   * @throws DomainError `case.unknown`, `definition.otherProcess`
   */
  async runCases(dto: DryRunCasesDto, language: Language): Promise<PastCaseRunDto[]> {
    const definition = await this.wanted(dto);
    const caseIds = dto.caseIds ?? (await this.repository.endedLast(definition.code, dto.last ?? LAST_CASES));
    const [reference, directory] = await Promise.all([referenceNow(this.store.connection), this.directory()]);
    const runs: PastCaseRunDto[] = [];
    for (const caseId of caseIds) {
      const folded = await foldedCase(this.store.connection, caseId);
      if (!folded) throw new DomainError('case.unknown', {}, 'caseIds');
      const { state, events, library } = folded;
      if (state.definition.code !== definition.code) {
        const params = { caseNo: caseId, process: state.definition.code, code: definition.code };
        throw new DomainError('definition.otherProcess', params, 'caseIds');
      }
      const recorded = recordedCase(events, library);
      const before = rehearse(recorded, { definition: state.definition, reference, directory }, language);
      const after = rehearse(recorded, { definition, reference, directory }, language);
      const differences = compareRuns(before.run, after.run);
      runs.push({
        caseId,
        version: state.definition.version,
        recorded: state.result,
        before: before.run.result,
        after: after.run.result,
        same: differences.length === 0 && before.run.result === after.run.result,
        differences,
        unused: after.unused,
        openAt: after.run.openAt,
      });
    }
    return runs;
  }

  /** The published version named, or the definition given, which must be sound to be walked. */
  private async wanted({ code, version, definition }: DryRunCasesDto): Promise<ProcessDefinition> {
    if (definition) {
      const faults = await this.definitions.prove(definition);
      if (faults.length > 0) {
        throw new DomainError('definition.unsound', { count: faults.length }, 'definition', faults.map(problemOf));
      }
      return definition;
    }
    if (code === undefined) throw new DomainError('field.required', { field: 'code' }, 'code');
    const wanted = version ?? (await this.repository.newestVersion(code));
    return (await definitionVersion(this.store.connection, code, wanted)).definition;
  }

  /** Everybody by role, as of today. */
  private async directory(): Promise<Directory> {
    const today = localDay(Date.now());
    const people = await this.store
      .model(PERSON, personSchema)
      .find({ status: 'active' }, { memberships: 1 })
      .sort({ _id: 1 })
      .lean<Pick<PersonDocument, '_id' | 'memberships'>[]>();
    const directory: Directory = {};
    for (const { _id, memberships } of people) {
      for (const { orgCode, role } of membershipsOn(memberships, today)) {
        (directory[`${orgCode}/${role}`] ??= []).push(_id);
      }
    }
    return directory;
  }
}
