import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { SIGNATURE, signatureSchema, type SignatureDocument } from './signature.schema';

/** All but the picture. */
export type SignatureHead = Omit<SignatureDocument, 'png'> & { withdrawn: boolean };

/** Signatures of persons, oldest first, those withdrawn as such. */
export async function signaturesOf(connection: Connection, persons: readonly string[]): Promise<SignatureHead[]> {
  const rows = await modelOf(connection, SIGNATURE, signatureSchema)
    .find({ person: { $in: [...new Set(persons)] } }, { png: 0 })
    .sort({ from: 1, _id: 1 })
    .lean<Omit<SignatureDocument, 'png'>[]>();
  // Without a picture there are no points.
  return rows.map((row) => ({ ...row, withdrawn: row.width === 0 }));
}

/** The signature of a person that was in force at a moment; null when there was none. */
export function inForce(all: readonly SignatureHead[], person: string, at: Date): SignatureHead | null {
  const last = all.findLast((one) => one.person === person && one.from <= at);
  return last && !last.withdrawn ? last : null;
}

/** The picture itself. */
export async function signaturePicture(connection: Connection, id: string): Promise<SignatureDocument | null> {
  const row = await modelOf(connection, SIGNATURE, signatureSchema).findById(id).lean<SignatureDocument>();
  if (!row?.png) return null;
  // Read without casting it comes as the driver's Binary.
  const bytes = row.png as unknown as { buffer: Uint8Array } | Buffer;
  return { ...row, png: Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer) };
}
