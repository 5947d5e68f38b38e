/** Pages and parts of files as they were read, for tests of what is made of them. */
import type { PagePicture } from '../../src/files/file-pictures.ts';
import type { FilePart } from '../../src/files/file-text.ts';

/** A page as wide as a slide, whose pictures have names by its number. */
export const pagePicture = (number: number, words: string): PagePicture => ({
  number,
  width: 1280,
  height: 720,
  large: `l${String(number)}`,
  small: `s${String(number)}`,
  words,
});

/** A part that everybody sees, with nothing said beside it where `more` says nothing else. */
export const filePart = (
  is: FilePart['is'],
  number: number,
  title: string,
  texts: string[],
  more: Partial<FilePart> = {},
): FilePart => ({ is, number, title, texts, notes: [], hidden: [], isHidden: false, ...more });
