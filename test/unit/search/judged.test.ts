import { describe, expect, test } from 'vitest';
import { isHeldOut, judgeRanking, judgeSet, meanQuality } from '../../support/search/judged.ts';
import { buildLinkQueries } from '../../support/search/link-queries.ts';

describe('the quality of a ranking', () => {
  test('is whole when the best stand first, and falls with every place', () => {
    const grades = { best: 3, good: 1 };
    expect(judgeRanking(['best', 'good'], grades)).toEqual({ ndcg: 1, mrr: 1, success: 1 });
    // 1 + 3 / log2(3) of 3 + 1 / log2(3).
    expect(judgeRanking(['good', 'best'], grades).ndcg).toBeCloseTo(0.7967, 4);
    expect(judgeRanking(['', '', '', '', '', 'best'], grades)).toMatchObject({ mrr: 1 / 6, success: 0 });
    expect(judgeRanking([], grades)).toEqual({ ndcg: 0, mrr: 0, success: 0 });
  });

  test('counts a document as found from the asked grade on', () => {
    expect(judgeRanking(['good', 'best'], { best: 3, good: 1 }, 2).mrr).toBe(0.5);
  });

  test('is the mean over the queries of a set', async () => {
    const query = { id: '1', text: 'a', grades: { a: 1 } };
    const set = { name: 'set', successFrom: 1, queries: [query, { ...query, id: '2', text: 'b' }] };
    const judged = await judgeSet(set, (text) => [text]);
    expect(meanQuality(judged.map(({ quality }) => quality))).toEqual({ ndcg: 0.5, mrr: 0.5, success: 0.5 });
  });

  test('is reported on about half of the queries, always the same', () => {
    const ids = Array.from({ length: 1000 }, (_, at) => String(at));
    const heldOut = ids.filter(isHeldOut);
    expect(heldOut.length).toBeGreaterThan(450);
    expect(heldOut.length).toBeLessThan(550);
    // Weights were chosen on the others; that cannot be undone by drawing anew.
    expect(heldOut.filter((id) => Number(id) <= 12)).toEqual(['1', '3', '4', '5', '6', '7', '9', '10', '12']);
  });
});

describe('queries out of links', () => {
  const targets = [
    { path: 'hub/sales/pricing.md', title: 'Pricing', body: '' },
    { path: 'hub/people/time-off/index.md', title: 'Time off', body: '' },
  ];
  const ask = (body: string, files = targets) =>
    buildLinkQueries(
      [...files, { path: 'hub/sales/start.md', title: 'Start', body }],
      10,
      (text) => text.length,
    );

  test('are the words by which writers call a page, wherever the link comes from', () => {
    expect(ask('See [what it **costs**](pricing.md#net), [days you are away](../people/time-off/).')).toEqual(
      [
        { text: 'what it costs', targets: ['hub/sales/pricing.md'] },
        { text: 'days you are away', targets: ['hub/people/time-off/index.md'] },
      ],
    );
    expect(ask('[what it costs](/sales/pricing)')).toHaveLength(1);
    expect(ask('[what it costs](https://hub.example/sales/pricing/)')).toHaveLength(1);
  });

  test.each([
    ['one word', '[costs](pricing.md)'],
    ['more than six', '[what it costs when you buy it](pricing.md)'],
    ["the page's own title", '[Time off!](../people/time-off/index.md)'],
    ['a picture', '![what it costs](pricing.md)'],
    ['code', '`[what it costs](pricing.md)`'],
    ['a page that is not there', '[what it costs](prices.md)'],
  ])('are not made of %s', (_, body) => {
    expect(ask(body)).toEqual([]);
  });

  test('ask for each page once, with the words that come first', () => {
    expect(ask('[what it costs](pricing.md) [the price](pricing.md)')).toEqual([
      { text: 'the price', targets: ['hub/sales/pricing.md'] },
    ]);
  });

  test('leave out words that lead to many pages', () => {
    const many = Array.from({ length: 4 }, (_, at) => ({
      path: `hub/${String(at)}.md`,
      title: '',
      body: '',
    }));
    expect(ask(many.map(({ path }) => `[read more](../${path.slice(4)})`).join('\n'), many)).toEqual([]);
  });
});
