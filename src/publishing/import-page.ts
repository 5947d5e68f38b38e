import { escapeHtml } from '../library/escape-html.ts';
import type { ImportNote, ImportPlan } from '../library/import/import-plan.ts';
import { renderCount } from './count.ts';
import type { ImportWriting } from './import-report.ts';

/** So many lines of one list are shown; the command names all of them. */
const MOST_LINES = 500;

/** The report of an import as one HTML page that needs nothing else: for people who will look the pages through. */
export function renderImportPage(
  plan: ImportPlan,
  { into, written, same, notes: refused = [] }: ImportWriting,
): string {
  const notes = [...plan.notes, ...refused];
  const left = notes.filter((note) => !note.taken);
  const worth = notes.filter((note) => note.taken);
  const dead = plan.deadLinks.reduce((sum, { links }) => sum + links.length, 0);
  const nobody = Object.entries(plan.map.people).filter(([, id]) => id === '');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What import made of the folder</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d1d1f; background: #fff }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
td:first-child { overflow-wrap: anywhere } .count { text-align: right; white-space: nowrap } summary { cursor: pointer; font-weight: 600; margin: 1rem 0 }
</style>
<h1>What import made of the folder</h1>
<p><strong>${escapeHtml(renderCount(plan.taken, 'page'))}</strong> of ${escapeHtml(renderCount(plan.found, 'text'))} came into ${escapeHtml(into)}, with ${escapeHtml(renderCount(plan.targets.length - plan.taken, 'other file'))}. ${escapeHtml(renderCount(written, 'file'))} written, ${String(same)} there already. ${escapeHtml(renderCount(plan.drafts, 'page'))} stayed a draft, which nobody sees until its line <code>draft: true</code> is taken out.</p>
${table(
  'Translated',
  'Other tools write more than plain Markdown. This became of it.',
  ['What was met', 'What became of it', 'Times', 'Pages'],
  plan.markup.map((each) => [
    each.markup,
    each.became,
    String(each.count),
    `${String(each.pages)}, such as ${each.example}`,
  ]),
)}
${notesTable('Left out', 'These files are no part of the hub.', left)}
${notesTable('Worth a look', 'Taken, with a word to each.', worth)}
${table(
  `Links that lead nowhere (${String(dead)})`,
  'They led nowhere where they come from, or to something that is not in the folder. The check of the hub names each with its line.',
  ['Page', 'Links'],
  plan.deadLinks.map(({ path, links }) => [path, links.join('\n')]),
)}
${table(
  'People',
  'The pages name them, and nobody knows yet who they are in the hub. Fill them in in the mapping beside the content folder.',
  ['Name'],
  nobody.map(([name]) => [name]),
)}
</html>
`;
}

function notesTable(title: string, says: string, notes: readonly ImportNote[]): string {
  return table(
    title,
    says,
    ['File', 'Why'],
    notes.map(({ path, why }) => [path, why]),
  );
}

function table(
  title: string,
  says: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const more =
    rows.length > MOST_LINES
      ? `<p>And ${String(rows.length - MOST_LINES)} more, which the command names.</p>`
      : '';
  return `<details open><summary>${escapeHtml(title)}</summary>
<p>${escapeHtml(says)}</p>
<table>${renderRow(head, 'th')}${rows
    .slice(0, MOST_LINES)
    .map((row) => renderRow(row, 'td'))
    .join('\n')}</table>${more}
</details>`;
}

function renderRow(row: readonly string[], tag: 'td' | 'th'): string {
  return `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell).replaceAll('\n', '<br>')}</${tag}>`).join('')}</tr>`;
}
