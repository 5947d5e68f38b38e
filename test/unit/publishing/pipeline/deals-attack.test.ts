import { describe, expect, it } from 'vitest';
import type { Deal } from '../../../../src/library/crm/deals.ts';
import { countDeals } from '../../../../src/publishing/pipeline/count-deals.ts';
import type { Pipeline } from '../../../../src/library/records/pipeline.ts';
import { createRandom } from '../../../../src/usage/demo/demo-random.ts';

const STEP = 20_000;
const hub = { crm: { steps: { GBP: STEP, EUR: STEP } } } as unknown as Parameters<
  typeof countDeals
>[1]['hub'];
const secretOf = (at: number) => new Uint8Array(32).fill(at);

const places = ['routes', 'cold', undefined].flatMap((product) =>
  ['demo', 'pilot', 'won'].flatMap((stage) =>
    ['2026-09-30', '2026-12-31'].flatMap((quarter) =>
      ['GBP', 'EUR'].map((currency) => ({ product, stage, quarter, currency })),
    ),
  ),
);
type Cell = (typeof places)[number];
const nameOf = ({ product = '', stage, quarter, currency }: Cell | Pipeline['cells'][number]) =>
  [product, stage, quarter, currency].join(' ');

const dealOf = ({ product, ...cell }: Cell, at: number, amount: number): Deal => ({
  file: 'deals.csv',
  line: at,
  deal: String(at),
  hasId: true,
  name: '',
  ...(product !== undefined && { product }),
  ...cell,
  amount,
  isOfProduct: false,
});

/** Exports of one CRM, week by week: each is the one before, grown by a few deals, some of which moved to another cell. */
function exportsOf(seed: number): Deal[][] {
  const { below: draw } = createRandom(seed);
  let next = 0;
  const anyCell = () => places[Math.min(draw(places.length), draw(places.length))] as Cell;
  const fresh = () => dealOf(anyCell(), (next += 1), draw(12) === 0 ? 5_000_000 : 1_000 + draw(19_000));
  const weeks: Deal[][] = [Array.from({ length: 240 }, fresh)];
  for (let week = 1; week < 30; week += 1) {
    const before = weeks.at(-1) ?? [];
    const moved = before.map((deal) => {
      if (draw(60) !== 0) return deal;
      const { product: _product, ...rest } = deal;
      return { ...rest, ...anyCell() } as Deal;
    });
    weeks.push([...moved, ...Array.from({ length: 1 + draw(3) }, fresh)]);
  }
  return weeks;
}

/**
 * The numbers of deals that are still possible in a cell of each week, for somebody who reads every version in git, knows
 * how numbers are rounded, that the offset of a cell stays, and some of the deals; `moved` is what they know of how many
 * came and went between two weeks.
 */
function possible(
  shown: readonly (number | undefined)[],
  known: readonly number[],
  changes: readonly (number | undefined)[],
): Set<number>[] {
  const sets = shown.map(() => new Set<number>());
  for (let offset = 0; offset < 5; offset += 1) {
    const weeks = shown.map((number, week) => {
      const [from, until] = number === undefined ? [0, 9 - offset] : [number - offset, number - offset + 4];
      return Array.from({ length: until - from + 1 }, (_, at) => from + at).filter(
        (n) => n >= (known[week] ?? 0),
      );
    });
    // A number is possible where the week before and the one after have one that fits.
    for (let again = 0; again < weeks.length; again += 1) {
      let moves = false;
      weeks.forEach((numbers, week) => {
        const change = changes[week];
        const before = weeks[week - 1];
        if (change === undefined || before === undefined) return;
        const now = numbers.filter((n) => before.includes(n - change));
        const then = before.filter((n) => numbers.includes(n + change));
        moves ||= now.length < numbers.length || then.length < before.length;
        weeks[week] = now;
        weeks[week - 1] = then;
      });
      if (!moves) break;
    }
    if (weeks.every((numbers) => numbers.length > 0))
      weeks.forEach((numbers, week) => numbers.forEach((n) => sets[week]?.add(n)));
  }
  return sets;
}

const readWeeks = (weeks: readonly (readonly Deal[])[], secret: Uint8Array) =>
  weeks.map((deals) => {
    const { cells } = countDeals(deals, { secret, hub, on: '2026-11-30' });
    return new Map(cells.map((cell) => [nameOf(cell), cell]));
  });

