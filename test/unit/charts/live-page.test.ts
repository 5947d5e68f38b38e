import { expect, test } from 'vitest';
import { renderAsOf, renderMarkedAnswer, renderQuestionList } from '../../../src/charts/adoption-page.ts';
import { createAdoptionPage, type AdoptionPageSource } from '../../../src/collector/adoption-page.ts';
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
  buildSnapshot: AdoptionPageSource['buildSnapshot'],
  built = builtPage(sampleWithoutNumbers()),
) {
  const problems: unknown[] = [];
  const respond = createAdoptionPage({
    readBuiltPage: async () => built,
    context,
    buildSnapshot,
    report: (error) => problems.push(error),
  });
  const get = (path: string, method = 'GET') => respond(new Request(`http://127.0.0.1${path}`, { method }));
  return { get, problems };
}

test('the live page is letter for letter what a build with the same numbers would make', async () => {
  const { get } = liveWith(async () => sampleSnapshot());
  const response = await get('/adoption/');
  expect(await response?.text()).toBe(builtPage(sampleSnapshot()));
  expect(response?.headers.get('cache-control')).toBe('no-store');
});

test('words that look like a replacement pattern are kept as they are', async () => {
  const nasty = sampleSnapshot();
  for (const answer of nasty.answers) answer.asks = "$& $1 $' <!--/answer:x-->";
  const { get } = liveWith(async () => nasty);
  expect(await (await get('/adoption/'))?.text()).toBe(builtPage(nasty));
});

test('live CSV and JSON carry the numbers of now', async () => {
  const { get } = liveWith(async () => sampleSnapshot());
  expect(await (await get('/adoption/top-searches.csv'))?.text()).toContain('price,34,88\r\n');
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
  const page = await (await get('/adoption/'))?.text();
  expect(page).toContain('Nothing that was recorded is lost');
  expect(page).toContain('price');
  expect(page).not.toContain('store locked');
  expect((await get('/adoption/top-searches.csv'))?.status).toBe(503);
  expect(problems).toHaveLength(2);
});

test('requests that come together share one round of asking; by team and span is asked for filters only', async () => {
  let rounds = 0;
  const asked: boolean[] = [];
  const { get } = liveWith(async ({ isSplit }) => {
    rounds++;
    asked.push(isSplit);
    return sampleSnapshot();
  });
  await Promise.all([get('/adoption/'), get('/adoption/top-searches.csv')]);
  expect(rounds).toBe(1);
  await get('/adoption/');
  expect(rounds).toBe(2);
  await Promise.all([get('/adoption/snapshot.json'), get('/adoption/snapshot.json')]);
  expect(asked).toEqual([false, false, true]);
});

test('the line under the title names the source and the day', () => {
  expect(renderAsOf(sampleSnapshot())).toMatchInlineSnapshot(
    `"<!--adoption:as-of--><p class="adoption-as-of">As of <time datetime="2026-11-22T04:12:31.000Z">22 Nov 2026, 04:12 UTC</time>, from the hub’s own collector: 49,113 events.</p><!--/adoption:as-of-->"`,
  );
  expect(renderAsOf({ ...sampleSnapshot(), source: 'posthog' })).toContain('from PostHog: 49,113 events');
  expect(renderAsOf(sampleWithoutNumbers())).toContain('No numbers are connected');
});
