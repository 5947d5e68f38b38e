import { describe, expect, test } from 'vitest';
import {
  parseProgress,
  passStep,
  sayStanding,
  standingOf,
  type TrainingProgress,
} from '../../../src/reader/training-progress.ts';

const desk = { key: 'roles/desk How much?', mark: 'aa' };
const support = { key: 'roles/support When?', mark: 'bb' };
const steps = [desk, support];
const all = (): TrainingProgress =>
  passStep(passStep({}, 't', desk, '2026-11-01'), 't', support, '2026-11-03');

describe('how far somebody is with a training', () => {
  test('is done on the day of its last step, in whichever order they were passed', () => {
    expect(standingOf(all(), 't', steps.toReversed())).toMatchObject({ done: 2, finishedOn: '2026-11-03' });
    expect(standingOf(all(), 'another', steps)).toEqual({ states: ['open', 'open'], done: 0, changed: 0 });
  });

  test('runs out with a piece that changes, and is back once its step is passed again', () => {
    const newer = { ...support, mark: 'cc' };
    const changed = [desk, newer];
    const standing = standingOf(all(), 't', changed);
    expect(standing).toEqual({ states: ['done', 'changed'], done: 1, changed: 1 });
    expect(sayStanding(standing)).toMatchInlineSnapshot(
      `"1 of 2 done. One page has changed since you passed: read and answer again."`,
    );
    const again = passStep(all(), 't', newer, '2027-02-01');
    expect(standingOf(again, 't', changed).finishedOn).toBe('2027-02-01');
  });

  test('runs out with a step that is added, and does not mind one that is taken out', () => {
    const more = [...steps, { key: 'roles/devices How fast?', mark: 'dd' }];
    expect(standingOf(all(), 't', more).finishedOn).toBeUndefined();
    expect(standingOf(all(), 't', steps.slice(1)).finishedOn).toBe('2026-11-03');
  });

  test('is nothing for a training without steps', () => {
    expect(standingOf({}, 't', [])).toEqual({ states: [], done: 0, changed: 0 });
  });
});

test('what is none of ours in a browser is left out', () => {
  const fine = { mark: 'aa', on: '2026-11-01' };
  expect(
    parseProgress({
      t: { one: fine, two: 'yes', three: { mark: 1, on: '2026-11-01' }, four: { mark: 'a', on: 'soon' } },
      u: [],
    }),
  ).toEqual({ t: { one: fine } });
  for (const none of [undefined, null, 'x', 3, []]) expect(parseProgress(none)).toEqual({});
  expect(
    standingOf(parseProgress(JSON.parse('{"t":{"__proto__":{"mark":"aa","on":"2026-11-01"}}}')), 't', [
      { key: 'constructor', mark: 'aa' },
    ]).done,
  ).toBe(0);
});
