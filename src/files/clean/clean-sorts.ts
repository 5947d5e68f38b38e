/** What can be taken out of a copy of a file, and why the rest cannot. */
import type { FileSort } from '../file-text.ts';
import type { InsideSort } from '../inside.ts';

/** `properties`: who made the file and for which company. */
export type CleanSort = Exclude<InsideSort, 'label' | 'crops'> | 'properties';

const sorts: Readonly<Record<FileSort, readonly CleanSort[]>> = {
  pptx: ['notes', 'hidden', 'concealed', 'comments', 'orphans', 'workbooks', 'properties'],
  docx: ['comments', 'changes', 'orphans', 'workbooks', 'properties'],
  xlsx: ['comments', 'orphans', 'properties'],
  pdf: ['comments', 'embedded', 'revisions', 'properties'],
};

export const cleanSorts = (sort: FileSort): readonly CleanSort[] => sorts[sort];

export function canClean(sort: FileSort, is: string): is is CleanSort {
  return (sorts[sort] as readonly string[]).includes(is);
}

/** The way out for what is inside of a file and is not taken out of a copy, as a sentence. */
export function whyKept(sort: FileSort, is: InsideSort): string {
  switch (is) {
    case 'label':
      return 'A label is what your company has decided: choose another one in Office under Sensitivity.';
    case 'crops':
      return 'A picture would have to be made anew: choose it in Office, then Compress Pictures and Delete cropped areas.';
    case 'hidden':
      return 'Formulas may count on hidden sheets: look at them in Excel, and delete what nothing needs.';
    case 'concealed':
      return sort === 'xlsx'
        ? 'Formulas may count on hidden rows and columns: copy what is to be shown into a new workbook as values.'
        : 'Hidden text may hold up what stands around it: take it out in Word by File, Info, Inspect Document.';
    case 'embedded':
      return 'The page shows a picture of it: copy what is embedded and paste it as a picture.';
    default:
      return 'Take it out in the program that made the file.';
  }
}
