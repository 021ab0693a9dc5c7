import type { Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import { DEFINITION, definitionSchema, type DefinitionDocument } from './case.schema';
import { modelOf } from './model-of';

/** The version of a process that new cases start on, on a local day: the newest in force, not retired. @throws DomainError `definition.unknown` */
export async function definitionInForce(
  connection: Connection,
  code: string,
  day: string,
): Promise<DefinitionDocument> {
  const rows = await modelOf(connection, DEFINITION, definitionSchema)
    .find({ code, retiredAt: null })
    .sort({ version: -1 })
    .lean<DefinitionDocument[]>();
  const row = rows.find((d) => d.effectiveFrom <= day && (d.effectiveTo === null || day <= d.effectiveTo));
  if (!row) {
    throw new DomainError('definition.unknown', { code });
  }
  return row;
}

export async function definitionByRef(connection: Connection, ref: string): Promise<DefinitionDocument | null> {
  return modelOf(connection, DEFINITION, definitionSchema).findById(ref).lean<DefinitionDocument>();
}

export async function allDefinitions(connection: Connection): Promise<DefinitionDocument[]> {
  return modelOf(connection, DEFINITION, definitionSchema)
    .find({})
    .sort({ code: 1, version: 1 })
    .lean<DefinitionDocument[]>();
}

/** @throws DomainError `definition.unknown` */
export async function definitionVersion(
  connection: Connection,
  code: string,
  version: number,
): Promise<DefinitionDocument> {
  const row = await modelOf(connection, DEFINITION, definitionSchema)
    .findOne({ code, version })
    .lean<DefinitionDocument>();
  if (!row) {
    throw new DomainError('definition.unknown', { code: `${code} v${version}` });
  }
  return row;
}
