import type { ImportNote } from '../library/import/import-plan.ts';
import { renderCount } from './count.ts';
import { onOneLine } from './check/findings-text.ts';

/** What an import has done, in numbers. */
export interface ImportTotals {
  /** Markdown files taken, of how many found. */
  taken: number;
  found: number;
  pictures: number;
  written: number;
  same: number;
  into: string;
}

/** The report of an import: one line a file that was left out or needs a word, and the totals at the end. */
export function renderImportReport(notes: readonly ImportNote[], totals: ImportTotals): string {
  const { taken, found, pictures, written, same, into } = totals;
  const ordered = [...notes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const left = notes.filter((note) => !note.taken).length;
  return [
    ...ordered.map((note) => onOneLine(`${note.taken ? 'taken   ' : 'left out'}  ${note.path}  ${note.why}`)),
    onOneLine(
      `Took ${String(taken)} of ${renderCount(found, 'Markdown file')} and ${renderCount(pictures, 'picture')} into ${into} ` +
        `(${renderCount(written, 'file')} written, ${String(same)} there already). ${String(left)} left out.`,
    ),
  ].join('\n');
}
