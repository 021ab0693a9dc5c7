import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { allDefinitions } from '../../activities/store/definition.reader';
import { currentRevisions, inForceOn, revisionsOn } from '../../activities/store/reference.reader';
import { REFERENCE, referenceSchema, type ReferenceDocument } from '../../activities/store/reference.schema';
import {
  REFERENCE_VERSION,
  referenceVersionSchema,
  type ReferenceVersionDocument,
} from '../../activities/store/reference-version.schema';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, formatError, invalidInput, type Language } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { AdminAudit } from '../common/admin-audit';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import { Definitions } from '../definitions/definitions.service';
import { planVersions, versionsOf, type PlannedVersion } from './next-versions';
import { asksQuestions, withQuestionsOf } from './question-rules';
import { RevisionWriter } from './revision-writer.service';
import { SetWords, type Shown } from './set-words.service';
import { SetSurroundings } from './set-surroundings.service';
import type {
  LoadVersionDto,
  ProposeVersionDto,
  SetPreviewDto,
  SetSummaryDto,
  SetTableDto,
  SetVersionDto,
} from './set-versions.dto';
import { schemaOf, SET_SCHEMAS, type Row, type RowFault, type SetSchema } from './sets';
import { valueAt, type Column } from './sets/columns';
import { differencesOf, revisionsFor, tableOf, type Differences } from './sets/compare-rows';
import { readFile, type FileRow, type Format } from './sets/read-file';
import { readRows } from './sets/read-rows';
import { writeFile } from './sets/write-file';

export interface Upload {
  name: string;
  content: Buffer;
}

/** A file held against what is in force on the day from which on it is to hold. */
export interface Proposal {
  schema: SetSchema;
  file: FileRow[];
  rows: Row[];
  faults: RowFault[];
  /** Last revision of every key. */
  latest: ReferenceDocument[];
  /** Revisions in force on the day. */
  standing: ReferenceDocument[];
  differences: Differences;
  planned: PlannedVersion[];
  /** Number of revisions written so far: another number means that somebody else was quicker. */
  state: number;
  /** Of the version that loading it makes. */
  number: number;
}

const MOST_PROBLEMS = 200;
const MOST_CHANGES = 500;
const QUESTIONS = 'review-questions';
const QUESTIONS_PROCESS = 'jointReview';

/**
 * Sets of reference data as tables: shown as they stood on a day, fetched as a file, loaded again as a whole from a day on.
 * Nothing is overwritten; what has begun to hold cannot be changed for days gone by.
 */
@Injectable()
export class SetVersions {
  constructor(
    private readonly store: Store,
    private readonly writer: RevisionWriter,
    private readonly surroundings: SetSurroundings,
    private readonly definitions: Definitions,
    private readonly audit: AdminAudit,
    private readonly names: Names,
    private readonly words: SetWords,
  ) {}

  sets(): SetSummaryDto[] {
    return SET_SCHEMAS.map(summaryOf);
  }

  async table(set: string, on: string, language: Language): Promise<SetTableDto> {
    const schema = schemaOf(set);
    const { rows } = await revisionsOn(this.store.connection, set, on);
    const shown = await this.words.of(schema, tableOf(schema, rows), language);
    return {
      ...summaryOf(schema),
      on,
      rows: rows.flatMap((revision) => {
        const { source, effectiveFrom, effectiveTo } = revision;
        return tableOf(schema, [revision]).map((row) => ({
          key: schema.key(row),
          cells: schema.columns.map((column) => shown(column, row)),
          source,
          effectiveFrom,
          effectiveTo,
        }));
      }),
    };
  }

  async file(set: string, on: string, format: Format, language: Language): Promise<Buffer> {
    const schema = schemaOf(set);
    const { rows } = await revisionsOn(this.store.connection, set, on);
    return writeFile(schema, tableOf(schema, rows), format, language);
  }

  /** Latest first: those that were loaded here, and last what was shipped. */
  async versions(set: string): Promise<SetVersionDto[]> {
    const schema = schemaOf(set);
    const [loaded, shipped] = await Promise.all([
      this.loaded(set),
      this.store
        .model(REFERENCE, referenceSchema)
        .find({ set, by: 'seed' })
        .sort({ set: 1, key: 1, revision: 1 })
        .lean<ReferenceDocument[]>(),
    ]);
    const people = await this.names.people(loaded.map(({ by }) => by));
    const first = tableOf(schema, [...new Map(shipped.map((row) => [row.key, row])).values()]);
    return [
      ...loaded.map(({ number, effectiveFrom, source, reason, at, file, rows, added, changed, removed }, i) => ({
        number,
        effectiveFrom,
        source,
        reason,
        byName: people[i] ?? null,
        at: at.toISOString(),
        file: file.name,
        rows,
        added,
        changed,
        removed,
      })),
      ...(shipped.length === 0
        ? []
        : [
            {
              number: 0,
              effectiveFrom: shipped.map((row) => row.effectiveFrom).sort()[0]!,
              source: shipped[0]!.source,
              reason: null,
              byName: null,
              at: shipped[0]!.at.toISOString(),
              file: null,
              rows: first.length,
              added: first.length,
              changed: 0,
              removed: 0,
            },
          ]),
    ];
  }

