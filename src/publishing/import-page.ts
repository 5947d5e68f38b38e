import { escapeHtml } from '../library/escape-html.ts';
import type { ImportNote, ImportPlan } from '../library/import/import-plan.ts';
import { readablePath } from '../library/import/links/address.ts';
import { renderCount } from './count.ts';
import type { ImportWriting } from './import-report.ts';

/** So many lines of one list are shown; the command names all of them. */
const MOST_LINES = 500;
/** A list that is longer opens when somebody asks for it. */
const SHORT_LIST = 6;

/** The colours of the hub; the page stands beside it and needs nothing else. */
const STYLE = `:root { color-scheme: light dark; --text: light-dark(#191c1a, #eceeeb); --soft: light-dark(#535953, #a9b0ab); --line: light-dark(#e6e6e0, #2a2f2d); --ground: light-dark(#f4f4f0, #1f2322); --accent: light-dark(#0b6b4f, #5fcfa4) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 52rem; margin: 3rem auto 6rem; padding: 0 1.25rem; color: var(--text); background: light-dark(#fcfcfa, #111312) }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 .5rem } h2 { font-size: 1.15rem; margin: 2.75rem 0 .25rem } p { margin: .25rem 0 1rem; color: var(--soft) }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.5rem 0 } dl div { background: var(--ground); border-radius: 8px; padding: .75rem 1rem } dt { color: var(--soft); font-size: .875rem } dd { margin: 0; font-size: 1.6rem; font-weight: 600 }
section > ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) } section > ul > li { padding: .75rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere } li b { font-weight: 600 } li span, details { color: var(--soft); font-size: .925rem }
ol { padding-left: 1.2rem } summary { cursor: pointer; color: var(--accent) } details ul { margin: .35rem 0 0; padding-left: 1.1rem } code { font-size: .925em }`;

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
  const numbers: [string, number][] = [
    ['Pages', plan.taken - plan.drafts],
    ['Drafts', plan.drafts],
    ['Pictures and files', plan.targets.length - plan.taken],
    ['Left out', left.length],
    ['Dead links', dead],
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What import made of the folder</title>
<style>
${STYLE}
</style>
<h1>What import made of the folder</h1>
<p>${escapeHtml(renderCount(plan.taken, 'page'))} of ${escapeHtml(renderCount(plan.found, 'text'))} came into <code>${escapeHtml(into)}</code>. ${escapeHtml(renderCount(written, 'file'))} written this time, ${String(same)} there already.</p>
<dl>
${numbers.map(([name, count]) => `<div><dt>${name}</dt><dd>${String(count)}</dd></div>`).join('\n')}
</dl>
<h2>What to do now</h2>
<ol>
<li>Look through what was left out and what is worth a look, below.</li>
<li>Correct who is who and what files are in <code>${escapeHtml(into)}.import.yaml</code>, and run the same command again: it never writes over what people have changed since.</li>
${plan.drafts === 0 ? '' : '<li>Nobody sees a draft until somebody takes the line <code>draft: true</code> out of it.</li>\n'}<li>Run <code>npm run check</code>: it names what is still wrong, with the line.</li>
</ol>
${section('Left out', 'These files are no part of the hub.', byReason(left))}
${section('Worth a look', 'Taken, with a word to each.', byReason(worth))}
${section(
  'Translated',
  'Other tools write more than plain Markdown. This became of it.',
  plan.markup.map(
    ({ markup, became, count, pages, example }) =>
      `<b>${escapeHtml(markup)}</b> → ${escapeHtml(became)}<br><span>${escapeHtml(renderCount(count, 'time'))} on ${escapeHtml(renderCount(pages, 'page'))}, such as ${shown(example)}</span>`,
  ),
)}
${section(
  'Links that lead nowhere',
  'They led nowhere where they come from, or to something that is not in the folder. What is a link stands as it was, and the check of the hub names its line; a name in double brackets became plain words.',
  plan.deadLinks.map(
    ({ path, links }) =>
      `<b>${shown(path)}</b>${fileList(
        links.map((link) => escapeHtml(link)),
        'link',
      )}`,
  ),
)}
${section(
  'May be pages of their own',
  'They lie elsewhere. Written as collateral with “link:” they have an owner, are searched, checked and counted.',
  plan.linkProposals
    .filter(({ whyNot }) => whyNot === undefined)
    .map(
      ({ address, provider, title, pages }) =>
        `<b>${escapeHtml(title)}</b> <span>${escapeHtml(provider)}<br>${escapeHtml(address)}</span>${fileList(pages.map(shown), 'page')}`,
    ),
)}
${section(
  'People',
  'The pages name them, and nobody knows yet who they are in the hub. Fill them in in the mapping.',
  nobody.map(([name]) => escapeHtml(name)),
)}
</html>
`;
}

/** One entry a reason, the most frequent first, with the files it is about. */
function byReason(notes: readonly ImportNote[]): string[] {
  return [...Map.groupBy(notes, ({ why }) => why)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([why, some]) =>
      some.length === 1
        ? `<b>${shown(some[0]?.path ?? '')}</b><br><span>${escapeHtml(why)}</span>`
        : `<b>${escapeHtml(why)}</b>${fileList(
            some.map(({ path }) => shown(path)),
            'file',
          )}`,
    );
}

function section(title: string, says: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  return `<section><h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(says)}</p>
<ul>${entries
    .slice(0, MOST_LINES)
    .map((entry) => `<li>${entry}</li>`)
    .join('\n')}</ul>${andMore(entries.length)}
</section>`;
}

function fileList(items: readonly string[], noun: string): string {
  const list = items.slice(0, MOST_LINES).map((item) => `<li>${item}</li>`);
  return `<details${items.length <= SHORT_LIST ? ' open' : ''}><summary>${escapeHtml(renderCount(items.length, noun))}</summary><ul>${list.join('\n')}</ul>${andMore(items.length)}</details>`;
}

function andMore(count: number): string {
  return count > MOST_LINES ? `<p>And ${String(count - MOST_LINES)} more, which the command names.</p>` : '';
}

/** A path as people know the page: without the letters that an export sets behind each name. */
function shown(path: string): string {
  return escapeHtml(readablePath(path));
}
