import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { ApplicationRef, CaseHeader } from '../../workflows/engine/state';
import type { Library } from '../../workflows/engine/evolve';
import { applicationVersions } from '../store/application.reader';
import type { CaseDocument } from '../store/case.schema';
import { findForms } from '../store/form.reader';
import { listOrganisations } from '../store/organisation.reader';
import { peopleByIds } from '../store/person.reader';
import { canonicalJson } from './canonical-json';
import type { ArchiveForm } from './case-archive';
import { applicationRows, formRows } from './form-rows';

/** Hash by which a command names its form. */
const contentHash = (data: unknown) => createHash('sha256').update(canonicalJson(data), 'utf8').digest('hex');

/**
 * The forms of all accepted commands, each held against the hash in its event, and every submitted version of the application.
 * @throws DomainError `record.broken` for a form that is missing or is not the one that the event names
 */
export async function archiveForms(
  connection: Connection,
  row: CaseDocument,
  events: readonly RecordedEvent[],
  library: Library,
): Promise<{ forms: ArchiveForm[]; documentIds: string[] }> {
  const given = events.flatMap((event) => {
    const form = event.data['form'] as { id: string; hash: string } | null | undefined;
    return form ? [{ seq: event.seq, ...form }] : [];
  });
  const [records, organisations, applications] = await Promise.all([
    findForms(
      connection,
      given.map((form) => form.id),
    ),
    listOrganisations(connection),
    row.keys?.['applicationId'] ? applicationVersions(connection, row.keys['applicationId']) : [],
  ]);
  const people = new Map(
    (await peopleByIds(connection, [...new Set(records.map(({ by }) => by))])).map((p) => [p.personId, p.name]),
  );
  const names = new Map(organisations.map(({ code, name }) => [code, name.zh]));
  const byId = new Map(records.map((record) => [record._id, record]));
  const definitions = Object.values(library.definitions).flatMap((definition) => definition.forms);

  const forms = given.map(({ seq, id, hash }): ArchiveForm => {
    const record = byId.get(id);
    if (!record) throw new DomainError('record.broken', { seq, kind: 'missing' });
    if (contentHash(record.data) !== hash) throw new DomainError('record.broken', { seq, kind: 'edited' });
    const definition = definitions.find((form) => form.key === record.form);
    return {
      id,
      title: definition?.name.zh ?? record.form,
      data: record.data,
      rows: formRows(definition, record.data, (code) => names.get(code) ?? code),
      author: row.processName.zh,
      subtitle: `案件 ${row.caseNo}，记录第${seq}条，${people.get(record.by) ?? record.by}，${localDay(record.at.getTime())}`,
      day: localDay(record.at.getTime()),
    };
  });
  for (const { seq, data } of events) {
    const named =
      (data['header'] as CaseHeader | undefined)?.application ?? (data['application'] as ApplicationRef | undefined);
    if (!named?.hash) continue;
    const found = applications.find(({ version }) => version === named.version);
    if (!found) throw new DomainError('record.broken', { seq, kind: 'missing' });
    if (contentHash(found.data) !== named.hash) throw new DomainError('record.broken', { seq, kind: 'edited' });
  }
  const submissions = applications.map(({ applicationId, version, data, submittedAt }): ArchiveForm => {
    const day = localDay(submittedAt.getTime());
    return {
      id: `application-${applicationId}-${version}`,
      title: '申报材料',
      data,
      rows: applicationRows(data),
      author: row.processName.zh,
      subtitle: `案件 ${row.caseNo}，第${version}版，${day}`,
      day,
    };
  });
  return {
    forms: [...submissions, ...forms],
    documentIds: applications.flatMap(({ data }) => data.documents.map(({ documentId }) => documentId)),
  };
}
