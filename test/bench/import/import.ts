import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure } from '../measure.ts';
import { renderTable } from '../table.ts';
import { deadLinks, foreignMarkup, readImported, shownHidden } from './imported-pages.ts';
import { countHints, readHubTexts } from './hints.ts';
import { expectedLinks, readOriginals } from './original-links.ts';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Imports a folder with the checkouts named (this one when none is) and follows every link of the original pages on the
 * pages that readers get. It reads the originals by simple rules of its own and shares no code with import, so that the two
 * can only agree when both are right. Then it breaks links and counts whether "did you mean" names the page that was meant. With `list`, prints what is wrong, one line each.
 */
export async function benchImport(
  folder: string,
  checkouts: readonly string[],
  list: boolean,
): Promise<void> {
  const originals = await readOriginals(folder);
  const expected = expectedLinks(originals);
  console.log(`${String(originals.length)} pages, ${String(expected.length)} links to pages of the folder\n`);
  const rows = [
    [
      'import of',
      'pages',
      'links right',
      'dead',
      'pages with foreign markup',
      'hidden shown',
      'seconds',
      'MB',
    ],
  ];
  const hintRows = [['import of', 'a broken link', 'right name', 'wrong name', 'no name']];
  const temporary = await mkdtemp(join(tmpdir(), 'hub-bench-import-'));
  try {
    for (const [at, checkout] of (checkouts.length === 0 ? [root] : checkouts).entries()) {
      const content = join(temporary, String(at));
      const cost = await measure(
        [process.execPath, join(resolve(checkout), 'scripts/import.ts'), resolve(folder), '--into', content],
        { cwd: resolve(checkout), env: {} },
      );
      const pages = await readImported(content);
      const dead = deadLinks(expected, pages);
      const markup = foreignMarkup(pages);
      const hidden = shownHidden(originals, pages);
      const right = 100 * (1 - dead.length / Math.max(1, expected.length));
      rows.push([
        checkout,
        String(pages.size),
        `${right.toFixed(1)} %`,
        String(dead.length),
        String(markup.pages),
        `${String(hidden.comments.length + hidden.drafts.length)} of ${String(hidden.hidden)}`,
        cost.wallSeconds.toFixed(1),
        cost.peakMb.toFixed(0),
      ]);
      for (const [kind, paths] of markup.kinds)
        console.log(
          `${String(paths.length).padStart(5)} pages show ${kind}: ${paths.slice(0, 2).join(', ')}`,
        );
      const hints = countHints(await readHubTexts(content), originals, expected);
      for (const [broken, { right: named, wrong, silent }] of hints)
        hintRows.push([checkout, broken, String(named), String(wrong), String(silent)]);
      if (!list) continue;
      for (const [broken, { examples }] of hints)
        for (const example of examples) console.log(`named  ${broken}: ${example}`);
      for (const link of dead)
        console.log(
          `dead  ${link.from}  [${link.words}] → ${link.to}${link.heading === '' ? '' : ` # ${link.heading}`}`,
        );
      for (const path of [...hidden.comments, ...hidden.drafts]) console.log(`shown  ${path}`);
      for (const [kind, paths] of markup.kinds)
        for (const path of paths) console.log(`markup  ${kind}  ${path}`);
    }
    console.log(`\n${renderTable(rows)}\n\n${renderTable(hintRows)}`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** `import FOLDER [list] [CHECKOUT …]`; the folder of real handbooks beside the checkout when none is named. */
export async function parseImportBench(rest: readonly string[]): Promise<() => Promise<void>> {
  const list = rest.includes('list');
  const [folder = resolve(root, '../shared/corpus'), ...checkouts] = rest.filter((word) => word !== 'list');
  const there = await readdir(folder).catch(() => undefined);
  if (there === undefined) throw new Error(`There is no folder at ${folder}.`);
  return () => benchImport(folder, checkouts, list);
}