describe('whoever reads every version of what was counted', () => {
  it('never knows of a group of one to four deals, whatever they know of the others', () => {
    const told: string[] = [];
    for (let seed = 1; seed <= 6; seed += 1) {
      const weeks = exportsOf(seed);
      const shown = readWeeks(weeks, secretOf(seed));
      for (const place of places) {
        const name = nameOf(place);
        const counts = weeks.map((deals) => deals.filter((deal) => nameOf(deal as Cell) === name).length);
        const numbers = shown.map((cells) => cells.get(name)?.deals);
        for (const less of [0, 1, 4, 5, 9, 10]) {
          const known = counts.map((count) => Math.max(0, count - less));
          const sets = possible(
            numbers,
            known,
            counts.map(() => undefined),
          );
          sets.forEach((set, week) => {
            const rest = [...set].map((n) => n - (known[week] ?? 0));
            expect(rest).toContain((counts[week] ?? 0) - (known[week] ?? 0));
            if (rest.every((n) => n >= 1 && n <= 4))
              told.push(`${name} week ${String(week)}: ${rest.join()}`);
          });
        }
      }
    }
    expect(told).toEqual([]);
  });

  it('never knows how many there are where they know how many came each week', () => {
    const weeks = exportsOf(3);
    const shown = readWeeks(weeks, secretOf(3));
    for (const place of places) {
      const name = nameOf(place);
      const counts = weeks.map((deals) => deals.filter((deal) => nameOf(deal as Cell) === name).length);
      const changes = counts.map((count, week) => (week === 0 ? undefined : count - (counts[week - 1] ?? 0)));
      const sets = possible(
        shown.map((cells) => cells.get(name)?.deals),
        counts.map(() => 0),
        changes,
      );
      for (const set of sets) expect(set.size).toBeGreaterThanOrEqual(5);
    }
  });

  it('sees no cell of fewer than five, and no total that is not the sum of what is shown', () => {
    for (let seed = 1; seed <= 6; seed += 1)
      for (const deals of exportsOf(seed)) {
        const counted = countDeals(deals, { secret: secretOf(seed), hub, on: '2026-11-30' });
        for (const cell of counted.cells) {
          const own = deals.filter((deal) => nameOf(deal as Cell) === nameOf(cell));
          expect(own.length).toBeGreaterThan(5);
          expect(cell.deals % 5).toBe(0);
        }
        expect(Object.keys(counted).sort()).toEqual(['cells', 'on', 'secret', 'steps']);
      }
  });

  it('learns nothing of the amount of the one deal by which an export has grown', () => {
    const cell = places[0] as Cell;
    const before = Array.from({ length: 30 }, (_, at) => dealOf(cell, at, 7_919));
    const moves = (amount: number) =>
      Array.from({ length: 200 }, (_, at) => {
        const secret = new Uint8Array(32).fill(at);
        const [one, two] = [before, [...before, dealOf(cell, 31, amount)]].map(
          (deals) => countDeals(deals, { secret, hub, on: '2026-11-30' }).cells[0]?.amount ?? 0,
        );
        return (two ?? 0) - (one ?? 0);
      });
    for (const amount of [-9_000_000, 0, 1, 9_999, STEP, 70_000, 9_000_000])
      for (const move of moves(amount)) expect([0, STEP]).toContain(move);
    // However large it is, it is one that is as large as a step.
    expect(moves(9_000_000)).toEqual(moves(STEP));
    expect(new Set(moves(10_000)).size).toBe(2);
  });

  it('cannot tell from the code where a number or a sum begins: that is the secret of each cell', () => {
    const deals = places.flatMap((place) => Array.from({ length: 12 }, (_, at) => dealOf(place, at, 10_000)));
    const seen = Array.from({ length: 40 }, (_, at) => {
      const { cells } = countDeals(deals, { secret: new Uint8Array(32).fill(at), hub, on: '2026-11-30' });
      return cells.map(({ deals: count, amount }) => `${String(count)} ${String(amount)}`);
    });
    for (const place of places.keys())
      expect(new Set(seen.map((numbers) => numbers[place])).size).toBeGreaterThan(1);
    for (const numbers of seen) expect(new Set(numbers).size).toBeGreaterThan(1);
  });

  it('reads the same numbers of the same deals in another order', () => {
    const [deals = []] = exportsOf(1);
    const options = { secret: secretOf(1), hub, on: '2026-11-30' };
    expect(countDeals(deals.toReversed(), options)).toEqual(countDeals(deals, options));
  });
});
