import { createHash } from 'node:crypto';
import { generateDemoEvents } from '../../src/usage/demo/demo-events.ts';
import type { DemoAsset, DemoSearch } from '../../src/usage/demo/demo-visit.ts';
import { createRandom } from '../../src/usage/demo/demo-random.ts';
import type { StoredEvent } from '../../src/usage/event-store.ts';
import { ingestEnvelope } from '../../src/usage/wire/ingest.ts';

/** The moment in which every query is asked: what `now()` means. */
export const NOW = '2026-11-22T12:00:00.000Z';
/** The name of the made-up events that carry every awkward value. */
const AWKWARD = 'awkward';

/** A row of PostHog's table of people. */
interface SamplePerson {
  id: string;
  createdAt: string;
  properties: Record<string, unknown>;
}

/** The same facts for both engines. Who is who is written down here by hand, not worked out by the hub. */
export interface Sample {
  events: StoredEvent[];
  /** distinct_id → person_id, only where people were merged. */
  overrides: [string, string][];
  persons: SamplePerson[];
}

/** The person id that the embedded store gives to a distinct id. */
export function personIdOf(distinctId: string): string {
  const hex = createHash('md5').update(distinctId).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function uuidOf(number: number): string {
  const hex = createHash('md5')
    .update(`event ${String(number)}`)
    .digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-9$4-$5');
}

const assets: DemoAsset[] = [
  ['battlecards/kestrowe', 'battlecard', 'routes', '2026-03-02'],
  ['battlecards/ormund', 'battlecard', 'cold', '2026-10-12'],
  ['answers/price', 'answer', 'routes', '2026-07-20'],
  ['answers/größe', 'answer', 'cold', '2026-02-02'],
  ['collateral/one-pager', 'collateral', 'routes', '2026-09-01'],
  ['collateral/roi', 'collateral', '', '2026-05-05'],
  ['plays/renewal', 'play', 'fleet', '2026-10-30'],
  ['plays/rescue', 'play', '', '2026-11-09'],
  ['roles/buyer', 'role', 'fleet', '2026-01-15'],
  ['build-stories/dock', 'build-story', 'cold', '2026-08-08'],
].map(([id = '', kind = '', product = '', publishedOn = ''], index) => ({
  id,
  kind,
  product,
  publishedOn,
  revision: `r${String(index)}a`,
  files: kind === 'collateral' ? [`/files/${id}.pdf`] : [],
  ...(kind === 'battlecard' ? { objections: ['too-dear', 'wir-haben-schon-größe', '高すぎる'] } : {}),
}));

const searches: DemoSearch[] = [
  { query: 'kestrowe', results: 4, hits: ['battlecards/kestrowe', 'answers/price'] },
  { query: 'price', results: 9, hits: ['answers/price', 'collateral/roi', 'collateral/one-pager'] },
  { query: 'größe', results: 1, hits: ['answers/größe'] },
  { query: 'price list 2027', results: 0, hits: [] },
  { query: "it's", results: 2, hits: ['plays/renewal'] },
  { query: '"exact" words', results: 3, hits: ['plays/rescue', 'roles/buyer'] },
  { query: 'c:\\temp', results: 0, hits: [] },
  { query: '日本', results: 0, hits: [] },
  { query: 'dock', results: 2, hits: ['build-stories/dock', 'battlecards/ormund'] },
];

/** Made-up use of more than a year; a third of the assets gets a new revision on the way. */
function demoEvents(): Record<string, unknown>[] {
  const spec = {
    seed: 7,
    days: 400,
    until: '2026-11-22T11:00:00.000Z',
    assets,
    searches,
    teams: [
      { id: 'uk', reps: 21 },
      { id: 'dach', reps: 14 },
      { id: 'nordics', reps: 9 },
    ],
    quarterEnds: ['2026-06-30', '2026-09-30'],
  };
  const revised = new Map(assets.filter((_, index) => index % 3 === 0).map(({ id }) => [id, '2026-10-01']));
  return [...generateDemoEvents(spec)].map(({ properties, ...event }) => {
    const on = 'asset_id' in properties ? revised.get(properties.asset_id) : undefined;
    const revision = on === undefined || event.timestamp < on ? {} : { asset_rev: 'new' };
    return { ...event, properties: { ...properties, ...revision, $process_person_profile: false } };
  });
}

/** Values that engines read differently, for texts, numbers and times. */
const TEXTS: unknown[] = [
  undefined,
  null,
  '',
  'null',
  'x',
  'X',
  'xylophone',
  'a/b/c',
  'Größe',
  'ÉCLAIR',
  '日本語',
  '🙂 smile',
  '  padded\t',
  'two\nlines',
  'say "hi"',
  'back\\slash',
  '50% off_now',
  'true',
  true,
  false,
  0,
  'uk',
  ['x', 'y'],
  { inner: 'z' },
];
const NUMBERS: unknown[] = [
  undefined,
  null,
  '',
  0,
  1,
  -1,
  2,
  2.5,
  3.5,
  -2.5,
  7,
  10,
  1250,
  0.125,
  0.1,
  1e3,
  '4',
  ' 5',
  '6 ',
  '+8',
  '.5',
  '5.',
  '1e2',
  '1_000',
  'inf',
  'many',
  '99999999999999999999',
  '12.0',
  '-7',
];
const TIMES: unknown[] = [
  undefined,
  null,
  '',
  '2026-11-22',
  '2026-11-22T10:00:00Z',
  '2026-11-22T10:00:00+02:00',
  '2026-02-28 23:59:59',
  '2026-01-31T00:00:00.250Z',
  '2024-02-29',
  '2026-02-30',
  'soon',
];

const JSON_DATA: unknown[] = [
  undefined,
  null,
  'text',
  { n: 3, s: 'x', a: [1, 'y', null] },
  { n: 3.7, s: '', a: [] },
  { n: '12', s: 'Größe "1"', a: { b: 1 } },
  { n: true, s: 5, a: ['only'] },
  { n: -2, s: null },
  [4, { n: 1 }],
];
const ADDRESSES: unknown[] = [
  undefined,
  '',
  'https://hub.example/answers/12?utm_source=mail&x=1#top',
  'https://www.hub.example:8080/a/b',
  'http://user@hub.example',
  'https://hub.example?utm_source=chat',
];

const IDS = [
  'rep-a',
  'anon-1',
  'anon-2',
  'rep-b',
  'old-b',
  'rep-c',
  'rep-d',
  'rep-e',
  'visitor-1',
  'visitor-2',
];

/** Events with every awkward value in every place, from people who were merged and people who were not. */
function awkwardEvents(count: number): Record<string, unknown>[] {
  const random = createRandom(11);
  const more = createRandom(12);
  const one = (values: readonly unknown[]) => values[more.below(values.length)];
  const any = (values: readonly unknown[]) => values[random.below(values.length)];
  return Array.from({ length: count }, (_, index) => {
    const properties: Record<string, unknown> = {
      word: any(TEXTS),
      other: any(TEXTS),
      num: any(NUMBERS),
      when: any(TIMES),
      deep: random.happens(0.4) ? { er: any(TEXTS) } : undefined,
      asset_id: any(['x', 'y', '', undefined, 'Größe', 'a/b']),
      team: any(['uk', 'dach', '', undefined, 'null']),
      product: any(['routes', 'cold', '', undefined]),
      results: any(NUMBERS),
      position: any([1, 2, 3, '2', undefined]),
      $session_id: any(['s1', 's2', undefined]),
      flag: one([true, false, undefined]),
      tags: one(['a,b', 'b', '', undefined, 'c,a,größe']),
      list: one([undefined, [], ['p', 'q'], ['p', 3, null, 'say "hi"']]),
      data: one(JSON_DATA),
      $current_url: one(ADDRESSES),
      $process_person_profile: false,
    };
    const day = Date.parse('2026-09-20T00:00:00.000Z') + random.below(63 * 86_400_000);
    return {
      uuid: uuidOf(index),
      event: AWKWARD,
      distinct_id: String(any(IDS)),
      timestamp: new Date(random.happens(0.5) ? day - (day % 1000) : day).toISOString(),
      properties,
    };
  });
}

function identify(number: number, distinctId: string, properties: Record<string, unknown>, event: string) {
  return {
    uuid: uuidOf(100_000 + number),
    event,
    distinct_id: distinctId,
    timestamp: `2026-09-01T0${String(number)}:00:00.000Z`,
    properties,
  };
}

/** Who becomes whom. `rep-e` is known already when `rep-d` asks for it, so these two stay two. */
const identities = [
  identify(
    0,
    'rep-a',
    { $anon_distinct_id: 'anon-1', $set: { team: 'uk', word: 'say "a"', empty: '' } },
    '$identify',
  ),
  identify(1, 'rep-a', { $anon_distinct_id: 'anon-2', $set_once: { team: 'dach', since: 3 } }, '$identify'),
  identify(2, 'rep-b', { alias: 'old-b' }, '$create_alias'),
  identify(3, 'rep-c', { $set: { team: 'nordics', deep: { er: 'Größe' } } }, '$set'),
  identify(4, 'rep-e', { $anon_distinct_id: 'rep-e-anon', $set: { team: 'uk' } }, '$identify'),
  identify(5, 'rep-d', { $anon_distinct_id: 'rep-e', $set: { team: null } }, '$identify'),
];
const persons: [string, string, Record<string, unknown>][] = [
  ['rep-a', '2026-09-01T00:00:00.000Z', { team: 'uk', since: 3, word: 'say "a"', empty: '' }],
  ['rep-b', '2026-09-01T02:00:00.000Z', {}],
  ['rep-c', '2026-09-01T03:00:00.000Z', { team: 'nordics', deep: { er: 'Größe' } }],
  ['rep-e', '2026-09-01T04:00:00.000Z', { team: 'uk' }],
  ['rep-d', '2026-09-01T05:00:00.000Z', { team: null }],
];
const merges: [string, string][] = [
  ['anon-1', 'rep-a'],
  ['anon-2', 'rep-a'],
  ['old-b', 'rep-b'],
  ['rep-e-anon', 'rep-e'],
];

/** Everything that both engines are given. The same on every machine. */
export function buildSample(): Sample {
  const sent = [...identities, ...awkwardEvents(400), ...demoEvents()];
  const { events } = ingestEnvelope(
    { token: 'phc_sample', sentAt: undefined, events: sent },
    { now: Date.parse(NOW), newUuid: () => '' },
  );
  return {
    events,
    overrides: merges.map(([id, target]) => [id, personIdOf(target)]),
    persons: persons.map(([id, createdAt, properties]) => ({ id: personIdOf(id), createdAt, properties })),
  };
}
