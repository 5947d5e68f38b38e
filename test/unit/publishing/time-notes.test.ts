import { expect, test } from 'vitest';
import { noteWeeks, renderNotedWeeks } from '../../../src/charts/noted-weeks.ts';
import type { Version } from '../../../src/publishing/history/history.ts';
import { buildTimeNotes } from '../../../src/publishing/history/time-notes.ts';

type Past = Parameters<typeof buildTimeNotes>[0];

const page = (title: string, over: object, facts: string[] = []): Past['assets'][number] => ({
  path: `${title}.md`,
  data: { title, products: ['cold'], ...over } as unknown as Past['assets'][number]['data'],
  facts: facts.map((fact) => ({ fact, line: 1, at: undefined })),
});
const version = (day: string, place: number): Version => ({
  commit: String(place),
  place,
  path: '',
  at: `${day}T00:00:00.000Z`,
  day,
  by: [],
  subject: '',
});

const past: Past = {
  assets: [
    page('Probe 2', { published: '2026-09-01', launch: 'major' }, ['cold-price']),
    page('Pilot plan', { published: '2026-09-08' }),
    page('Price list', { published: '2026-09-08', products: [] }, ['cold-price']),
    page('Old', { published: '2025-01-01' }),
  ],
  history: {
    isWhole: true,
    gone: new Map(),
    byPath: new Map([
      ['Old.md', [version('2026-10-01', 0), version('2026-10-01', 1), version('2025-01-01', 3)]],
    ]),
  },
  factVersions: [
    { version: version('2026-10-12', 0), facts: [{ id: 'cold-price', says: '£9' }] },
    { version: version('2026-01-12', 2), facts: [{ id: 'cold-price', says: '£8' }] },
  ],
};

test('launches, new pages, changes and prices are notes of their day and product, and nothing is older than asked', () => {
  const notes = buildTimeNotes(past, '2026-01-01');
  expect(notes).toEqual([
    { on: '2026-09-01', kind: 'launch', product: 'cold', says: 'Probe 2', pages: 1 },
    { on: '2026-09-08', kind: 'new', product: 'cold', says: 'Pilot plan', pages: 1 },
    { on: '2026-09-08', kind: 'new', product: '', says: 'Price list', pages: 1 },
    { on: '2026-10-01', kind: 'changed', product: 'cold', says: 'Old', pages: 1 },
    { on: '2026-10-12', kind: 'price', product: 'cold', says: 'cold price from £8 to £9', pages: 1 },
    { on: '2026-10-12', kind: 'price', product: '', says: 'cold price from £8 to £9', pages: 1 },
  ]);
});

test('without a whole past the first version that is known counts as a change; without git only what pages say', () => {
  const shallow = {
    ...past,
    history: { isWhole: false, gone: new Map(), byPath: new Map([['Old.md', [version('2026-10-01', 0)]]]) },
  };
  expect(buildTimeNotes(shallow, '2026-09-30').filter(({ kind }) => kind === 'changed')).toHaveLength(1);
  const none = { ...past, history: undefined, factVersions: [] };
  expect(buildTimeNotes(none, '2026-01-01').map(({ kind }) => kind)).toEqual(['launch', 'new', 'new']);
});

test('the weeks of a chart are marked, the weightiest first when there are too many, and a list says what happened', () => {
  const weeks = ['2026-08-31', '2026-09-07', '2026-09-14'];
  const noted = noteWeeks(weeks, buildTimeNotes(past, '2026-01-01'));
  expect(noted.marks.map(({ number, week }) => [number, week])).toEqual([
    [1, 0],
    [2, 1],
  ]);
  const text = renderNotedWeeks(noted, { products: [{ id: 'cold', name: 'Cold <probe>' }] })?.text ?? '';
  expect(text).toContain('1 Sep 2026: Launch: Probe 2');
  expect(text).toContain('Cold &lt;probe&gt;');
  const many = Array.from({ length: 30 }, (_, at) => ({
    on: `2026-0${String(1 + Math.floor(at / 4))}-${String(1 + 7 * (at % 4)).padStart(2, '0')}`,
    kind: at === 7 ? ('price' as const) : ('new' as const),
    product: '',
    says: String(at),
    pages: at,
  }));
  const long = Array.from({ length: 40 }, (_, at) =>
    new Date(Date.UTC(2025, 11, 29 + 7 * at)).toISOString().slice(0, 10),
  );
  const { marks, others } = noteWeeks(long, many);
  expect(marks).toHaveLength(10);
  expect(others).toBeGreaterThan(0);
  expect(marks.flatMap(({ notes }) => notes.map(({ says }) => says))).toContain('7');
});
