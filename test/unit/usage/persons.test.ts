import { describe, expect, test } from 'vitest';
import { createPersonBook, idsOf, type Person, type PersonEvent } from '../../../src/usage/persons.ts';

type Step = [event: string, id: string, properties?: Record<string, unknown>];

function eventOf([event, distinct_id, properties = {}]: Step, index: number): PersonEvent {
  return { event, distinct_id, timestamp: `2026-11-22T12:00:0${String(index)}.000Z`, properties };
}

function changesOf(...steps: Step[]) {
  const book = createPersonBook();
  for (const event of steps.map(eventOf)) book.apply(event);
  return book.changes();
}

function merged(...steps: Step[]) {
  return changesOf(...steps).merged;
}

function person(distinctId: string, changes: Partial<Person> = {}): Person {
  return {
    distinctId,
    createdAt: '2026-11-01T00:00:00.000Z',
    properties: {},
    identified: false,
    ...changes,
  };
}

test('what was done before signing in counts for the one who signed in', () => {
  expect(merged(['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }])).toEqual([['anon-1', 'rep-1']]);
});

test('two browsers of one rep are one person', () => {
  const steps: Step[] = [
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-2' }],
  ];
  expect(merged(...steps)).toEqual([
    ['anon-1', 'rep-1'],
    ['anon-2', 'rep-1'],
  ]);
});

test('a rep who is known is never joined into another by signing in on the same browser', () => {
  const steps: Step[] = [
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
    ['$set', 'rep-2', { $set: { team: 'dach' } }],
    ['$identify', 'rep-2', { $anon_distinct_id: 'rep-1' }],
  ];
  expect(merged(...steps)).toEqual([['anon-1', 'rep-1']]);
});

test('an id that has no person yet becomes one more id of the person it is joined with', () => {
  expect(
    merged(['$set', 'anon-1', { $set: { a: 1 } }], ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }]),
  ).toEqual([['rep-1', 'anon-1']]);
});

test('an alias is joined into the id that names it, and $merge_dangerously does it to anybody', () => {
  expect(merged(['$create_alias', 'rep-1', { alias: 'crm-7' }])).toEqual([['crm-7', 'rep-1']]);
  const dangerous: Step[] = [
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
    ['$set', 'rep-2', { $set: { team: 'dach' } }],
    ['$merge_dangerously', 'rep-2', { alias: 'rep-1' }],
  ];
  expect(merged(...dangerous)).toEqual([
    ['anon-1', 'rep-2'],
    ['rep-1', 'rep-2'],
  ]);
});

test('naming oneself joins nobody and signs nobody in', () => {
  const { persons } = changesOf(
    ['$identify', 'rep-1', { $anon_distinct_id: 'rep-1' }],
    ['$identify', 'rep-2', { $set: { team: 'dach' } }],
  );
  expect(persons.map(({ distinctId, identified }) => [distinctId, identified])).toEqual([
    ['rep-1', false],
    ['rep-2', false],
  ]);
});

test('ids that stand for nobody join no one', () => {
  expect(
    merged(
      ['$identify', 'rep-1', { $anon_distinct_id: 'null' }],
      ['$identify', 'undefined', { $anon_distinct_id: 'anon-1' }],
    ),
  ).toEqual([]);
});

test('the properties of the one who signed in win, $set_once never overwrites', () => {
  const { persons } = changesOf(
    ['$set', 'anon-1', { $set: { team: 'x', theme: 'dark' } }],
    ['$set', 'rep-1', { $set: { team: 'dach' }, $set_once: { team: 'no', first: 'a' } }],
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
  );
  expect(persons).toEqual([
    {
      distinctId: 'rep-1',
      createdAt: '2026-11-22T12:00:00.000Z',
      properties: { team: 'dach', theme: 'dark', first: 'a' },
      identified: true,
    },
  ]);
});

test.each<[string, unknown]>([
  ['a list', ['theme', 'first', 7]],
  ['an object', { theme: '', first: '' }],
])('$unset takes properties away, named by %s', (_, $unset) => {
  const { persons } = changesOf(
    ['$set', 'rep-1', { $set: { team: 'dach', theme: 'dark' }, $set_once: { first: 1 } }],
    ['$set', 'rep-1', { $unset }],
  );
  expect(persons.map(({ properties }) => properties)).toEqual([{ team: 'dach' }]);
});

test('an event that asks for no profile makes none', () => {
  expect(changesOf(['x', 'a', { $process_person_profile: false, $set: { a: 1 } }]).persons).toEqual([]);
});

describe('what is known from before', () => {
  const rep = person('rep-1', { identified: true, properties: { team: 'dach' } });

  test('is found under every id, and only what changed is told', () => {
    const book = createPersonBook([
      { distinctId: 'anon-1', person: rep },
      { distinctId: 'rep-2', person: person('rep-2') },
    ]);
    book.see('anon-1', '2026-11-22T12:00:00.000Z');
    expect(book.changes()).toEqual({ persons: [], merged: [] });
    book.apply(eventOf(['$set', 'anon-1', { $set: { theme: 'dark' } }], 1));
    expect(book.changes()).toEqual({
      persons: [{ ...rep, properties: { team: 'dach', theme: 'dark' } }],
      merged: [],
    });
  });

  test('joins as a whole', () => {
    const book = createPersonBook([
      { distinctId: 'anon-1', person: rep },
      { distinctId: 'boss', person: person('boss') },
    ]);
    book.apply(eventOf(['$merge_dangerously', 'boss', { alias: 'anon-1' }], 1));
    expect(book.changes().merged).toEqual([['rep-1', 'boss']]);
  });

  test('every id of an event has to be known', () => {
    expect(idsOf(eventOf(['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }], 1))).toEqual([
      'rep-1',
      'anon-1',
    ]);
    expect(idsOf(eventOf(['$create_alias', 'rep-1', { alias: 7 }], 1))).toEqual(['rep-1', '7']);
    expect(idsOf(eventOf(['$set', 'rep-1', { alias: 'x' }], 1))).toEqual(['rep-1']);
  });
});
