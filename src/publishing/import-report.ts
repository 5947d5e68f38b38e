import type { ImportNote, ImportPlan } from '../library/import/import-plan.ts';
import { renderCount } from './count.ts';
import { onOneLine } from './check/findings-text.ts';

/** What became of an import on the disk. */
export interface ImportWriting {
  into: string;
  written: number;
  /** Files that stood there already, the same to the byte. */
  same: number;
  dryRun?: boolean;
  /** What could not be written. */
  notes?: readonly ImportNote[];
}

/**
 * The report of an import: one line a file that was left out or needs a word, one a sort of markup that was translated,
 * and the totals at the end.
 */
export function renderImportReport(
  plan: ImportPlan,
  { into, written, same, dryRun = false, notes: refused = [] }: ImportWriting,
): string {
  const notes = [...plan.notes, ...refused].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const failed = new Set(refused.map((note) => note.path));
  const arrived = plan.targets.filter((target) => !failed.has(target.from));
  const pages = arrived.filter((target) => 'text' in target).length;
  const left = notes.filter((note) => !note.taken).length;
  const dead = plan.deadLinks.reduce((sum, { links }) => sum + links.length, 0);
  return [
    ...notes.map((note) => onOneLine(`${note.taken ? 'taken   ' : 'left out'}  ${note.path}  ${note.why}`)),
    ...plan.markup.map(({ markup, became, count, pages: on, example }) =>
      onOneLine(
        `markup    ${markup}: ${became} (${renderCount(count, 'time')} on ${renderCount(on, 'page')}, such as ${example}).`,
      ),
    ),
    ...(dead === 0
      ? []
      : [
          `links     ${renderCount(dead, 'link')} on ${renderCount(plan.deadLinks.length, 'page')} led nowhere in the folder already; npm run check names each.`,
        ]),
    onOneLine(
      `${dryRun ? 'Would take' : 'Took'} ${String(pages)} of ${renderCount(plan.found, 'Markdown file')} and ${renderCount(arrived.length - pages, 'other file')} into ${into} ` +
        `(${renderCount(written, 'file')} ${dryRun ? 'to write' : 'written'}, ${String(same)} there already). ${renderCount(plan.drafts, 'draft')}, ${String(left)} left out.`,
    ),
  ].join('\n');
}
