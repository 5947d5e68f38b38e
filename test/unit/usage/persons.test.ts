import { expect, test } from 'vitest';
import type { StoredEvent } from '../../../src/usage/event-store.ts';
import { createPersonBook } from '../../../src/usage/persons.ts';

type Step = [event: string, id: string, properties?: Record<string, unknown>];

function bookOf(...steps: Step[]) {
  const book = createPersonBook();
  steps.forEach(([event, distinct_id, properties = {}], index) => {
    const at = `2026-11-22T12:00:0${String(index)}.000Z`;
    book.apply({
      uuid: '',
      event,
      distinct_id,
      timestamp: at,
      created_at: at,
      properties,
    } satisfies StoredEvent);
  });
  return book;
}

function merged(...steps: Step[]) {
  return bookOf(...steps).merged();
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

test('one rep is never joined into another by signing in on the same browser', () => {
  const steps: Step[] = [
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
    ['$identify', 'rep-2', { $anon_distinct_id: 'rep-1' }],
  ];
  expect(merged(...steps)).toEqual([['anon-1', 'rep-1']]);
});

test('an alias is joined into the id that names it, and $merge_dangerously does it to anybody', () => {
  expect(merged(['$create_alias', 'rep-1', { alias: 'crm-7' }])).toEqual([['crm-7', 'rep-1']]);
  const dangerous: Step[] = [
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
    ['$merge_dangerously', 'rep-2', { alias: 'rep-1' }],
  ];
  expect(merged(...dangerous)).toEqual([
    ['anon-1', 'rep-2'],
    ['rep-1', 'rep-2'],
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
  const book = bookOf(
    ['$set', 'anon-1', { $set: { team: 'x', theme: 'dark' } }],
    ['$set', 'rep-1', { $set: { team: 'dach' }, $set_once: { team: 'no', first: 'a' } }],
    ['$identify', 'rep-1', { $anon_distinct_id: 'anon-1' }],
  );
  expect(book.persons()).toEqual([
    {
      distinctId: 'rep-1',
      createdAt: '2026-11-22T12:00:00.000Z',
      properties: { team: 'dach', theme: 'dark', first: 'a' },
    },
  ]);
});

test('an event that asks for no profile makes none', () => {
  expect(bookOf(['x', 'a', { $process_person_profile: false, $set: { a: 1 } }]).persons()).toEqual([]);
});
