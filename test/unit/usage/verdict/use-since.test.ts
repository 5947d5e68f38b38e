import { expect, it } from 'vitest';
import { useOverTime } from '../../../../src/usage/questions/use-over-time.ts';
import { emptySnapshot } from '../../../../src/usage/snapshot/snapshot.ts';
import { findFalls, readUseByBlock, useSince } from '../../../../src/usage/verdict/use-since.ts';

/** Blocks of four weeks, as everybody counts them. */
const BLOCKS = ['2026-06-15', '2026-07-13', '2026-08-10', '2026-09-07', '2026-10-05'];
/** A day in the second block: compared are the first one and the last. */
const DAY = '2026-07-20';

/** The use of `answers/a` in each block; null is under ten. */
function useOf(...reps: (number | null)[]) {
  const rows = reps.flatMap((many, at) =>
    many === null ? [] : [['answers/a', 'A', BLOCKS[at] ?? '', many]],
  );
  const snapshot = emptySnapshot('2026-11-22');
  const answers = snapshot.answers.map((answer) =>
    answer.id === useOverTime.id
      ? { ...answer, state: 'ready' as const, counted: { from: BLOCKS[0] ?? '', until: '2026-11-01' }, rows }
      : answer,
  );
  const use = readUseByBlock({ ...snapshot, answers });
  if (use === undefined) throw new Error('nothing was counted');
  return use;
}

const since = (reps: (number | null)[], day = DAY, publishedOn?: string) =>
  useSince(useOf(...reps), { id: 'answers/a', publishedOn }, day);

it.each([
  ['more, where the whole interval is', [20, 20, 30, 50, 60], 'up'],
  ['less, where the whole interval is', [60, 20, 30, 30, 20], 'down'],
  ['no change, where the interval holds 1', [30, 20, 30, 30, 40], 'no-change'],
  ['too few, where under ten used it on both sides', [null, 20, 30, 30, null], 'too-few'],
] as const)('says %s', (_, reps, says) => {
  expect(since([...reps])).toMatchObject({
    state: 'over',
    before: '2026-06-15',
    after: '2026-10-05',
    says,
    reps: { before: reps[0], after: reps[4] },
  });
});

it('says from when on it is counted while the weeks after a day are not over', () => {
  expect(since([20, 20, 20, 20, 60], '2026-10-08')).toEqual({ state: 'open', countedOn: '2026-12-02' });
});

it('says nothing of what was published after the weeks that it would be held against began, or before counting did', () => {
  expect(since([20, 20, 20, 20, 60], DAY, '2026-06-20')).toEqual({ state: 'unknown' });
  expect(since([20, 20, 20, 20, 60], DAY, '2026-06-15')).toMatchObject({ state: 'over' });
  expect(since([20, 20, 20, 20, 60], '2026-06-20')).toEqual({ state: 'unknown' });
});

it('finds falls that are more than chance', () => {
  expect(findFalls(useOf(10, 60, 20, 20, 20), 3).map(({ id, reps }) => [id, reps])).toEqual([
    ['answers/a', { before: 60, after: 20 }],
  ]);
  expect(findFalls(useOf(60, 30, 20, 20, 20), 3)).toEqual([]);
  expect(findFalls(useOf(60, 30, 20, 20, 20), 5)).toEqual([]);
});
