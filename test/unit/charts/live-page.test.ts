import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { renderAsOf, renderMarkedAnswer, renderQuestionList } from '../../../src/charts/adoption-page.ts';
import { createDailySnapshot } from '../../../src/collector/daily-snapshot.ts';
import { createAdoptionPage, type AdoptionPageSource } from '../../../src/collector/adoption-page.ts';
import { PAGE_DIGEST } from '../../../src/library/page-digest.ts';
import { dayIn } from '../../../src/library/time-zone.ts';
import type { Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import { context, sampleSnapshot, sampleWithoutNumbers } from './sample-snapshot.ts';

/** A page as the build makes it, with words of its own around the pieces. */
function builtPage(snapshot: Snapshot): string {
  return [
    '<main><h1>Adoption</h1>',
    renderAsOf(snapshot),
    `<nav>${renderQuestionList(snapshot, context)}</nav>`,
    ...snapshot.answers.map(
      (a) => `<section id="${a.id}">${renderMarkedAnswer(a, context, snapshot.today)}</section>`,
    ),
    '</main>',
  ].join('\n');
}

function liveWith(
  takeSnapshot: AdoptionPageSource['takeSnapshot'],
  built = builtPage(sampleWithoutNumbers()),
  isDamaged = false,
  patienceMs = 60_000,
) {
  const problems: unknown[] = [];
  const respond = createAdoptionPage(
    {
      readBuiltPage: async () => built,
      context: () => context,
      takeSnapshot,
      isDamaged: () => isDamaged,
      report: (error) => problems.push(error),
    },
    patienceMs,
  );
  const get = (path: string, method = 'GET') => respond(new Request(`http://127.0.0.1${path}`, { method }));
  return { get, problems };
}

test('the live page is letter for letter what a build with the same numbers would make', async () => {
  const { get } = liveWith(async () => sampleSnapshot());
  const response = await get('/adoption/');
  expect(await response?.text()).toBe(builtPage(sampleSnapshot()));
  expect(response?.headers.get('cache-control')).toBe('no-store');
  // What a device keeps of it is held against this.
  const bytes = new Uint8Array((await (await get('/adoption/'))?.arrayBuffer()) ?? []);
  expect(response?.headers.get(PAGE_DIGEST)).toBe(hash('sha256', bytes));
});

test('words that look like a replacement pattern are kept as they are', async () => {
  const nasty = sampleSnapshot();
  for (const answer of nasty.answers) answer.asks = "$& $1 $' <!--/answer:x-->";
  const { get } = liveWith(async () => nasty);
  expect(await (await get('/adoption/'))?.text()).toBe(builtPage(nasty));
});

test('live CSV and JSON carry the numbers of now', async () => {
  const { get } = liveWith(async () => sampleSnapshot());
  expect(await (await get('/adoption/top-searches.csv'))?.text()).toContain('price,40\r\n');
  expect(await (await get('/adoption/snapshot.json'))?.json()).toEqual(sampleSnapshot());
});

test('other addresses, unknown questions and writing methods are left to the next in line', async () => {
  const { get } = liveWith(async () => sampleSnapshot());
  expect(await get('/library/')).toBeUndefined();
  expect(await get('/adoption/nothing.csv')).toBeUndefined();
  expect(await get('/adoption/../secret')).toBeUndefined();
  expect(await get('/adoption/', 'POST')).toBeUndefined();
});

test('when asking fails the page keeps its built numbers, says so, and the reason is reported', async () => {
  const built = builtPage(sampleSnapshot());
  const { get, problems } = liveWith(async () => {
    throw new Error('store locked');
  }, built);
  const response = await get('/adoption/');
  expect(response?.headers.get(PAGE_DIGEST)).toBeNull();
  const page = await response?.text();
  expect(page).toContain('Nothing that was recorded is lost');
  expect(page).toContain('price');
  expect(page).not.toContain('store locked');
  expect((await get('/adoption/top-searches.csv'))?.status).toBe(503);
  expect(problems).toHaveLength(2);
});

test('while the weeks are counted for the first time the page says so, and later shows those of before at once', async () => {
  const rounds = [Promise.withResolvers<Snapshot>(), Promise.withResolvers<Snapshot>()];
  let round = rounds[0];
  const built = builtPage(sampleWithoutNumbers());
  const { get, problems } = liveWith(() => round?.promise ?? Promise.reject(new Error()), built, false, 1);
  const page = await (await get('/adoption/'))?.text();
  expect(page).toContain('are being counted');
  expect(page).toContain('reload in a minute');
  const csv = await get('/adoption/top-searches.csv');
  expect([csv?.status, csv?.headers.get('retry-after')]).toEqual([503, '60']);
  rounds[0]?.resolve(sampleSnapshot());
  expect(await (await get('/adoption/'))?.text()).toBe(builtPage(sampleSnapshot()));
  round = rounds[1];
  expect(await (await get('/adoption/'))?.text()).toBe(builtPage(sampleSnapshot()));
  expect((await get('/adoption/top-searches.csv'))?.status).toBe(200);
  // Nobody waits any more for a round that fails late: it is reported all the same.
  const late = new Error('No room.');
  rounds[1]?.reject(late);
  await expect.poll(() => problems).toContain(late);
});

test('all who look on a day share one round of counting; the next day, other facts or a failure begin another', async () => {
  let [now, failing, rounds] = [Date.parse('2026-11-22T12:00:00Z'), false, 0];
  const take = createDailySnapshot(
    async (_facts: string) => {
      rounds += 1;
      return failing ? sampleSnapshot({ 'top-searches': 'No.' }) : sampleSnapshot();
    },
    () => dayIn('UTC', now),
  );
  await Promise.all([take('a'), take('a')]);
  await take('a');
  expect(rounds).toBe(1);
  await take('b');
  expect(rounds).toBe(2);
  now += 86_400_000;
  failing = true;
  await take('b');
  await take('b');
  expect(rounds).toBe(4);
});

test('the line under the title names the source and the day', () => {
  expect(renderAsOf(sampleSnapshot())).toMatchInlineSnapshot(
    `"<!--adoption:as-of--><p class="adoption-as-of">As of <time datetime="2026-11-22T04:12:31.000Z">22 Nov 2026</time>, from the hub’s own collector: 49,813 events.</p><p class="adoption-as-of">Numbers of people are rounded to fives: the number of one team is within 4 of the truth, and a total is the sum of its teams. “Under 10” can be nobody. Only weeks that are over are counted, once, two days after they end. Each year is rounded anew, so a step of five at New Year may be no change. Without a sign-in browsers are counted, and whoever can send events to the hub can add some.</p><!--/adoption:as-of-->"`,
  );
  expect(renderAsOf({ ...sampleSnapshot(), source: 'posthog' })).toContain('from PostHog: 49,813 events');
  expect(renderAsOf(sampleWithoutNumbers())).toContain('No numbers are connected');
});

const textOf = async (isDamaged: boolean) => {
  const { get } = liveWith(async () => sampleSnapshot(), builtPage(sampleSnapshot()), isDamaged);
  return (await get('/adoption/'))?.text();
};

test('the page says that a part of the record is missing, and nothing of the kind while all is there', async () => {
  const sentence = 'A part of the record that they are counted from is missing or damaged';
  expect(await textOf(true)).toContain(sentence);
  expect(await textOf(false)).not.toContain(sentence);
});
