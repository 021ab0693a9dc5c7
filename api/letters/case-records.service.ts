import { Injectable } from '@nestjs/common';
import { isNotice, letterKindAt, readLetterKinds } from '../../activities/documents/letter-rules';
import { latestArchive } from '../../activities/store/archive.reader';
import type { CaseArchiveRecord } from '../../activities/store/archive.schema';
import { lettersOfCase } from '../../activities/store/letter.reader';
import { DomainError, type Language } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';
import type { LetterDto } from './letters.dto';

/** What goes out of a case: its letters, and its archive at the end. */
@Injectable()
export class CaseRecords {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
  ) {}

  /** Issued letters. The enterprise gets notices at once, its decision when the case has ended. @throws DomainError `case.unknown` */
  async letters(actor: Actor, caseId: string, language: Language): Promise<LetterDto[]> {
    const { row, relation } = await this.files.permit(actor, caseId);
    const open = relation !== 'party' || row.status === 'ended';
    const [letters, kinds] = await Promise.all([
      lettersOfCase(this.store.connection, caseId),
      readLetterKinds(this.store.connection),
    ]);
    return letters
      .filter(({ kind }) => open || isNotice(kind))
      .flatMap((letter): LetterDto[] => {
        const { code, number, kind, issuer, issuedOn, documentId, sha256, supersededBy } = letter;
        if (issuer === null || issuedOn === null || documentId === null || sha256 === null) return [];
        const title = letterKindAt(kinds, kind, issuedOn).name[language];
        return [{ code, number, kind, title, issuer, issuedOn, documentId, sha256, supersededBy }];
      });
  }

  /**
   * The newest archive of a case.
   * @throws DomainError `case.unknown`, `access.denied` for other departments and the enterprise, `resource.unknown` before the end
   */
  async archive(actor: Actor, caseId: string): Promise<CaseArchiveRecord> {
    if (!actor.isAdmin) {
      const { relation } = await this.files.permit(actor, caseId);
      if (relation !== 'lead') throw new DomainError('access.denied');
    }
    const archive = await latestArchive(this.store.connection, caseId);
    if (!archive) throw new DomainError('resource.unknown');
    return archive;
  }
}
