import type { ImportNote, ImportPlan } from '../library/import/import-plan.ts';
import { readablePath } from '../library/import/links/address.ts';
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
    ...notes.map((note) =>
      onOneLine(`${note.taken ? 'taken   ' : 'left out'}  ${readablePath(note.path)}  ${note.why}`),
    ),
    ...reasonLines(notes),
    ...proposalLines(plan, dryRun, `${into}.import.html`),
    ...plan.markup.map(({ markup, became, count, pages: on, example }) =>
      onOneLine(
        `markup    ${markup}: ${became} (${renderCount(count, 'time')} on ${renderCount(on, 'page')}, such as ${readablePath(example)}).`,
      ),
    ),
    ...(dead === 0
      ? []
      : [
          `links     ${renderCount(dead, 'link')} on ${renderCount(plan.deadLinks.length, 'page')} led nowhere in the folder already${dryRun ? '' : `; ${into}.import.html names each`}.`,
        ]),
    ...(dryRun
      ? plan.deadLinks.map(({ path, links }) =>
          onOneLine(`no target ${readablePath(path)}  ${links.join(', ')}`),
        )
      : []),
    onOneLine(
      `${dryRun ? 'Would take' : 'Took'} ${String(pages)} of ${renderCount(plan.found, 'text')} and ${renderCount(arrived.length - pages, 'other file')} into ${into} ` +
        `(${renderCount(written, 'file')} ${dryRun ? 'to write' : 'written'}, ${String(same)} there already). ${renderCount(plan.drafts, 'draft')}, ${String(left)} left out.`,
    ),
  ].join('\n');
}

/** Reasons that fewer files share are seen at a glance above. */
const MIN_SHARING = 4;

/** Why files were left out, most first: of a drive of thousands nobody reads the list. */
const reasonLines = (notes: readonly ImportNote[]): string[] =>
  [
    ...Map.groupBy(
      notes.filter(({ taken }) => !taken),
      ({ why }) => why,
    ),
  ]
    .filter(([, same]) => same.length >= MIN_SHARING)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([why, same]) => onOneLine(`in all    ${renderCount(same.length, 'file')} left out: ${why}`));

/** What lies elsewhere: what may be a page of its own, and all else by why it is none. */
function proposalLines({ linkProposals }: ImportPlan, named: boolean, page: string): string[] {
  const proposed = linkProposals.filter(({ whyNot }) => whyNot === undefined);
  const others = Map.groupBy(
    linkProposals.filter(({ whyNot }) => whyNot !== undefined),
    ({ whyNot }) => whyNot,
  );
  const lines = [
    ...(proposed.length === 0
      ? []
      : [
          `propose   ${renderCount(proposed.length, 'link')} to what lies elsewhere may be collateral of ${proposed.length === 1 ? 'its' : 'their'} own: owned, searched and counted, with “link:” and its address${named ? ', most linked first' : `; ${page} names each`}.`,
        ]),
    ...(named
      ? proposed.map(
          ({ address, provider, title, pages }) =>
            `propose   ${address}  ${title === address ? '' : `“${title}”, `}${provider}, on ${renderCount(pages.length, 'page')}`,
        )
      : []),
    ...[...others].map(
      ([whyNot = '', some]) =>
        `no page   ${renderCount(some.length, 'link')}: ${whyNot} (${some.map(({ address }) => address).join(', ')}).`,
    ),
  ];
  return lines.map(onOneLine);
}
