import { Injectable } from '@nestjs/common';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { currentRevisions } from '../../activities/store/reference.reader';
import type { RevisionInput } from '../../activities/store/reference.revisions';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import { localDay } from '../../workflows/domain/calendar';
import type { CreditRecord } from '../../workflows/domain/credit';
import { DomainError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import type { Park } from '../../workflows/domain/ledger';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { Store } from '../common/store';
import type { CreditRowDto, ParkRowDto, PutCreditRecordDto, PutParkDto } from './registers.dto';
import { RevisionWriter } from './revision-writer.service';

const PARKS = 'parks';
const CREDIT = 'credit-records';
const AUTHORITIES = ['authority', 'higherAuthority'];

/** Capacities of parks and credit lists, kept by administrators; every change is a further revision with its source. */
@Injectable()
export class Registers {
  constructor(
    private readonly store: Store,
    private readonly writer: RevisionWriter,
    private readonly audit: AdminAudit,
  ) {}

  async parks(): Promise<ParkRowDto[]> {
    const { rows } = await currentRevisions(this.store.connection, PARKS);
    return rows.map(({ data, revision, effectiveFrom }) => ({ ...(data as Park), revision, effectiveFrom }));
  }

  /**
   * Changes a park or adds one. Its figures hold from today: what a past day was judged by stays as it was.
   * @throws DomainError `input.invalid`, `resource.changed`
   */
  async putPark(actor: Actor, code: string, seen: number, fields: PutParkDto): Promise<ParkRowDto> {
    const { rows } = await currentRevisions(this.store.connection, PARKS);
    const park: Park = { code, ...(JSON.parse(JSON.stringify(fields)) as PutParkDto) };
    const others = rows.map((row) => row.data as Park).filter((other) => other.code !== code);
    const problems = parkProblems(park, others);
    if (problems.length > 0) throw invalidInput(problems);
    const effectiveFrom = localDay(Date.now());
    const revision = await this.put(actor, rows, seen, {
      set: PARKS,
      key: code,
      data: park,
      effectiveFrom,
      effectiveTo: null,
      source: park.source,
    });
    await this.audit.record(actor, 'park.put', code, park);
    return { ...park, revision, effectiveFrom };
  }

  async credit(): Promise<CreditRowDto[]> {
    const { rows } = await currentRevisions(this.store.connection, CREDIT);
    return rows.map(({ data, revision, source }) => ({ source, ...(data as CreditRecord), revision }));
  }

  /**
   * Puts an enterprise on a list, corrects the entry, or ends it by its last day.
   * @throws DomainError `input.invalid`, `reference.datesReversed`, `resource.changed`
   */
  async putCredit(actor: Actor, key: string, seen: number, fields: PutCreditRecordDto): Promise<CreditRowDto> {
    const { from, until, source } = fields;
    if (until !== null && until < from) throw new DomainError('reference.datesReversed', { from, to: until }, 'until');
    const organisations = await listOrganisations(this.store.connection);
    const kindOf = (code: string) => organisations.find((one) => one.code === code)?.kind ?? '';
    const problems = [
      ...(kindOf(fields.org) === 'enterprise' ? [] : [unknown('org')]),
      ...(AUTHORITIES.includes(kindOf(fields.decidedBy)) ? [] : [unknown('decidedBy')]),
      ...(key.startsWith(`${fields.org}:${fields.list}`) ? [] : [unknown('list')]),
    ];
    if (problems.length > 0) throw invalidInput(problems);
    const { rows } = await currentRevisions(this.store.connection, CREDIT);
    const record = { key, ...(JSON.parse(JSON.stringify(fields)) as PutCreditRecordDto) };
    const revision = await this.put(actor, rows, seen, {
      set: CREDIT,
      key,
      data: record,
      effectiveFrom: from,
      effectiveTo: until,
      source,
    });
    await this.audit.record(actor, 'credit.put', key, record);
    return { ...record, revision };
  }

  private async put(
    actor: Actor,
    rows: readonly ReferenceDocument[],
    seen: number,
    input: Omit<RevisionInput, 'position'>,
  ): Promise<number> {
    const own = rows.find((row) => row.key === input.key);
    if ((own?.revision ?? 0) !== seen) throw new DomainError('resource.changed');
    const position = own?.position ?? Math.max(-1, ...rows.map((row) => row.position)) + 1;
    await this.writer.add(actor, rows, [{ ...input, position }]);
    return seen + 1;
  }
}

const unknown = (field: string): FieldProblem => ({
  field,
  code: 'resource.unknown',
  params: { field },
  rule: 'resource.unknown',
});

/** A name or a key that is used twice would make two entries of a ledger one. */
function parkProblems(park: Park, others: readonly Park[]): FieldProblem[] {
  const names = new Set(others.flatMap(({ name, aliases }) => [name.zh, name.en, ...aliases]));
  const taken = (field: string, name: string): FieldProblem => ({
    field,
    code: 'resource.exists',
    params: { name },
    rule: 'resource.exists',
  });
  const keys = others.flatMap(({ holdings }) => holdings.map(({ key }) => key));
  return [
    ...(names.has(park.name.zh) ? [taken('name.zh', park.name.zh)] : []),
    ...(names.has(park.name.en) ? [taken('name.en', park.name.en)] : []),
    ...park.aliases.flatMap((alias, at) => (names.has(alias) ? [taken(`aliases[${at}]`, alias)] : [])),
    ...park.holdings.flatMap(({ key, effectiveFrom: from, effectiveTo: to }, at) => {
      const first = park.holdings.findIndex((one) => one.key === key);
      return [
        ...(first !== at || keys.includes(key) ? [taken(`holdings[${at}].key`, key)] : []),
        ...(to !== null && to < from
          ? [
              {
                field: `holdings[${at}].effectiveTo`,
                code: 'reference.datesReversed' as const,
                params: { from, to },
                rule: 'reference.datesReversed',
              },
            ]
          : []),
      ];
    }),
  ];
}
