/** A kind of file that is accepted, found by its content. */
export interface MediaType {
  mediaType: string;
  /** Lower case, without the dot; the first one is the usual one. */
  extensions: readonly string[];
  /** Text is recognised by being UTF-8 throughout; all others by their signature. */
  text?: boolean;
}

/** The allow-list. What a browser would run (HTML, SVG) and what carries macros is left out on purpose. */
export const MEDIA_TYPES: readonly MediaType[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  { mediaType: 'image/png', extensions: ['png'] },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  { mediaType: 'image/vnd.dwg', extensions: ['dwg'] },
  { mediaType: 'application/zip', extensions: ['zip'] },
  { mediaType: 'text/plain', extensions: ['txt'], text: true },
  { mediaType: 'text/csv', extensions: ['csv'], text: true },
];
