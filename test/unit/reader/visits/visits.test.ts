import { describe, expect, test } from 'vitest';
import {
  beginDay,
  MAX_VISITS,
  revisit,
  parseVisits,
  dismissNews,
  renderVisits,
  addVisit,
  hasEndedSince,
  nextEnd,
  type Visit,
} from '../../../../src/reader/visits/visits.ts';

const path = '/battlecards/acme/';
const stand = (revision: string, day: string) => ({ revision, day });
function open(visits: readonly Visit[], revision: string, day: string, until?: string) {
  const visit = revisit(visits, path, stand(revision, day), until);
  return { visit, visits: addVisit(visits, visit) };
}

/** What a page looks for before it is drawn: whether there may be news of this revision. */
function makesRoom(stored: string, revision: string): boolean {
  return stored.includes(`"${path} `) && !stored.includes(`"${path} ${revision} `);
}

describe('what a browser remembers of a piece', () => {
  test('is nothing to compare with at first', () => {
    const { visit } = open([], 'a', '2026-10-03');
    expect(visit.before).toEqual(visit.last);
  });

  test('is how it was the last time, on another day', () => {
    const first = open([], 'a', '2026-10-03').visits;
    const second = open(first, 'b', '2026-11-22');
    expect(second.visit.before).toEqual(stand('a', '2026-10-03'));
    const third = open(second.visits, 'b', '2026-11-23');
    expect(third.visit.before).toEqual(stand('b', '2026-11-22'));
  });

  test('outlives a reload on the same day, until it is put away', () => {
    const second = open(open([], 'a', '2026-10-03').visits, 'b', '2026-11-22').visits;
    expect(open(second, 'b', '2026-11-22').visit.before.revision).toBe('a');
    expect(open(second, 'c', '2026-11-22').visit.before.revision).toBe('a');
    expect(open(dismissNews(second, path), 'b', '2026-11-22').visit.before.revision).toBe('b');
  });

  test('comes back from what was stored, and junk is passed over', () => {
    const visits = open(open([], 'a', '2026-10-03').visits, 'b', '2026-11-22', '2026-12-01').visits;
    expect(parseVisits(renderVisits(visits, '2026-11-22'))).toEqual(visits);
    for (const junk of [null, '', '{', '{}', '[1,null,"x","/a/ b c d e f g"]'])
      expect(parseVisits(junk)).toEqual([]);
  });

  test('is bounded', () => {
    let visits = open([], 'a', '2026-10-03').visits;
    for (let at = 0; at < MAX_VISITS + 5; at++) {
      const other = `/answers/${String(at)}/`;
      visits = addVisit(visits, revisit(visits, other, stand('a', '2026-10-03'), undefined));
    }
    const kept = parseVisits(renderVisits(visits, '2026-10-03'));
    expect(kept).toHaveLength(MAX_VISITS);
    expect(kept[0]?.path).toBe(`/answers/${String(MAX_VISITS + 4)}/`);
  });
});

describe('room for news', () => {
  test('is left for another revision alone', () => {
    const stored = renderVisits(open([], 'a', '2026-10-03').visits, '2026-10-03');
    expect(makesRoom(stored, 'a')).toBe(false);
    expect(makesRoom(stored, 'b')).toBe(true);
    expect(makesRoom('[]', 'a')).toBe(false);
  });

  test('is left again on the day on which there were news, and not on the next', () => {
    const second = open(open([], 'a', '2026-10-03').visits, 'b', '2026-11-22').visits;
    expect(makesRoom(renderVisits(second, '2026-11-22'), 'b')).toBe(true);
    const next = beginDay(second, '2026-11-23');
    const byAnother = revisit(second, '/answers/b/', stand('c', '2026-11-23'), undefined);
    expect(makesRoom(renderVisits(addVisit(second, byAnother), '2026-11-23'), 'b')).toBe(false);
    expect(makesRoom(renderVisits(next, '2026-11-23'), 'b')).toBe(false);
  });

  test('is left once a claim has ended', () => {
    const { visits } = open([], 'a', '2026-10-03', '2026-10-05');
    expect(makesRoom(renderVisits(beginDay(visits, '2026-10-05'), '2026-10-05'), 'a')).toBe(false);
    expect(makesRoom(renderVisits(beginDay(visits, '2026-10-06'), '2026-10-06'), 'a')).toBe(true);
  });
});

describe('the last days of claims', () => {
  const ends = ['2027-03-01', '2026-11-30', '2026-11-29', '2027-01-15'];

  test('hold up to the earliest that is not over, the day itself included', () => {
    expect(nextEnd(ends, '2026-11-30')).toBe('2026-11-30');
    expect(nextEnd(ends, '2026-12-01')).toBe('2027-01-15');
    expect(nextEnd(ends, '2027-03-02')).toBeUndefined();
  });

  test('are news when one was not over at the last visit, and is now', () => {
    expect(hasEndedSince(ends, '2026-11-30', '2026-11-30')).toBe(false);
    expect(hasEndedSince(ends, '2026-11-30', '2026-12-01')).toBe(true);
    expect(hasEndedSince(ends, '2026-12-01', '2027-01-15')).toBe(false);
  });
});
