import { expect, test } from 'vitest';
import { generateDemoEvents, type DemoSpec } from '../../../../src/usage/demo/demo-events.ts';
import { createRandom } from '../../../../src/usage/demo/demo-random.ts';
import { demoWords } from '../../../../src/usage/demo/demo-words.ts';
import { eventCatalogue } from '../../../../src/usage/events.ts';

const spec: DemoSpec = {
  seed: 1,
  days: 60,
  until: '2026-11-22T12:00:00.000Z',
  teams: [
    { id: 'uk', reps: 20 },
    { id: 'partners', reps: 4 },
  ],
  quarterEnds: ['2026-09-30', '2026-12-31'],
  assets: Array.from({ length: 40 }, (_, index) => ({
    id: `answers/a${String(index)}`,
    revision: `r${String(index)}`,
    kind: index % 4 === 0 ? 'battlecard' : 'answer',
    product: ['routes', 'cold', ''][index % 3] ?? '',
    publishedOn: index === 5 ? '2026-11-10' : undefined,
    files: index % 5 === 0 ? ['files/a.pdf'] : [],
    decks: index % 5 === 0 ? [{ file: 'files/a.pdf', slides: [1, 2, 3] }] : [],
    ...(index % 5 === 1 ? { place: 'Google Slides' } : {}),
    ...(index % 4 === 0 ? { objections: ['too-dear', 'not-now', 'no-time'] } : {}),
  })),
  searches: [
    { query: 'price', results: 3, hits: ['answers/a0', 'answers/a1'] },
    { query: 'netsuite', results: 0, hits: [] },
  ],
};
const events = [...generateDemoEvents(spec)];

test('the same seed gives the same events, another seed others', () => {
  expect([...generateDemoEvents(spec)]).toEqual(events);
  expect([...generateDemoEvents({ ...spec, seed: 2 })]).not.toEqual(events);
});

test('every made-up event is in the catalogue', () => {
  expect(
    events.filter(({ event, properties }) => !eventCatalogue[event].properties.safeParse(properties).success),
  ).toEqual([]);
  expect(new Set(events.map(({ event }) => event))).toEqual(
    new Set([
      'asset_viewed',
      'asset_copied',
      'asset_downloaded',
      'link_opened',
      'slide_reached',
      'asset_rated',
      'search_performed',
      'search_result_opened',
      'asset_requested',
      'question_asked',
      'time_to_answer',
      'landing_ended',
      'objection_heard',
    ]),
  );
});

test('made-up people work by the clocks of the company', () => {
  const hours = [...generateDemoEvents({ ...spec, zone: 'Pacific/Auckland' })].map(({ timestamp }) =>
    Number(
      new Date(timestamp).toLocaleString('en-GB', {
        timeZone: 'Pacific/Auckland',
        hour: '2-digit',
        hourCycle: 'h23',
      }),
    ),
  );
  expect(hours.length).toBeGreaterThan(100);
  expect([Math.min(...hours) >= 6, Math.max(...hours) <= 20]).toEqual([true, true]);
});

test('events come in order of time, each with an id of its own, none after the last moment', () => {
  const times = events.map(({ timestamp }) => timestamp);
  expect(times).toEqual([...times].sort());
  expect(times.at(-1)?.localeCompare(spec.until)).toBe(-1);
  expect(times[0]?.slice(0, 10).localeCompare('2026-09-24')).toBeGreaterThanOrEqual(0);
  expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(events.length);
});

test('some assets are never used, and none before it was published', () => {
  const used = new Set(
    events.flatMap(({ properties }) => ('asset_id' in properties ? [properties.asset_id] : [])),
  );
  expect(used.size).toBeLessThan(spec.assets.length);
  expect(used.size).toBeGreaterThan(20);
  const early = events.filter(
    ({ properties, timestamp }) =>
      'asset_id' in properties && properties.asset_id === 'answers/a5' && timestamp < '2026-11-10',
  );
  expect(early).toEqual([]);
});

test('weekends are quiet', () => {
  const onWeekend = events.filter(({ timestamp }) => [0, 6].includes(new Date(timestamp).getUTCDay()));
  expect(onWeekend.length).toBeLessThan(events.length / 20);
});

test('a library without assets, teams or searches gives what it can', () => {
  expect([...generateDemoEvents({ ...spec, teams: [] })]).toEqual([]);
  const [lonely] = [...generateDemoEvents({ ...spec, assets: [] })];
  expect(lonely?.event).toMatch(/^(search_performed|question_asked)$/);
});

test('reps type names, titles and what is asked everywhere', () => {
  const words = demoWords(['What does it cost?', 'How to meet Kestrowe', 'The works council'], ['Kestrowe']);
  expect(words).toEqual(expect.arrayContaining(['kestrowe', 'pricing', 'works council']));
  expect(new Set(words).size).toBe(words.length);
});

test('chance is spread evenly', () => {
  const random = createRandom(3);
  const drawn = Array.from({ length: 10_000 }, () => random.below(10));
  const counts = Array.from({ length: 10 }, (_, digit) => drawn.filter((each) => each === digit).length);
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(random.pick([], [])).toBeUndefined();
});
