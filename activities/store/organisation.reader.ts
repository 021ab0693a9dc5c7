import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { ORGANISATION, organisationSchema, type OrganisationDocument } from './organisation.schema';

export interface OrganisationView {
  code: string;
  name: { zh: string; en: string };
  kind: string;
  uscc?: string;
  active: boolean;
  demo: boolean;
  particulars: Record<string, unknown>;
  version: number;
}

export function toOrganisationView(row: OrganisationDocument): OrganisationView {
  return {
    code: row._id,
    name: { zh: row.name.zh, en: row.name.en },
    kind: row.kind,
    ...(row.uscc === undefined ? {} : { uscc: row.uscc }),
    active: row.active,
    demo: row.demo,
    particulars: row.particulars ?? {},
    version: row.version,
  };
}

/** All organisations by code, closed ones too. */
export async function listOrganisations(connection: Connection, kind?: string): Promise<OrganisationView[]> {
  const rows = await modelOf(connection, ORGANISATION, organisationSchema)
    .find(kind === undefined ? {} : { kind })
    .sort({ _id: 1 })
    .lean<OrganisationDocument[]>();
  return rows.map(toOrganisationView);
}

/** Kinds of organisations whose people see only their own colleagues and their own cases. */
export const PRIVATE_KINDS = ['enterprise', 'designFirm', 'evaluator'];

/** Which of these organisations are no offices. */
export async function privateAmong(connection: Connection, codes: readonly string[]): Promise<string[]> {
  const rows = await modelOf(connection, ORGANISATION, organisationSchema)
    .find({ _id: { $in: [...codes] }, kind: { $in: PRIVATE_KINDS } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return rows.map(({ _id }) => _id);
}

export async function organisationByCode(connection: Connection, code: string): Promise<OrganisationView | undefined> {
  const row = await modelOf(connection, ORGANISATION, organisationSchema).findById(code).lean<OrganisationDocument>();
  return row ? toOrganisationView(row) : undefined;
}
