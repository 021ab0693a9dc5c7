import { DomainError } from '../../../workflows/domain/errors';
import { APPLICATION_SETS } from './application-sets';
import { HAZARD_SETS } from './hazard-sets';
import { LETTER_SETS } from './letter-sets';
import { PROCEDURE_SETS } from './procedure-sets';
import type { SetSchema } from './set-schema';

export type { Effect, Row, RowFault, SetSchema, Surroundings } from './set-schema';

/** Every set that is kept as a table and loaded as a whole. */
export const SET_SCHEMAS: readonly SetSchema[] = [
  ...HAZARD_SETS,
  ...APPLICATION_SETS,
  ...PROCEDURE_SETS,
  ...LETTER_SETS,
];

/** @throws DomainError `resource.unknown` */
export function schemaOf(set: string): SetSchema {
  const schema = SET_SCHEMAS.find((one) => one.set === set);
  if (!schema) throw new DomainError('resource.unknown');
  return schema;
}
