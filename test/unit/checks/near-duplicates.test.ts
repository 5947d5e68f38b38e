import { readContent } from '../../../src/adapters/content-folder.ts';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { describe, expect, it } from 'vitest';
import type { Asset } from '../../../src/library/asset.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { COPY_FROM, findNearDuplicates } from '../../../src/checks/near-duplicates.ts';
import { runsOf, splitWords } from '../../../src/library/word-runs.ts';
import { sameWordsRules } from '../../../src/checks/rules/same-words.ts';
import { renderFindingText } from '../../../src/publishing/check/findings-text.ts';
import { goodText, readFiles, smallHub, today } from '../../support/small-hub.ts';

const [, nearDuplicate] = sameWordsRules;
const words =
  'A pilot runs for four weeks with five vans and one planner who trains the others. In the first week the probes are fitted while the vans are being loaded, so that no tour is late. In the second week the planner sees the first alarms.';
const edited = words.replace('four weeks', 'three weeks').replace('one planner', 'a single planner');

/** Findings of the files, of which those below `kept` stand on the base branch, too. */
function duplicates(files: Record<string, string>, kept?: string): string[] {
  const { library } = readFiles(files);
  const old = Object.entries(files).filter(([path]) => kept !== undefined && path.startsWith(kept));
  const base = kept === undefined ? undefined : readFiles(Object.fromEntries(old)).library;
  return nearDuplicate.check({ library, base, today }).map(renderFindingText);
}

describe('a part that says what another page says', () => {
  it('is told with both places, also when words were changed', () => {
    expect(
      duplicates(
        {
          'answers/a.md': goodText('', `Short lead.\n\n## The pilot\n\n${edited}\n`),
          'collateral/plan.md': goodText('', `\n# How it goes\n\n${words}\n`),
          'collateral/other.md': goodText(
            '',
            `\n# Else\n\nNothing of the kind is said in here by anybody.\n`,
          ),
        },
        'collateral/',
      ),
    ).toMatchInlineSnapshot(`
      [
        "answers/a.md:8  warning  "The pilot" says nearly the same as "How it goes" in collateral/plan.md (81% of it word for word). Link to that page instead of saying it again, or say here only what is different.  [near-duplicate]",
      ]
    `);
  });

  it('is found in data and in scripts without blanks as well', () => {
    const japanese =
      '納車の前に温度計を取り付けます。最初の週は計画担当者が使い方を覚え、次の週に全員が使い始めます。費用は台数で決まります。';
    const found = duplicates({
      'answers/a.md': goodText('', japanese),
      'collateral/b.md': goodText('', `${japanese}以上です。`),
      'plays/p.md': goodText(`situation: Now.\nsteps:\n  - do: ${words.slice(0, 230)}`),
      'answers/c.md': goodText('', words.slice(0, 230)),
    });
    expect(found.map((line) => line.split(':')[0])).toEqual(['collateral/b.md', 'plays/p.md']);
  });

  it('is not the page itself, nor a few words that many pages share', () => {
    const lead = 'Ask your planner before you promise a date.';
    expect(duplicates({ 'answers/a.md': goodText('', lead), 'answers/b.md': goodText('', lead) })).toEqual(
      [],
    );
    expect(duplicates({ 'answers/a.md': goodText('', `${words}\n\n## Again\n\n${words}`) })).toEqual([]);
  });

  it('is told once for two pages: to the one that changed, else to the later one', () => {
    const files = { 'answers/a.md': goodText('', words), 'collateral/b.md': goodText('', words) };
    const toldAt = (kept?: string) => duplicates(files, kept).map((line) => line.split(':')[0]);
    expect(toldAt()).toEqual(['collateral/b.md']);
    expect(toldAt('collateral/')).toEqual(['answers/a.md']);
    expect(toldAt('answers/')).toEqual(['collateral/b.md']);
    expect(toldAt('plays/')).toEqual(['collateral/b.md']);
  });
});

describe('the sample content', async () => {
  const { library } = await readContent(new URL('../../../content', import.meta.url).pathname);

  it('repeats itself nowhere', () => {
    expect(findNearDuplicates(library.assets).size).toBe(0);
  });

  it('gives away nine of ten copies of which every eighth word was changed', () => {
    const texts = library.assets.flatMap(({ sections }) => sections.map(({ text }) => text));
    const others = splitWords(texts.join(' '));
    const shares = texts.flatMap((text, number) => {
      const own = new Set(runsOf(text));
      if (own.size === 0) return [];
      const copy = splitWords(text).map((word, at) =>
        at % 8 === 3 ? (others[(number * 997 + at * 131) % others.length] ?? word) : word,
      );
      const runs = runsOf(copy.join(' '));
      return [[...runs].filter((run) => own.has(run)).length / Math.min(runs.length, own.size)];
    });
    expect(shares.length).toBeGreaterThan(50);
    expect(shares.filter((share) => share >= COPY_FROM).length / shares.length).toBeGreaterThan(0.9);
  });
});

it('reads a library of many pages without comparing each with each', () => {
  const files = Array.from({ length: 2000 }, (_, at) => ({
    path: `answers/a${String(at)}.md`,
    bytes: Buffer.from(goodText('', `${words} ${String(at)}`.split('').toReversed().join('') + String(at))),
  }));
  const { library } = buildLibrary(files, [], smallHub, compileMarkdown);
  const found = findNearDuplicates(library.assets);
  expect(found.size).toBe(1999);
  expect(found.get(library.assets[1999] as Asset)).toHaveLength(20);
  expect(nearDuplicate.check({ library, base: undefined, today })).toHaveLength(1 + 2 + 1997 * 3);
});
