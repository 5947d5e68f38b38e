import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/usage/demo/demo-random.ts';
import { SPAN_DAYS } from '../../../../src/usage/questions/span-days.ts';
import { chooseShownGroups, upTo, type TeamSteps } from '../../../../src/usage/privacy/shown-groups.ts';

const free = { given: 0, all: 'any', outOf: undefined } as const;
const team = (name: string, steps: number[], outOf?: number): TeamSteps => ({ team: name, steps, outOf });

test('teams and spans that are large enough are shown, all of them', () => {
  const counts = [team('uk', [10, 6, 8]), team('dach', [7, 5, 0])];
  expect(chooseShownGroups(counts, free)).toEqual({ steps: [0, 1, 2], teams: ['uk', 'dach'] });
});

test('a team is held back when the one that is too small could be worked out from it', () => {
  const counts = [team('uk', [20]), team('dach', [9]), team('partners', [3])];
  expect(chooseShownGroups(counts, free).teams).toEqual(['uk']);
});

test('a span is held back when fewer than five people lie between it and the one that is shown', () => {
  const counts = [team('uk', [12, 2, 9])];
  const { steps } = chooseShownGroups(counts, free);
  expect(steps).toContain(0);
  expect(steps).not.toContain(1);
});

function shownOf(heads: number): string[] {
  const counts = [team('uk', [20], heads), team('dach', [20], 30)];
  return chooseShownGroups(counts, { ...free, outOf: heads + 30 }).teams.toSorted();
}

test('a team is held back when fewer than five of its people are left over', () => {
  expect(shownOf(24)).toEqual([]);
  expect(shownOf(25)).toEqual(['dach', 'uk']);
});

test('a team whose own number is withheld elsewhere is not shown here', () => {
  const counts = [team('uk', [10]), team('dach', [9])];
  expect(chooseShownGroups(counts, { ...free, only: new Set() }).teams).toEqual([]);
});

test('parts that need each other are shown together or not at all', () => {
  expect(
    chooseShownGroups([team('uk', [12, 3])], { given: 1, all: 'needed', outOf: undefined }).steps,
  ).toEqual([]);
});

/**
 * Everything that can be worked out: each sum and difference of what is shown, and of the head counts, with factors -1,
 * 0 and 1. Where it comes to a group of people (each counted once or not at all), the group is nobody or large enough.
 */
function smallGroups(
  counts: readonly TeamSteps[],
  steps: readonly number[],
  teams: readonly string[],
): string[] {
  const never = counts[0]?.steps.length ?? 0;
  const atoms = counts.flatMap(({ team: name, steps: people, outOf }) =>
    [...people, (outOf ?? upTo({ steps: people }, never)) - upTo({ steps: people }, never)].map(
      (count, step) => ({
        name,
        step,
        count,
      }),
    ),
  );
  const cellOf = (name: string, step: number) =>
    atoms.map((atom) => Number((name === '' || atom.name === name) && atom.step <= step));
  const cells = [
    ...['', ...teams].flatMap((name) => steps.map((step) => cellOf(name, step))),
    ...counts.flatMap(({ team: name, outOf }) => (outOf === undefined ? [] : [cellOf(name, never)])),
  ];
  const found = new Set<string>();
  for (let code = 1; code < 3 ** cells.length; code += 1) {
    const group = atoms.map(() => 0);
    for (let rest = code, at = 0; rest > 0; rest = Math.floor(rest / 3), at += 1) {
      const factor = [0, 1, -1][rest % 3] ?? 0;
      if (factor !== 0) cells[at]?.forEach((is, place) => (group[place] = (group[place] ?? 0) + factor * is));
    }
    if (group.some((is) => is !== 0 && is !== 1)) continue;
    const people = group.reduce((sum, is, place) => sum + is * (atoms[place]?.count ?? 0), 0);
    if (people > 0 && people < 5) found.add(`${group.join('')}: ${String(people)}`);
  }
  return [...found];
}

test.each([
  ['without head counts', 3, 300, false, ['a', 'b', 'c']],
  ['beside head counts', 2, 60, true, ['a', 'b', 'c']],
  ['over all spans of two teams', SPAN_DAYS.length, 8, false, ['a', 'b']],
] as const)(
  'no sum or difference of what is shown comes to a small group, %s',
  (_, spans, rounds, hasHeads, names) => {
    const random = createRandom(3);
    let shownCells = 0;
    for (let round = 0; round < rounds; round += 1) {
      const counts = names.map((name) => {
        const steps = Array.from({ length: spans }, () => (random.happens(0.2) ? 0 : random.below(16)));
        return team(
          name,
          steps,
          hasHeads ? Math.max(5, upTo({ steps }, spans) + random.below(14)) : undefined,
        );
      });
      const heads = counts.reduce((sum, { outOf = 0 }) => sum + outOf, 0);
      const used = counts.reduce((sum, each) => sum + upTo(each, spans), 0);
      // What the question shows for everybody is not for this to hold back.
      if (hasHeads && heads - used < 20) continue;
      const options = { ...free, given: random.below(spans), outOf: hasHeads ? heads : undefined };
      const { steps, teams } = chooseShownGroups(counts, options);
      shownCells += steps.length * (1 + teams.length);
      expect({ counts, steps, teams, small: smallGroups(counts, steps, teams) }).toMatchObject({ small: [] });
    }
    expect(shownCells).toBeGreaterThan(rounds);
  },
);

test('the search for small groups finds one where there is one', () => {
  const counts = [team('a', [9]), team('b', [3]), team('c', [8])];
  expect(smallGroups(counts, [0], ['a', 'c'])).toEqual(expect.arrayContaining(['001000: 3']));
  expect(smallGroups([team('a', [9], 11)], [0], [])).toEqual(['01: 2']);
});

test('people in a step are counted with those inside it', () => {
  expect(upTo({ steps: [3, 4, 5] }, 1)).toBe(7);
});
