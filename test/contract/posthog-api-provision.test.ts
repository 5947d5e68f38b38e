import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readMerges } from '../../src/adapters/git/merges.ts';
import { countedQuestions } from '../../src/usage/snapshot/tables.ts';
import {
  FAKE_KEY,
  posthogEnv,
  startFakePosthog,
  type FakeItem,
  type FakePosthog,
} from '../support/store/fake-posthog.ts';
import { commitFiles, git, writeFiles } from '../support/github/git-checkout.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

const site = resolve(import.meta.dirname, '../fixtures/sites/in-order/content');
/** One dashboard, the questions, two merges. */
const ALL = 1 + countedQuestions.length + 2;

let checkout: string;
let fake: FakePosthog;

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'hub-provision-'));
  await cp(site, join(checkout, 'content'), { recursive: true });
  await git(checkout, 'init', '--quiet', '--initial-branch', 'main');
  await commitFiles(checkout, {});
  await git(checkout, 'checkout', '--quiet', '-b', 'prices');
  await commitFiles(checkout, { 'content/files/prices.csv': '1\n' });
  await git(checkout, 'checkout', '--quiet', 'main');
  const message = 'Merge pull request #12 from ines/prices\n\nNew prices for 2027';
  await git(checkout, 'merge', '--quiet', '--no-ff', '--message', message, 'prices');
  await git(checkout, 'checkout', '--quiet', '-b', 'code');
  await commitFiles(checkout, { 'other/code.txt': '1\n' });
  await git(checkout, 'checkout', '--quiet', 'main');
  await git(checkout, 'merge', '--quiet', '--no-ff', '--message', 'Only code', 'code');
  await writeFiles(checkout, { 'content/files/squashed.csv': '2\n' });
  await git(checkout, 'add', '--all');
  await git(checkout, 'commit', '--quiet', '--message', 'A squashed change (#13)');
  await commitFiles(checkout, { 'content/files/direct.csv': '3\n' });
});
afterAll(() => rm(checkout, { recursive: true, force: true }));
beforeEach(async () => {
  fake = await startFakePosthog();
});
afterEach(() => fake.close());

async function provision(...flags: string[]): Promise<ScriptRun> {
  const env = { HUB_CONTENT: join(checkout, 'content'), ...posthogEnv(fake.url) };
  const run = await runScript('posthog', ['provision', '--today', '2026-11-22', ...flags], { env });
  expect(run.out + run.err).not.toContain(FAKE_KEY);
  return run;
}

const writes = () => fake.calls.filter(({ method }) => method !== 'GET');

function first(items: readonly FakeItem[]): FakeItem {
  const [item] = items;
  if (item === undefined) throw new Error('nothing was made');
  return item;
}

test('merges of the content are read from the published branch, oldest first', async () => {
  const merges = await readMerges(join(checkout, 'content'), {
    published: 'main',
    since: '2026-09-01',
    env: process.env,
  });
  expect(merges).toEqual([
    {
      commit: expect.stringMatching(/^\w{40}$/),
      mergedAt: '2026-11-22T09:00:00.000Z',
      mergedOn: '2026-11-22',
      subject: 'New prices for 2027 (#12)',
    },
    expect.objectContaining({ subject: 'A squashed change (#13)' }),
  ]);
  expect(await readMerges(checkout, { published: 'main', since: '2026-11-23', env: process.env })).toEqual(
    [],
  );
  expect(
    await readMerges(checkout, { published: 'gone', since: '2026-09-01', env: process.env }),
  ).toBeUndefined();
});

