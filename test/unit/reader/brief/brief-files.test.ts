import { describe, expect, test } from 'vitest';
import type { BriefTerms } from '../../../../src/reader/brief/brief-choice.ts';
import {
  buildCommonFile,
  buildRivalFile,
  renderBriefFile,
} from '../../../../src/reader/brief/brief-files.ts';
import { rankAssets } from '../../../../src/reader/brief/brief-fit.ts';
import type { BriefAsset } from '../../../../src/reader/brief/brief-sources.ts';

const today = '2026-11-22';
const named = (facet: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `${facet}-${String(at)}`,
    name: `${facet} ${String(at)}`,
  }));
const terms: BriefTerms = {
  competitor: named('competitor', 4),
  stage: named('stage', 3),
  persona: named('persona', 3),
  industry: named('industry', 3),
};

/** Pieces whose words are spread evenly and differently, so that each situation has some that fit. */
const assets: BriefAsset[] = Array.from({ length: 600 }, (_, at) => {
  const some = (facet: string, every: number) =>
    at % every === 0 ? [] : [`${facet}-${String((at * every) % 3)}`];
  return {
    id: `plays/${String(at).padStart(4, '0')}`,
    kind: (['play', 'answer', 'collateral'] as const)[at % 3] ?? 'play',
    title: `Piece ${String(at)}`,
    revision: 'r',
    product: '',
    people: at % 7 === 0 ? at % 90 : undefined,
    reviewBy: '2027-05-01',
    says: 'What it says. '.repeat(12),
    regions: [],
    fits: {
      competitor: at % 5 === 0 ? [`competitor-${String(at % 4)}`] : [],
      stage: some('stage', 4),
      persona: some('persona', 7),
      industry: some('industry', 11),
    },
  };
});

describe('the file for any rival', () => {
  const common = buildCommonFile(assets, terms, today);
  const rival = buildRivalFile('competitor-1', [], assets, terms, today);

  test('holds far fewer pieces than the library, and those that are best in any situation', () => {
    expect(common.assets.length).toBeLessThan(assets.length / 3);
    for (const competitor of [undefined, 'competitor-1']) {
      for (const stage of [undefined, 'stage-0', 'stage-2']) {
        for (const industry of [undefined, 'industry-1']) {
          const choice = {
            ...(competitor === undefined ? {} : { competitor }),
            ...(stage === undefined ? {} : { stage }),
            ...(industry === undefined ? {} : { industry }),
          };
          const here = [...common.assets, ...(rival?.assets ?? [])];
          const known = [...new Map(here.map((asset) => [asset.id, asset])).values()];
          for (const kind of ['play', 'answer', 'collateral'] as const) {
            const best = (from: readonly BriefAsset[]) =>
              rankAssets(
                from.filter((asset) => asset.kind === kind),
                choice,
                today,
              )
                .slice(0, 8)
                .map(({ id }) => id);
            expect(best(known)).toEqual(best(assets));
          }
        }
      }
    }
  });

  test('has a most, and the best of each situation come before the second best of any', () => {
    const small = buildCommonFile(assets, terms, today, 20_000);
    expect(JSON.stringify(small).length).toBeLessThan(20_500);
    expect(small.assets.length).toBeGreaterThan(10);
    expect(small.assets).toEqual(common.assets.slice(0, small.assets.length));
  });

  test('leaves out what has expired', () => {
    const expired = assets.map((asset) => ({ ...asset, expires: '2026-11-21' }));
    expect(buildCommonFile(expired, terms, today).assets).toEqual([]);
  });
});

test('the file of a rival holds what names it, and there is none where nothing does', () => {
  const file = buildRivalFile('competitor-1', [], assets, terms, today);
  expect(file?.assets.every(({ fits }) => fits.competitor.includes('competitor-1'))).toBe(true);
  expect(buildRivalFile('competitor-9', [], assets, terms, today)).toBeUndefined();
});

test('the name of a file changes with what is in it', () => {
  const first = renderBriefFile('acme', { cards: [], assets: [] });
  const second = renderBriefFile('acme', { cards: [], assets: assets.slice(0, 1) });
  expect(first.name).toMatch(/^acme-[0-9a-f]{12}\.json$/);
  expect(second.name).not.toBe(first.name);
  expect(renderBriefFile('acme', { cards: [], assets: [] })).toEqual(first);
});
