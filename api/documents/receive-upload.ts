import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import { DomainError } from '../../workflows/domain/errors';

export const FILE_FIELD = 'file';

/**
 * Takes the one file of a multipart request while it streams in; nothing touches the disk and no more than a chunk is held.
 * @param store where the bytes go; what it resolves to is returned
 * @throws DomainError file.missing when the request holds no file, and whatever the store throws
 */
export async function receiveUpload<T>(
  req: Request,
  res: Response,
  store: (filename: string, content: Readable) => Promise<T>,
): Promise<T> {
  if (req.is('multipart/form-data') === false) throw new DomainError('file.missing', {}, FILE_FIELD);
  let stored: T | undefined;
  let refusal: unknown;
  let storing: Promise<void> | undefined;
  const engine: StorageEngine = {
    _handleFile(_req, file, done) {
      storing = store(file.originalname, file.stream).then(
        (result) => {
          stored = result;
          done(null, {});
        },
        (error: unknown) => {
          refusal = error;
          // The parser waits until the part is read to its end.
          file.stream.resume();
          done(error);
        },
      );
    },
    // A stored document is never taken back; a refused one has left nothing behind.
    _removeFile: (_req, _file, done) => done(null),
  };
  const receive = multer({
    storage: engine,
    defParamCharset: 'utf8',
    limits: { files: 1, fields: 0, parts: 2, headerPairs: 50 },
  }).single(FILE_FIELD);
  const failed = await new Promise<unknown>((resolve) => {
    receive(req, res, (error: unknown) => resolve(error));
  });
  // The parser may give up on the stream that the store left unread before the store has said why it left it.
  await storing;
  if (refusal !== undefined) throw refusal as Error;
  if (failed !== undefined && failed !== null) throw failed as Error;
  if (stored === undefined) throw new DomainError('file.missing', {}, FILE_FIELD);
  return stored;
}