describe('npm run posthog -- provision', () => {
  test('makes a dashboard, an insight for each question on it, and an annotation for each merge', async () => {
    const run = await provision();
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(`${String(ALL)} made, 0 updated, 0 left as they are.`);
    const dashboard = first(fake.dashboards);
    expect(run.out).toContain(`${fake.url}/project/12/dashboard/${String(dashboard.id)}`);
    expect(fake.insights.map(({ name, dashboards }) => [name, dashboards])).toEqual(
      countedQuestions.map(({ title }) => [title, [dashboard.id]]),
    );
    expect(fake.annotations.map(({ content, date_marker }) => [content, date_marker])).toEqual([
      [
        expect.stringMatching(/^Merged: New prices for 2027 \(#12\) \[sales-hub:merge:\w{12}\]$/),
        '2026-11-22T09:00:00.000Z',
      ],
      [expect.stringMatching(/^Merged: A squashed change/), '2026-11-22T09:00:00.000Z'],
    ]);
  });

  test.each<[string, Partial<FakePosthog>]>([
    ['a PostHog with tags', {}],
    ['a PostHog without tags', { hasTags: false }],
    [
      'lists of two a page, named by an address that only PostHog knows',
      { pageSize: 2, nextHost: 'http://web:8000' },
    ],
  ])('changes nothing the second time: %s', async (_, moods) => {
    Object.assign(fake, moods);
    await provision();
    const before = JSON.stringify([fake.dashboards, fake.insights, fake.annotations]);
    const made = writes().length;
    const run = await provision();
    expect(run.out).toContain(`0 made, 0 updated, ${String(ALL)} left as they are.`);
    expect(writes()).toHaveLength(made);
    expect(JSON.stringify([fake.dashboards, fake.insights, fake.annotations])).toBe(before);
  });

  test('leaves what it did not make and where tiles lie, mends what was changed, brings back what was deleted', async () => {
    fake.insights.push({ id: 1, name: 'Use per asset', description: 'Ours, by hand', tags: ['q3'] });
    await provision();
    const dashboard = first(fake.dashboards);
    dashboard['tiles'] = [{ id: 1, layouts: { sm: { x: 6, y: 0, w: 6, h: 5 } } }];
    const [foreign, renamed, deleted, takenOff] = fake.insights;
    if (renamed === undefined || deleted === undefined || takenOff === undefined) throw new Error('too few');
    renamed['name'] = 'By hand';
    deleted['deleted'] = true;
    takenOff['dashboards'] = [];
    const run = await provision();
    expect(run.out).toContain(`1 made, 2 updated, ${String(ALL - 3)} left as they are.`);
    expect(foreign).toEqual({ id: 1, name: 'Use per asset', description: 'Ours, by hand', tags: ['q3'] });
    expect(renamed['name']).toBe('Use per asset');
    expect(takenOff['dashboards']).toEqual([dashboard.id]);
    expect(fake.insights.filter(({ name }) => name === deleted['name'])).toHaveLength(2);
    expect(writes().filter(({ body }) => 'tiles' in body || 'layouts' in body)).toEqual([]);
    expect(dashboard['tiles']).toHaveLength(1);
  });

  test('as a dry run says what it would do, and sends nothing but looks', async () => {
    const run = await provision('--dry-run');
    expect(run.out).toContain('would make    insight     Use per asset');
    expect(run.out).toContain(`${String(ALL)} to make, 0 to update, 0 left as they are.`);
    expect(writes()).toEqual([]);
  });

  test('that fails half way says what was done, and running it again makes the rest and nothing twice', async () => {
    fake.interfere = ({ method, body }) =>
      method === 'POST' && fake.insights.length === 3 && 'query' in body
        ? { status: 500, body: {} }
        : undefined;
    const run = await provision();
    expect(run.code).toBe(2);
    expect(run.err).toMatchInlineSnapshot(`
      "PostHog had a fault of its own (500) with the insight “Carried into calls”.
      Run it again later. Before that, 4 changes were made in PostHog by this run, as listed above. The next run finds what is there, makes nothing twice, and does the rest.
      "
    `);
    expect(writes()).toHaveLength(5);
    fake.interfere = () => undefined;
    expect((await provision()).out).toContain(`${String(ALL - 4)} made, 0 updated, 4 left as they are.`);
    expect(fake.insights).toHaveLength(countedQuestions.length);
  });

  test('whose answer was lost finds what was made by it', async () => {
    let lost = false;
    fake.interfere = ({ method, body }) => {
      if (method !== 'POST' || lost) return undefined;
      lost = true;
      fake.dashboards.push({ ...body, id: 77 });
      return { status: 0 };
    };
    expect(await provision()).toMatchObject({ code: 2 });
    expect((await provision()).out).toContain(`${String(ALL - 1)} made, 0 updated, 1 left as they are.`);
    expect(fake.dashboards).toHaveLength(1);
  });

  test('waits where PostHog says "too many", also while making things', async () => {
    let times = 0;
    fake.interfere = ({ method }) =>
      method === 'POST' && times++ === 2 ? { status: 429, headers: { 'retry-after': '0' } } : undefined;
    expect(await provision()).toMatchObject({ code: 0 });
    expect(fake.insights).toHaveLength(countedQuestions.length);
  });

  test('says where the days of the project are not those of hub.yaml, and leaves its time zone as it is', async () => {
    fake.timezone = 'America/New_York';
    const run = await provision();
    expect(run.code).toBe(0);
    expect(run.out).toContain(`${String(ALL)} made`);
    expect(run.err).toMatchInlineSnapshot(`
      "The project in PostHog goes by the clocks of America/New_York, and hub.yaml by those of UTC: days and weeks of the dashboard begin at another hour than those of the hub, and \`npm run adoption\` counts no week until they agree. Set the time zone of the project in PostHog to UTC, or write time_zone: America/New_York below company in hub.yaml. Its time zone was left as it is.
      "
    `);
    expect(fake.timezone).toBe('America/New_York');
    fake.timezone = 'Etc/UTC';
    expect(await provision()).toMatchObject({ code: 0, err: '' });
  });

  test('goes on without the scope for it, and says that it could not look', async () => {
    fake.scopes = fake.scopes.filter((scope) => scope !== 'project:read');
    const run = await provision();
    expect(run.code).toBe(0);
    expect(run.out).toContain(`${String(ALL)} made`);
    expect(run.err).toMatchInlineSnapshot(`
      "Whether the days of the project are those of hub.yaml could not be seen. The key may not do this in PostHog: it lacks the scope project:read. Give the key the scope project:read in the settings of your PostHog account.
      "
    `);
  });

  test('names the scope that the key lacks', async () => {
    fake.scopes = ['dashboard:write', 'query:read'];
    const run = await provision();
    expect(run.code).toBe(2);
    expect(run.err).toContain('it lacks the scope insight:read.');
    expect(run.err).toContain('Before that, 1 change was made in PostHog by this run');
  });

  test('needs to be told what to do, and where', async () => {
    expect((await runScript('posthog', ['provide'])).err).toContain('Did you mean provision?');
    const env = { POSTHOG_HOST: '', POSTHOG_PROJECT_ID: '', POSTHOG_PERSONAL_API_KEY: '' };
    expect((await runScript('posthog', ['provision'], { env })).err).toContain('No PostHog is set.');
  });
});
