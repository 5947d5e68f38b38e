import { describe, expect, it } from 'vitest';
import { moveTogether, renderTogether } from '../../../../src/publishing/pipeline/moved-together.ts';

const ends = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'];
const series = (...values: (number | undefined)[]) =>
  new Map(values.flatMap((value, at) => (value === undefined ? [] : [[ends[at] ?? '', value] as const])));
const say = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>, today = '2027-01-05') =>
  renderTogether('Deals won', moveTogether(one, other, ends, today));

describe('two numbers beside each other', () => {
  it('are said to have moved together or not, with the quarters that rests on, and never as cause and effect', () => {
    expect([
      say(series(10, 20, 30, 20), series(30, 40, 50, 60)),
      say(series(10, 20), series(30, 20)),
      say(series(10, 10, 10), series(30, 20, 10)),
      say(series(10), series(30)),
      say(series(), series(30, 20)),
    ]).toMatchInlineSnapshot(`
      [
        "Deals won and use moved together in 2 of 3 changes from one quarter to the next. That rests on 4 quarters, too few to tell chance from more, and says nothing on what moved what.",
        "Deals won and use did not move together in the one change from one quarter to the next. That rests on 2 quarters, too few to tell chance from more, and says nothing on what moved what.",
        "Deals won and use have not both moved yet. That rests on 3 quarters.",
        "Deals won and use cannot be compared yet: of one quarter alone are both known.",
        "Deals won and use cannot be compared yet: of no quarter that is over are both known.",
      ]
    `);
  });

  it('are not compared over a quarter that is not known, nor in one that is not over', () => {
    expect(moveTogether(series(10, undefined, 30), series(10, 20, 30), ends, '2027-01-05').changes).toBe(0);
    expect(moveTogether(series(10, 20), series(10, 20), ends, '2026-06-30').quarters).toBe(1);
  });
});
