import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPosthog } from '../../src/adapters/posthog/api.ts';
import { queryPosthog } from '../../src/adapters/posthog/query.ts';
import { readPosthogSettings, usesPosthog } from '../../src/adapters/posthog/settings.ts';
import { UserError } from '../../src/library/user-error.ts';
import { FAKE_KEY, posthogEnv, startFakePosthog, type FakePosthog } from '../support/store/fake-posthog.ts';

let fake: FakePosthog;
let waits: number[];

beforeAll(async () => {
  fake = await startFakePosthog({
    answer: (_, values) => ({ columns: ['event'], results: [[values['event']]] }),
  });
});
afterAll(() => fake.close());
beforeEach(() => {
  waits = [];
  fake.calls.length = 0;
  fake.pollsUntilDone = 0;
  fake.interfere = () => undefined;
});

function open(changes: Record<string, string> = {}) {
  const settings = readPosthogSettings(posthogEnv(fake.url, changes));
  if (settings === undefined) throw new Error('no settings');
  return openPosthog(settings, async (ms) => waits.push(ms));
}

const ask = (changes: Record<string, string> = {}) =>
  queryPosthog(open(changes), 'SELECT {event}', { event: 'asset_viewed' });

/** What a person reads. */
async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error(`no UserError: ${String(error)}`);
  expect(`${error.message} ${error.hint}`).not.toContain(FAKE_KEY);
  return `${error.message}\n${error.hint}`.replaceAll(fake.url, 'https://posthog.test');
}

/** Goes wrong so many times, then as usual. */
function wrong(times: number, reply: { status: number; headers?: Record<string, string>; body?: unknown }) {
  let left = times;
  fake.interfere = () => (left-- > 0 ? reply : undefined);
}