  /** What loading a file would change, or everything that is wrong with it; nothing is written. @throws as `propose` does */
  async preview(set: string, fields: ProposeVersionDto, upload: Upload, language: Language): Promise<SetPreviewDto> {
    const { schema, file, rows, faults, differences, planned, state } = await this.propose(set, fields, upload);
    const touched = [
      ...[...differences.added, ...differences.removed].map(({ row }) => row),
      ...differences.changed.flatMap(({ before, after }) => [before, after]),
    ];
    const shown = await this.words.of(schema, touched, language);
    return {
      rows: rows.length,
      added: differences.added.length,
      changed: differences.changed.length,
      removed: differences.removed.length,
      changes: changesOf(schema, differences, language, shown).slice(0, MOST_CHANGES),
      problemCount: faults.length,
      problems: faults.slice(0, MOST_PROBLEMS).map(({ row, path, code, params }) => {
        const name = nameOf(schema, path, language);
        const detail = formatError(code, { field: name, ...params }, language);
        return { line: file[row]?.line ?? null, column: path, name, code, detail };
      }),
      versions: versionsOf(planned),
      state: String(state),
    };
  }

  /**
   * Publishes a file as the version of a set from a day on.
   * @throws DomainError as `propose` does, `input.invalid` with each wrong cell, `reference.noChange`, `resource.changed`
   */
  async load(actor: Actor, set: string, fields: LoadVersionDto, upload: Upload, only?: string): Promise<SetVersionDto> {
    const proposal = await this.propose(set, fields, upload, only);
    const { schema, rows, faults, latest, standing, differences, planned, state, number } = proposal;
    if (faults.length > 0) {
      throw invalidInput(
        faults.map(({ row, path, code, params }) => ({
          field: row < 0 ? path : `rows[${row}].${path}`,
          code,
          params: { field: nameOf(schema, path, 'zh'), ...params },
          rule: code,
        })),
      );
    }
    if (fields.state !== String(state)) throw new DomainError('resource.changed');
    const { effectiveFrom, source, reason } = fields;
    const revisions = revisionsFor(schema, standing, rows, { effectiveFrom, source });
    const [added, changed, removed] = [differences.added, differences.changed, differences.removed].map(
      (list) => list.length,
    ) as [number, number, number];
    if (revisions.length === 0) throw new DomainError('reference.noChange', {}, 'file');
    const version: ReferenceVersionDocument = {
      _id: `${set}/${number}`,
      set,
      number,
      effectiveFrom,
      source,
      reason,
      by: actor.personId,
      at: new Date(),
      file: { name: upload.name.slice(0, 200), sha256: createHash('sha256').update(upload.content).digest('hex') },
      rows: rows.length,
      added,
      changed,
      removed,
    };
    for (const { next } of planned) await this.definitions.publish(actor, next);
    await this.writer.add(actor, latest, revisions, (session) => this.note(version, session));
    await this.audit.record(actor, 'reference.load', set, {
      ...{ number, effectiveFrom, source, reason, file: version.file, added, changed, removed },
      ...(planned.length > 0 ? { versions: planned.map(({ next }) => next.version) } : {}),
    });
    return { ...version, byName: actor.name, at: version.at.toISOString(), file: version.file.name };
  }

  /**
   * Changes one row of a table that else stays as it will stand on the day; the way of a file, without a file.
   * @throws DomainError `resource.unknown` for a row that is not there, and as `load` does
   */
  async changeRow(
    actor: Actor,
    set: string,
    key: string,
    part: Row,
    fields: Omit<LoadVersionDto, 'state'>,
  ): Promise<SetVersionDto> {
    const schema = schemaOf(set);
    const { version, rows } = await revisionsOn(this.store.connection, set, fields.effectiveFrom);
    const table = tableOf(schema, rows);
    if (!table.some((row) => schema.key(row) === key)) throw new DomainError('resource.unknown');
    const changed = table.map((row) => (schema.key(row) === key ? { ...row, ...part } : row));
    const content = Buffer.from(JSON.stringify({ set, rows: changed }));
    return this.load(actor, set, { ...fields, state: String(version) }, { name: `${key}.json`, content }, key);
  }

