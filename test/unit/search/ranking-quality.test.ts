import { describe, expect, test } from 'vitest';
import { foldText } from '../../../src/search/fold.ts';
import type { OpenedIndex } from '../../../src/search/open-index.ts';
import type { JudgedCollection, Quality } from '../../support/judged.ts';
import { judgeSet, meanQuality, readCorpus, readCranfield } from '../../support/judged.ts';
import { openSmallIndex } from './small-library.ts';

const cranfield = readCranfield();
const corpus = readCorpus();

/** Mean quality over one set of a collection. */
async function judge(index: OpenedIndex, { sets }: JudgedCollection, name: string): Promise<Quality> {
  const set = sets.find((one) => one.name === name);
  if (set === undefined) throw new Error(`there is no set ${name}`);
  const judged = await judgeSet(set, async (text) => (await index.search(text)).hits.map(({ id }) => id));
  return meanQuality(judged.map(({ quality }) => quality));
}

describe.skipIf(cranfield === undefined)('on the Cranfield collection', async () => {
  const collection = cranfield ?? { documents: [], sets: [] };
  const index = await openSmallIndex(collection.documents);

  test('ranking is as good as it was measured to be', async () => {
    const { ndcg } = await judge(index, collection, 'whole');
    expect(ndcg).toBeGreaterThan(0.52);
  });

  test('one slip of the finger costs next to nothing', async () => {
    const { ndcg, success } = await judge(index, collection, 'typo');
    expect(ndcg).toBeGreaterThan(0.52);
    expect(success).toBeGreaterThan(0.9);
  });
});

describe.skipIf(corpus === undefined)("on other companies' handbooks", async () => {
  const { documents, sets } = corpus ?? { documents: [], sets: [] };
  const index = await openSmallIndex(documents);
  const queries = sets.find(({ name }) => name === 'rep')?.queries ?? [];

  test('at least 25 of 30 things that a rep would type find a good document among the first five', async () => {
    const missed: string[] = [];
    for (const { text, grades } of queries) {
      const { hits } = await index.search(text, { limit: 5 });
      if (!hits.some(({ id }) => (grades[id] ?? 0) >= 2)) missed.push(text);
    }
    expect(missed.slice(5)).toEqual([]);
  });

  test('no title is beaten by another document', async () => {
    const titles = new Set(documents.map(({ title }) => title.trim().toLowerCase()));
    const beaten: string[] = [];
    for (const title of titles) {
      const first = (await index.search(title, { limit: 1 })).hits[0]?.title ?? '';
      if (plain(first) !== plain(title)) beaten.push(`${title} → ${first}`);
    }
    expect(beaten).toEqual([]);
  });

  test('typed letter by letter, no query goes from hits to none', async () => {
    const lost: string[] = [];
    for (const { text } of queries) {
      const totals: number[] = [];
      for (let length = 1; length <= text.length; length += 1) {
        totals.push((await index.search(text.slice(0, length), { limit: 1 })).total);
      }
      if (totals.slice(totals.findIndex((total) => total > 0)).includes(0)) lost.push(text);
    }
    expect(lost).toEqual([]);
  });
});

function plain(title: string): string {
  return foldText(title)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
