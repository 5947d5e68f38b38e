/** What a file holds that nobody sees who is shown it: what whoever is sent the file gets too, and where it is. */
import type { FileText, FileTrace, PlacedPart } from './file-text.ts';

/** `notes` for the speaker; `hidden` slides and sheets; `concealed`: hidden text, shapes, rows and columns of parts that are shown. */
export type InsideSort = 'notes' | 'hidden' | 'concealed' | FileTrace['is'];

export interface Inside extends Omit<FileTrace, 'is'> {
  is: InsideSort;
}

/** All of it, in the order in which it matters. */
export function insideOf({ parts, traces }: FileText): Inside[] {
  return [
    ...where(
      'notes',
      parts.filter(({ notes }) => notes.length > 0),
    ),
    ...where(
      'hidden',
      parts.filter(({ isHidden }) => isHidden),
    ),
    ...where(
      'concealed',
      parts.filter(({ hidden }) => hidden.length > 0),
    ),
    ...traces,
  ];
}

function where(is: InsideSort, some: readonly PlacedPart[]): Inside[] {
  const parts = some.map(({ is: sort, number, title }) => ({ is: sort, number, title }));
  return parts.length === 0 ? [] : [{ is, parts, detail: '' }];
}