  /**
   * @param only key of the one row that the file changes, where it is no table loaded by somebody
   * @throws DomainError `resource.unknown`, `reference.past`, `reference.laterVersion`, and what reading the file throws;
   *   for data that are part of a procedure also `definition.unsound`
   */
  async propose(
    set: string,
    { effectiveFrom: day }: ProposeVersionDto,
    upload: Upload,
    only?: string,
  ): Promise<Proposal> {
    const schema = schemaOf(set);
    if (day < localDay(Date.now())) throw new DomainError('reference.past', { day }, 'effectiveFrom');
    const { connection } = this.store;
    // Read before the rows: of two who load at once either the number is taken, or the rows are others than those looked at.
    const loaded = await this.loaded(set);
    const [around, all, { rows: latest }] = await Promise.all([
      this.surroundings.on(day),
      this.store
        .model(REFERENCE, referenceSchema)
        .find({ set })
        .sort({ set: 1, key: 1, revision: 1 })
        .lean<ReferenceDocument[]>(),
      currentRevisions(connection, set),
    ]);
    // A table that holds later was made on the whole; a single row is in the way only of itself.
    const begun = only === undefined ? loaded : all.filter(({ key }) => key === only);
    const later = begun.map((one) => one.effectiveFrom).filter((from) => from > day);
    if (later.length > 0)
      throw new DomainError('reference.laterVersion', { from: later.sort().at(-1)! }, 'effectiveFrom');
    const file = await readFile(schema, upload.name, upload.content);
    const { rows, faults } = readRows(schema, file, around);
    const standing = inForceOn(all, day);
    const differences = faults.length > 0 ? NONE : differencesOf(schema, tableOf(schema, standing), rows);
    const touched = Object.values(differences).some((list: unknown[]) => list.length > 0);
    const planned = schema.set === QUESTIONS && touched ? await this.procedures(rows, day) : [];
    const number = (loaded[0]?.number ?? 0) + 1;
    return { schema, file, rows, faults, latest, standing, differences, planned, state: all.length, number };
  }

  /** The questions are part of the opinion's form: other questions are a further version of the procedure. */
  private async procedures(rows: readonly Row[], day: string): Promise<PlannedVersion[]> {
    const versions = (await allDefinitions(this.store.connection)).filter(({ code }) => code === QUESTIONS_PROCESS);
    return planVersions(
      this.definitions,
      versions,
      day,
      (definition, span) => (asksQuestions(definition) ? withQuestionsOf(definition, rows as never, span) : null),
      'file',
    );
  }

  private loaded(set: string): Promise<ReferenceVersionDocument[]> {
    return this.store
      .model(REFERENCE_VERSION, referenceVersionSchema)
      .find({ set })
      .sort({ number: -1 })
      .lean<ReferenceVersionDocument[]>();
  }

  private async note(
    version: ReferenceVersionDocument,
    session: Parameters<Parameters<RevisionWriter['add']>[3] & object>[0],
  ) {
    try {
      await this.store.model(REFERENCE_VERSION, referenceVersionSchema).create([version], { session });
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('resource.changed');
      throw error;
    }
  }
}

const NONE: Differences = { added: [], changed: [], removed: [] };

const summaryOf = ({ set, name, effect, columns }: SetSchema): SetSummaryDto => ({
  set,
  name,
  effect,
  columns: columns.map(({ path, name: head, type }) => ({ path, name: head, type })),
});

const nameOf = ({ columns }: SetSchema, path: string, language: Language): string =>
  columns.find((column) => column.path === path)?.name[language] ?? path;

/** What a row is called: its name where it has one, else the columns of its key. */
function titleOf(schema: SetSchema, row: Row, language: Language, shown: Shown): string {
  const name = valueAt(row, `name.${language}`);
  if (typeof name === 'string') return name;
  return schema.keyColumns
    .map((path) => schema.columns.find((column) => column.path === path)!)
    .map((column) => shown(column, row) ?? '')
    .join(' ');
}

function changesOf(
  schema: SetSchema,
  { added, changed, removed }: Differences,
  language: Language,
  shown: Shown,
): SetPreviewDto['changes'] {
  const title = (row: Row) => titleOf(schema, row, language, shown);
  const text = (column: Column, row: Row | null) => {
    const cell = row && shown(column, row);
    return cell === null ? null : String(cell);
  };
  const cellsOf = (columns: readonly Column[], before: Row | null, after: Row | null) =>
    columns.map((column) => ({
      column: column.path,
      name: column.name[language],
      before: text(column, before),
      after: text(column, after),
    }));
  return [
    ...removed.map(({ key, row }) => ({
      kind: 'removed' as const,
      key,
      name: title(row),
      cells: cellsOf(schema.columns, row, null),
    })),
    ...changed.map(({ key, before, after, columns }) => ({
      kind: 'changed' as const,
      key,
      name: title(after),
      cells: cellsOf(columns, before, after),
    })),
    ...added.map(({ key, row }) => ({
      kind: 'added' as const,
      key,
      name: title(row),
      cells: cellsOf(schema.columns, null, row),
    })),
  ];
}
