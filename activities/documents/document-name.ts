import { DomainError } from '../../workflows/domain/errors';
import { MEDIA_TYPES, type MediaType } from './media-types';

const MAX_LENGTH = 180;

/**
 * A file name that is safe to show and to put into an archive: no folders, no control or direction characters,
 * at most 180 characters with its extension kept.
 */
export function cleanFilename(raw: string): string {
  const base = raw.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // \p{Cf} holds the direction overrides by which `exe.pdf` is made to look like another name.
  const shown = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '');
  const dot = shown.lastIndexOf('.');
  if (dot < 1) return [...shown].slice(0, MAX_LENGTH).join('') || 'unnamed';
  const extension = shown.slice(dot);
  return [...shown.slice(0, dot)].slice(0, MAX_LENGTH - extension.length).join('') + extension;
}

/** The media type that a file name promises. @throws DomainError `file.typeNotAllowed` */
export function promisedType(filename: string): MediaType {
  const dot = filename.lastIndexOf('.');
  const extension = dot < 0 ? '' : filename.slice(dot + 1).toLowerCase();
  const found = MEDIA_TYPES.find((type) => type.extensions.includes(extension));
  if (found) return found;
  const allowed = MEDIA_TYPES.flatMap((type) => type.extensions).join(', ');
  throw new DomainError('file.typeNotAllowed', { name: filename, allowed }, 'file');
}
