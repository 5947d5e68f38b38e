import { describe, expect, test } from 'vitest';
import {
  beginDay,
  MOST_OPENINGS,
  openAgain,
  parseOpenings,
  putAway,
  renderOpenings,
  withOpening,
  type Opening,
} from '../../../../src/reader/visits/visits.ts';

const path = '/battlecards/acme/';
const stand = (revision: string, day: string) => ({ revision, day });
function open(openings: readonly Opening[], revision: string, day: string, until?: string) {
  const opening = openAgain(openings, path, stand(revision, day), until);
  return { opening, openings: withOpening(openings, opening) };
}

/** What a page looks for before it is drawn: whether there may be news of this revision. */
function makesRoom(stored: string, revision: string): boolean {
  return stored.includes(`"${path} `) && !stored.includes(`"${path} ${revision} `);
}

describe('what a browser remembers of a piece', () => {
  test('is nothing to compare with at first', () => {
    const { opening } = open([], 'a', '2026-10-03');
    expect(opening.before).toEqual(opening.last);
  });

  test('is how it was the last time, on another day', () => {
    const first = open([], 'a', '2026-10-03').openings;
    const second = open(first, 'b', '2026-11-22');
    expect(second.opening.before).toEqual(stand('a', '2026-10-03'));
    const third = open(second.openings, 'b', '2026-11-23');
    expect(third.opening.before).toEqual(stand('b', '2026-11-22'));
  });

  test('outlives a reload on the same day, until it is put away', () => {
    const second = open(open([], 'a', '2026-10-03').openings, 'b', '2026-11-22').openings;
    expect(open(second, 'b', '2026-11-22').opening.before.revision).toBe('a');
    expect(open(second, 'c', '2026-11-22').opening.before.revision).toBe('a');
    expect(open(putAway(second, path), 'b', '2026-11-22').opening.before.revision).toBe('b');
  });

  test('comes back from what was stored, and junk is passed over', () => {
    const openings = open(open([], 'a', '2026-10-03').openings, 'b', '2026-11-22', '2026-12-01').openings;
    expect(parseOpenings(renderOpenings(openings, '2026-11-22'))).toEqual(openings);
    for (const junk of [null, '', '{', '{}', '[1,null,"x","/a/ b c d e f g"]'])
      expect(parseOpenings(junk)).toEqual([]);
  });

  test('is bounded', () => {
    let openings = open([], 'a', '2026-10-03').openings;
    for (let at = 0; at < MOST_OPENINGS + 5; at++) {
      const other = `/answers/${String(at)}/`;
      openings = withOpening(openings, openAgain(openings, other, stand('a', '2026-10-03'), undefined));
    }
    const kept = parseOpenings(renderOpenings(openings, '2026-10-03'));
    expect(kept).toHaveLength(MOST_OPENINGS);
    expect(kept[0]?.path).toBe(`/answers/${String(MOST_OPENINGS + 4)}/`);
  });
});

describe('room for news', () => {
  test('is left for another revision alone', () => {
    const stored = renderOpenings(open([], 'a', '2026-10-03').openings, '2026-10-03');
    expect(makesRoom(stored, 'a')).toBe(false);
    expect(makesRoom(stored, 'b')).toBe(true);
    expect(makesRoom('[]', 'a')).toBe(false);
  });

  test('is left again on the day on which there were news, and not on the next', () => {
    const second = open(open([], 'a', '2026-10-03').openings, 'b', '2026-11-22').openings;
    expect(makesRoom(renderOpenings(second, '2026-11-22'), 'b')).toBe(true);
    const next = beginDay(second, '2026-11-23');
    const byAnother = openAgain(second, '/answers/b/', stand('c', '2026-11-23'), undefined);
    expect(makesRoom(renderOpenings(withOpening(second, byAnother), '2026-11-23'), 'b')).toBe(false);
    expect(makesRoom(renderOpenings(next, '2026-11-23'), 'b')).toBe(false);
  });

  test('is left once a claim has ended', () => {
    const { openings } = open([], 'a', '2026-10-03', '2026-10-05');
    expect(makesRoom(renderOpenings(beginDay(openings, '2026-10-05'), '2026-10-05'), 'a')).toBe(false);
    expect(makesRoom(renderOpenings(beginDay(openings, '2026-10-06'), '2026-10-06'), 'a')).toBe(true);
  });
});