describe('a question', () => {
  test('comes back as columns and rows, past the cache', async () => {
    expect(await ask()).toEqual({ columns: ['event'], rows: [['asset_viewed']] });
    expect(fake.calls).toEqual([
      {
        method: 'POST',
        path: 'query/',
        body: {
          query: { kind: 'HogQLQuery', query: 'SELECT {event}', values: { event: 'asset_viewed' } },
          refresh: 'force_blocking',
        },
      },
    ]);
  });

  test('that PostHog takes to the background is waited for', async () => {
    fake.pollsUntilDone = 3;
    expect(await ask()).toEqual({ columns: ['event'], rows: [['asset_viewed']] });
    expect(fake.calls.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET']);
    expect(waits).toEqual([500, 1000, 2000]);
  });

  test('that never ends in the background is called off', async () => {
    fake.pollsUntilDone = 10_000;
    expect(await refusal(ask())).toMatchInlineSnapshot(`
      "PostHog did not finish the question within 3 minutes.
      Run it again when PostHog is less busy."
    `);
    expect(fake.calls.at(-1)?.method).toBe('DELETE');
  });

  test('waits as long as PostHog asks for, and five seconds where it names no time', async () => {
    wrong(1, { status: 429, headers: { 'retry-after': '7' } });
    await ask();
    wrong(1, { status: 429 });
    await ask();
    expect(waits).toEqual([7000, 5000]);
  });

  test('does not wait for an hour', async () => {
    wrong(1, { status: 429, headers: { 'retry-after': '3000' } });
    expect(await refusal(ask())).toMatchInlineSnapshot(`
      "PostHog has had more requests than it takes and wants 50 minutes of quiet before the question.
      Run it again after that. Everybody who uses the API of the project shares its limit."
    `);
    expect(waits).toEqual([]);
  });

  test('gives up after five refusals for being too many', async () => {
    wrong(9, { status: 429, headers: { 'retry-after': '1' } });
    expect(await refusal(ask())).toContain('more requests than it takes');
    expect(fake.calls).toHaveLength(5);
  });

  test.each([[{ status: 502 }], [{ status: 0 }]])(
    'is asked again when %j is all that comes',
    async (reply) => {
      wrong(2, reply);
      expect(await ask()).toMatchObject({ rows: [['asset_viewed']] });
      expect(waits).toEqual([1000, 4000]);
    },
  );
});

const drf = (status: number, detail: string, code = 'error') => ({
  status,
  body: { type: 'x', code, detail, attr: null },
});

describe('a refusal reads as what happened and what to do', () => {
  test('for another key', async () => {
    expect(await refusal(ask({ POSTHOG_PERSONAL_API_KEY: 'phx_other' }))).toMatchInlineSnapshot(`
      "PostHog does not know the key.
      Make a personal API key (phx_…) in the settings of your PostHog account and set POSTHOG_PERSONAL_API_KEY to it."
    `);
  });

  test('for a key without the scope', async () => {
    fake.scopes = ['insight:write'];
    expect(await refusal(ask())).toMatchInlineSnapshot(`
      "The key may not do this in PostHog: it lacks the scope query:read.
      Give the key the scope query:read in the settings of your PostHog account."
    `);
    fake.scopes = ['query:read'];
  });

  test('for a project that the key does not see', async () => {
    expect(await refusal(ask({ POSTHOG_PROJECT_ID: '13' }))).toMatchInlineSnapshot(`
      "PostHog has no project 13 that the key can see, or no longer what was asked for (the question).
      POSTHOG_PROJECT_ID is the number behind /project/ in the address of your PostHog; POSTHOG_HOST must be the PostHog (us or eu) that has it."
    `);
  });

  test('for a question it does not understand, in its own words without the key', async () => {
    wrong(1, drf(400, `Unknown function\n'toMonday' for ${FAKE_KEY}`, 'hogql_query_error'));
    expect(await refusal(ask())).toMatchInlineSnapshot(`
      "PostHog does not take the question (400). It says: Unknown function 'toMonday' for …
      An older PostHog of your own may lack what the hub asks for: update it."
    `);
  });

  test('for a question that took too long, also in the background', async () => {
    wrong(1, drf(400, 'Query has hit the max execution time before completing.', 'timeout_exceeded'));
    const words = await refusal(ask());
    expect(words).toMatchInlineSnapshot(`
      "PostHog stopped the question because it took longer than PostHog allows (10 seconds for a key).
      Run it again when PostHog is less busy."
    `);
    fake.pollsUntilDone = 1;
    const answer = fake.answer;
    fake.answer = () => drf(400, 'Query has hit the max execution time before completing.');
    expect(await refusal(ask())).toBe(words);
    fake.answer = answer;
  });

  test('for a fault of PostHog that stays', async () => {
    wrong(9, drf(500, 'ClickHouse error while executing query.'));
    expect(await refusal(ask())).toMatchInlineSnapshot(`
      "PostHog had a fault of its own (500) with the question. It says: ClickHouse error while executing query.
      Run it again later."
    `);
    expect(fake.calls).toHaveLength(3);
  });

  test('for an address where nobody answers', async () => {
    wrong(9, { status: 0 });
    expect(await refusal(ask())).toMatchInlineSnapshot(`
      "No answer from PostHog at https://posthog.test for the question.
      Is POSTHOG_HOST right, and can this machine reach it? Run it again when it can."
    `);
  });

  test.each([
    ['sends on', { status: 302, headers: { location: 'https://elsewhere.test/login' } }, 'another address'],
    ['shows a page', { status: 200, body: '<html>' }, 'is not the API of a PostHog'],
    ['answers in another shape', { status: 200, body: { ok: true } }, 'a shape that the hub does not know'],
  ])('for an address that %s', async (_, reply, words) => {
    wrong(1, reply);
    expect(await refusal(ask())).toContain(words);
  });
});

function read(changes: Record<string, string>) {
  return readPosthogSettings(posthogEnv('https://eu.posthog.com', changes));
}

describe('settings', () => {
  test('are none where none is set, and whole where all are', () => {
    expect(readPosthogSettings({})).toBeUndefined();
    expect(read({ POSTHOG_HOST: 'https://eu.posthog.com/ ' })).toEqual({
      host: 'https://eu.posthog.com',
      projectId: '12',
      key: FAKE_KEY,
    });
  });

  test.each([
    ['a part is missing', { POSTHOG_PROJECT_ID: '' }, 'POSTHOG_PROJECT_ID is not set'],
    ['the address takes events', { POSTHOG_HOST: 'https://us.i.posthog.com' }, 'answers no questions'],
    ['the address has a path', { POSTHOG_HOST: 'https://eu.posthog.com/project/1' }, 'not the address'],
    ['the address has a password', { POSTHOG_HOST: 'https://a:b@eu.posthog.com' }, 'not the address'],
    ['the project is a name', { POSTHOG_PROJECT_ID: '../me' }, 'not the number of a project'],
    ['the key is the token of events', { POSTHOG_PERSONAL_API_KEY: 'phc_1' }, 'which may not ask questions'],
    ['the key has a line break', { POSTHOG_PERSONAL_API_KEY: `${FAKE_KEY}\nx` }, 'holds blanks'],
  ])('say so where %s, and never show the key', async (_, changes, words) => {
    const said = await refusal(Promise.resolve().then(() => read(changes)));
    expect(said).toContain(words);
  });

  test('tell a build that its numbers are in PostHog', () => {
    expect([
      usesPosthog({}),
      usesPosthog({ PUBLIC_POSTHOG_KEY: 'phc_1' }),
      usesPosthog({ POSTHOG_HOST: 'x' }),
    ]).toEqual([false, true, true]);
  });
});
