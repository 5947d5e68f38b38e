import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { FilePart } from '../../../src/files/file-text.ts';
import { beside } from '../../support/beside.ts';
import { makeDeck } from '../../support/office-files.ts';
import { measure } from '../measure.ts';
import { renderTable } from '../table.ts';
import { expectedWords, wordsOf } from './expected-words.ts';
import { compareIndexes } from './index-weight.ts';
import { benchPictures } from './pictures.ts';
import type { ReadInBench } from './read-folder.ts';

const SLIDES = 12;
const MANY = 1000;

/**
 * Reads the office files of a collection and says how many of their words came out, by what was expected of each slide or
 * file; what drawing their pages takes and weighs; then a thousand made decks, once and once more; then what decks weigh in the search beside pages of the same words.
 */
export async function benchFiles(folder: string | undefined): Promise<void> {
  const corpus = beside('corpus');
  const collection = folder ?? (corpus.isThere ? corpus.folder : undefined);
  const temporary = await mkdtemp(join(tmpdir(), 'hub-bench-files-'));
  try {
    if (collection === undefined) console.log(`No words were counted: that ${corpus.wanted}, or a folder.\n`);
    else {
      await benchCollection(resolve(collection), temporary);
      await benchPictures(resolve(collection), temporary);
    }
    await benchMany(temporary);
    console.log(await compareIndexes());
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function readMeasured(folder: string, temporary: string) {
  const target = join(temporary, 'read.json');
  const cost = await measure(
    [process.execPath, join(import.meta.dirname, 'read-folder.ts'), folder, target],
    { cwd: temporary, env: { HUB_CACHE: join(temporary, 'cache') } },
  );
  return { cost, read: JSON.parse(await readFile(target, 'utf8')) as ReadInBench[] };
}

async function benchCollection(folder: string, temporary: string): Promise<void> {
  const { cost, read } = await readMeasured(folder, temporary);
  console.log(
    `${String(read.length)} files of ${folder}: ${cost.wallSeconds.toFixed(1)} s, ${cost.cpuSeconds.toFixed(1)} s of CPU, ${cost.peakMb.toFixed(0)} MB at most\n`,
  );
  const rows = [['files', 'read', 'words', 'recalled', 'worst', 'slowest ms']];
  const skipped: string[] = [];
  for (const [ending, files] of Map.groupBy(read, ({ path }) => extname(path).toLowerCase())) {
    let words = 0;
    let found = 0;
    let worst = { share: 1, path: '' };
    for (const { path, read: one } of files) {
      if ('trouble' in one) continue;
      const expected = expectedWords(join(folder, path), await readFile(join(folder, path)));
      if (expected === undefined) {
        skipped.push(path);
        continue;
      }
      const here = recall(expected, one.text.parts, ending === '.pptx' || ending === '.pdf');
      words += here.words;
      found += here.found;
      if (here.words > 0 && here.found / here.words < worst.share)
        worst = { share: here.found / here.words, path };
    }
    const readable = files.filter(({ read: one }) => 'text' in one);
    rows.push([
      ending,
      `${String(readable.length)} of ${String(files.length)}`,
      String(words),
      words === 0 ? '' : (found / words).toFixed(3),
      worst.path === '' ? '' : `${worst.share.toFixed(2)} ${worst.path.slice(-40)}`,
      Math.max(...files.map(({ ms }) => ms)).toFixed(0),
    ]);
  }
  console.log(`${renderTable(rows)}\n`);
  if (skipped.length > 0)
    console.log(
      `The words of ${String(skipped.length)} PDFs were not compared: pdftotext is not installed.\n`,
    );
  const without = read.filter(({ read: one }) => 'trouble' in one || one.text.left.length > 0);
  console.log(`Not read, or not all of it:\n${without.map(renderTrouble).join('\n')}\n`);
}

const renderTrouble = ({ path, read }: ReadInBench): string =>
  `  ${'trouble' in read ? `${read.trouble} ${read.detail}`.trim() : `${String(read.text.left.length)} parts`}  ${path}`;

const has = (some: readonly FilePart[]) =>
  some.flatMap(({ title, texts }) => wordsOf([title, ...texts].join('\n')));

/** Of the words that each part should have, those that it has, each as often; of a file by parts or as a whole. */
function recall(expected: readonly string[][], parts: readonly FilePart[], isByPart: boolean) {
  const pairs = isByPart
    ? expected.map((words, at) => [words, has(parts.filter(({ number }) => number === at + 1))] as const)
    : [[expected.flat(), has(parts)] as const];
  let words = 0;
  let found = 0;
  for (const [wanted, there] of pairs) {
    const left = new Map<string, number>();
    for (const word of there) left.set(word, (left.get(word) ?? 0) + 1);
    for (const word of wanted) {
      words += 1;
      const many = left.get(word) ?? 0;
      if (many > 0) found += 1;
      left.set(word, many - 1);
    }
  }
  return { words, found };
}

async function benchMany(temporary: string): Promise<void> {
  const folder = join(temporary, 'many');
  await mkdir(folder);
  for (let at = 0; at < MANY; at += 1) {
    const slides = Array.from({ length: SLIDES }, (_, slide) => ({
      part: slide + 1,
      title: `Slide ${String(slide)} of deck ${String(at)}`,
      paragraphs: Array.from(
        { length: 6 },
        (__, line) => `Line ${String(line)} says ${String((at * 31 + slide) % 997)} things`,
      ),
      notes: 'What the speaker says',
    }));
    await writeFile(join(folder, `deck-${String(at)}.pptx`), makeDeck(slides));
  }
  const rows = [[`${String(MANY)} decks of ${String(SLIDES)} slides`, 'seconds', 'of CPU', 'MB']];
  for (const name of ['read', 'read again, from what was kept']) {
    const { cost } = await readMeasured(folder, temporary);
    rows.push([name, cost.wallSeconds.toFixed(1), cost.cpuSeconds.toFixed(1), cost.peakMb.toFixed(0)]);
  }
  console.log(`${renderTable(rows)}\n`);
}
