import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { privateAmong } from '../../../activities/store/organisation.reader';
import { inForce, signaturePicture as storedPicture, signaturesOf } from '../../../activities/store/signature.reader';
import { SIGNATURE, signatureSchema, type SignatureDocument } from '../../../activities/store/signature.schema';
import { DAY_MS } from '../../../workflows/domain/calendar';
import { DomainError } from '../../../workflows/domain/errors';
import type { Actor } from '../../auth/actor';
import { Store } from '../../common/store';
import { signaturePicture } from './signature-picture';
import type { SignatureDto } from './signatures.dto';

/** More is no change of hand [design]. */
const MOST_A_DAY = 20;

/** Hand signatures of officials: each keeps their own, with the moment from which it holds. */
@Injectable()
export class Signatures {
  constructor(private readonly store: Store) {}

  /** Own ones, newest first; moments without any are left out. */
  async list(actor: Actor): Promise<SignatureDto[]> {
    const rows = await signaturesOf(this.store.connection, [actor.personId]);
    return rows
      .map(({ _id, from, width, height, withdrawn }, at) => ({
        signatureId: _id,
        from: from.toISOString(),
        until: rows[at + 1]?.from.toISOString() ?? null,
        width,
        height,
        withdrawn,
      }))
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ withdrawn: _, ...row }) => row)
      .reverse();
  }

  /**
   * From now on this one; the one before stays with what was signed until now.
   * @throws DomainError `access.denied` for who works for no office; `signature.…` for a picture that will not do
   */
  async sign(actor: Actor, png: string): Promise<SignatureDto[]> {
    await this.requireOfficial(actor);
    await this.requireCalm(actor);
    const picture = signaturePicture(Buffer.from(png, 'base64'));
    await this.add(actor, { ...picture, sha256: createHash('sha256').update(picture.png).digest('hex') });
    return this.list(actor);
  }

  /** From now on none. */
  async withdraw(actor: Actor): Promise<void> {
    const rows = await signaturesOf(this.store.connection, [actor.personId]);
    if (!inForce(rows, actor.personId, new Date())) return;
    await this.requireCalm(actor);
    await this.add(actor, { png: null, width: 0, height: 0, sha256: '' });
  }

  /** The picture of an own one. @throws DomainError `resource.unknown`, also for that of somebody else */
  async picture(actor: Actor, signatureId: string): Promise<SignatureDocument & { png: Buffer }> {
    const row = await storedPicture(this.store.connection, signatureId);
    if (!row?.png || row.person !== actor.personId) throw new DomainError('resource.unknown');
    return { ...row, png: row.png };
  }

  private async add(actor: Actor, row: Pick<SignatureDocument, 'png' | 'width' | 'height' | 'sha256'>): Promise<void> {
    await this.rows.create({ _id: randomUUID(), person: actor.personId, from: new Date(), ...row });
  }

  private async requireOfficial(actor: Actor): Promise<void> {
    const own = [...new Set(actor.memberships.map(({ orgCode }) => orgCode))];
    const outside = await privateAmong(this.store.connection, own);
    if (own.length === outside.length) throw new DomainError('access.denied');
  }

  private async requireCalm(actor: Actor): Promise<void> {
    const since = new Date(Date.now() - DAY_MS);
    const made = await this.rows.countDocuments({ person: actor.personId, from: { $gt: since } });
    if (made >= MOST_A_DAY) throw new DomainError('signature.tooOften', { most: MOST_A_DAY });
  }

  private get rows() {
    return this.store.model(SIGNATURE, signatureSchema);
  }
}
