import { expect, test } from 'vitest';
import { chooseKept, keptKindOf, type KeepableFile, type KeptKind } from '../../../src/reader/offline-kit.ts';

const budgetKb: Record<KeptKind, number> = {
  code: 10,
  home: 10,
  lists: 10,
  call: 10,
  briefs: 10,
  battlecards: 10,
  answers: 10,
  search: 10,
};
const file = (url: string, kind: KeptKind, bytes: number): KeepableFile & { bytes: number } => ({
  url,
  kind,
  bytes,
  weigh: async () => bytes,
});

test('pages for a call are kept unasked, others when they are opened', () => {
  expect(['/', '/offline/', '/library/', '/battlecards/', '/battlecards/acme/'].map(keptKindOf)).toEqual([
    'home',
    'home',
    'lists',
    'lists',
    'battlecards',
  ]);
  expect(['/call/', '/call/acme/', '/answers/price/'].map(keptKindOf)).toEqual(['call', 'call', 'answers']);
  expect(['/roles/product/', '/collateral/one-pager/', '/adoption/', '/new/'].map(keptKindOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('pages beyond the budget of their kind are left out and counted; other kinds do not suffer', async () => {
  const first = file('/answers/first/', 'answers', 6000);
  const second = file('/answers/second/', 'answers', 6000);
  const small = file('/answers/small/', 'answers', 4000);
  const card = file('/battlecards/acme/', 'battlecards', 9000);
  expect(await chooseKept([first, second, small, card], budgetKb)).toEqual({
    kept: [card, first, small],
    left: [{ kind: 'answers', files: 1, budgetKb: 10 }],
    tooHeavy: [],
  });
});

test('of code nothing is left out: it is too heavy as a whole', async () => {
  const files = [file('/_hub/a.js', 'code', 6000), file('/_hub/b.js', 'code', 6000)];
  expect(await chooseKept(files, budgetKb)).toEqual({
    kept: files,
    left: [],
    tooHeavy: [{ kind: 'code', bytes: 12_000, budgetKb: 10 }],
  });
});

test('a full budget ends the weighing: a large library is not weighed for crumbs', async () => {
  let weighed = 0;
  const files = Array.from({ length: 1000 }, (_, at) => ({
    ...file(`/answers/${String(at)}/`, 'answers', 6000),
    weigh: async () => {
      weighed += 1;
      return 6000;
    },
  }));
  const { kept, left } = await chooseKept(files, budgetKb);
  expect({ kept: kept.length, left }).toEqual({
    kept: 1,
    left: [{ kind: 'answers', files: 999, budgetKb: 10 }],
  });
  expect(weighed).toBeLessThan(20);
});
