import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installedOffice } from '../../support/installed-office.ts';
import { measure } from '../measure.ts';
import { renderTable } from '../table.ts';
import type { DrawnInBench } from './draw-folder.ts';

const RUNS = [
  ['PDFs', 'pdf'],
  ['decks', 'pptx'],
  ['documents', 'docx'],
  ['all again, from what was kept', 'pdf|pptx|docx'],
] as const;

/** What drawing the files of a collection takes and weighs, by what they are; their words were read before. */
export async function benchPictures(folder: string, temporary: string): Promise<void> {
  const target = join(temporary, 'drawn.json');
  const rows = [
    ['pictures', 'files', 'pages', 's', 'CPU s', 'CPU s for 100 pages', 'MB', 'kB a page', 'kB a small one'],
  ];
  const without: string[] = [];
  for (const [name, endings] of RUNS) {
    const cost = await measure(
      [process.execPath, join(import.meta.dirname, 'draw-folder.ts'), folder, target, endings],
      { cwd: temporary, env: { HUB_CACHE: join(temporary, 'cache') } },
    );
    const drawn = JSON.parse(await readFile(target, 'utf8')) as DrawnInBench[];
    const sum = (of: (file: DrawnInBench) => number) => drawn.reduce((all, file) => all + of(file), 0);
    const pages = sum((file) => file.pages);
    const each = (value: number, digits: number) => (pages === 0 ? '' : (value / pages).toFixed(digits));
    rows.push([
      name,
      `${String(drawn.filter(({ trouble }) => trouble === undefined).length)} of ${String(drawn.length)}`,
      String(pages),
      cost.wallSeconds.toFixed(1),
      cost.cpuSeconds.toFixed(1),
      each(cost.cpuSeconds * 100, 1),
      cost.peakMb.toFixed(0),
      each(sum(({ largeBytes }) => largeBytes) / 1000, 1),
      each(sum(({ smallBytes }) => smallBytes) / 1000, 1),
    ]);
    if (endings.includes('|'))
      without.push(
        ...drawn
          .filter(({ trouble, broken, more }) => trouble !== undefined || broken + more > 0)
          .map(
            ({ path, trouble, broken, more }) =>
              `  ${trouble ?? `${String(broken)} broken, ${String(more)} more`}  ${path}`,
          ),
      );
  }
  console.log(`${renderTable(rows)}\n`);
  console.log(
    `${installedOffice.office?.version ?? 'Decks and documents were not drawn: that wants LibreOffice.'}\n`,
  );
  if (without.length > 0) console.log(`Not drawn, or not all of it:\n${without.join('\n')}\n`);
}
