import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { announceCollector } from '../../src/collector/running.ts';
import { addDays } from '../../src/library/dates.ts';
import { readContent } from '../../src/adapters/content-folder.ts';
import type { StoredEvent } from '../../src/usage/event-store.ts';
import { QUERY_KEY, startCollector } from '../support/store/collector-server.ts';
import { storedEvent } from '../support/store/event-store.ts';
import { FAKE_KEY, posthogEnv, startFakePosthog } from '../support/store/fake-posthog.ts';
import { commitFiles, git } from '../support/github/git-checkout.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

/** All commits are made on this day. */
const MERGED = '2026-11-22';
const NO_POSTHOG = { POSTHOG_HOST: '', POSTHOG_PROJECT_ID: '', POSTHOG_PERSONAL_API_KEY: '' };
const LATER = ['--today', '2027-02-01'];

const hub = `company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
teams: [{ id: uk, name: UK, reps: 25 }, { id: dach, name: DACH, reps: 15 }]
`;
const asset = (title: string, body: string, reviewed = '2026-11-01') =>
  `---\ntitle: "${title}"\nowner: ines-varga\nreviewed: ${reviewed}\n---\n${body}\n`;

let folder: string;
let checkout: string;
let data: string;
/** Revisions of assets on the published branch. */
let revisions: Map<string, string>;

async function mergeBranch(name: string, message: string[], files: Record<string, string>): Promise<void> {
  await git(checkout, 'switch', '--quiet', '--create', name);
  await commitFiles(checkout, files);
  await git(checkout, 'switch', '--quiet', 'main');
  const paragraphs = message.flatMap((text) => ['--message', text]);
  if (message.length > 1) await git(checkout, 'merge', '--quiet', '--no-ff', name, ...paragraphs);
  else {
    await git(checkout, 'merge', '--quiet', '--squash', name);
    await git(checkout, 'commit', '--quiet', ...paragraphs);
  }
}

/** Views of an asset by so many reps, each on so many of the days from one on, from the second rep on each a day later. */
function* views(id: string, reps: number, days: number, from: string, revision: string) {
  for (let rep = 0; rep < reps; rep += 1)
    for (let day = 0; day < days; day += 1)
      yield {
        event: 'asset_viewed',
        timestamp: `${addDays(from, (rep + day * 2) % 28)}T09:00:00.000Z`,
        distinct_id: `rep-${String(rep)}`,
        properties: {
          asset_id: id,
          asset_rev: revision,
          kind: 'answer',
          product: '',
          surface: 'page',
          team: 'uk',
        },
      };
}

const rev = (id: string) => revisions.get(id) ?? '';

function madeUse(): StoredEvent[] {
  return [
    ...views('answers/cost', 12, 2, addDays(MERGED, -30), 'old'),
    ...views('answers/cost', 14, 6, addDays(MERGED, 1), rev('answers/cost')),
    ...views('answers/drivers', 4, 9, addDays(MERGED, -30), 'old'),
    ...views('answers/drivers', 4, 9, addDays(MERGED, 1), rev('answers/drivers')),
    ...views('answers/steady', 20, 4, addDays(MERGED, -30), 's'),
    ...views('answers/steady', 20, 4, addDays(MERGED, 1), 's'),
    // Two people came later: the difference of 60 and 30 days would be about them.
    ...views('answers/cost', 2, 3, addDays(MERGED, 31), rev('answers/cost')),
    ...views('answers/steady', 9, 1, addDays(MERGED, -150), 's'),
  ].map((event, index) => storedEvent(index, event));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-verdict-'));
  checkout = join(folder, 'checkout');
  data = join(folder, 'data');
  await rm(checkout, { recursive: true, force: true });
  await git(folder, 'init', '--quiet', '--initial-branch', 'main', checkout);
  await commitFiles(checkout, {
    'content/hub.yaml': hub,
    'content/answers/cost.md': asset('What does it cost?', 'Ten a month.'),
    'content/answers/drivers.md': asset('Can drivers | be tracked?', 'Yes.'),
    'content/answers/steady.md': asset('How long does it take?', 'Ten days.'),
  });
  await mergeBranch(
    'prices',
    ['Merge pull request #12 from northwind/prices', 'New prices for @everyone, see #3'],
    {
      'content/answers/cost.md': asset('What does it cost?', 'Nine a month.'),
      'content/answers/drivers.md': asset('Can drivers | be tracked?', 'No.'),
      'content/answers/steady.md': asset('How long does it take?', 'Ten  *days*.', '2026-11-20'),
      'content/answers/new.md': asset('Is it new?', 'It is.'),
    },
  );
  await mergeBranch('dates', ['Reviewed (#13)'], {
    'content/answers/steady.md': asset('How long does it take?', 'Ten days.', '2026-11-22'),
  });
  const { library } = await readContent(join(checkout, 'content'));
  revisions = new Map(library.assets.map(({ id, revision }) => [id, revision]));
  const store = await openEventStore(data);
  await store.append(madeUse());
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verdict(args: readonly string[], env: Record<string, string> = {}): Promise<ScriptRun> {
  const run = await runScript('verdict', args, {
    cwd: checkout,
    env: { ...NO_POSTHOG, HUB_DATA: data, HUB_QUERY_KEY: QUERY_KEY, ...env },
  });
  expect(run.out + run.err).not.toContain(FAKE_KEY);
  return { ...run, err: run.err.replaceAll(checkout, 'HERE') };
}

describe('npm run verdict', () => {
  test('writes what became of the assets whose words a merged pull request changed', async () => {
    const run = await verdict(['--pr', '12', ...LATER]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatchInlineSnapshot(`
      "### Is it used since? New prices for @&#8203;everyone, see #&#8203;3 (#&#8203;12)

      Merged on 22 Nov 2026. 3 assets: 2 with new words, 1 new.

      **After 30 days:** 1 up, 2 too few to say. Compared are 23 Nov 2026 to 22 Dec 2026 and 23 Oct 2026 to 21 Nov 2026.

      | Asset | Use since the change | After ÷ before (95% interval) | Uses per 100 rep-days | Uses |
      | --- | --- | --- | --- | --- |
      | What does it cost?<br>\`answers/cost\` | **up** | × 3.34 (2.13 to 5.24) | 2.86 → 9.55 | 24 → 84 |
      | Can drivers \\| be tracked?<br>\`answers/drivers\` | too few to say; fewer than five reps used it on one of the sides | – | – | – |
      | Is it new?<br>\`answers/new\` | too few to say; new: there is nothing before to compare with | – | – → 0.00 | – → 0 |

      All other assets together: × 0.95 in the same days. What happened to everything is not the work of this change.

      **After 60 days:** 3 too few to say. Compared are 23 Nov 2026 to 21 Jan 2027 and 23 Sep 2026 to 21 Nov 2026.

      | Asset | Use since the change | After ÷ before (95% interval) | Uses per 100 rep-days | Uses |
      | --- | --- | --- | --- | --- |
      | What does it cost?<br>\`answers/cost\` | too few to say; fewer than five reps used it in the days that the shorter time does not hold | – | – | – |
      | Can drivers \\| be tracked?<br>\`answers/drivers\` | too few to say; fewer than five reps used it on one of the sides | – | – | – |
      | Is it new?<br>\`answers/new\` | too few to say; new: there is nothing before to compare with | – | – → 0.00 | – → 0 |

      All other assets together: × 0.98 in the same days. What happened to everything is not the work of this change.

      <sub>A use is a day on which a rep viewed, copied or downloaded the asset. 40 eligible reps; rep-days are those from Monday to Friday, and the day of the merge counts on neither side. “Up” and “down” mean that the 95% interval lies on one side of 1. Of twenty assets without any change, one reads so by chance. Moved together is not caused. Numbers about fewer than five people are never shown.</sub>
      "
    `);
  });

  test('writes the same as JSON, with nothing about fewer than five people', async () => {
    const run = await verdict(['--pr', '12', '--json', ...LATER]);
    const { horizons } = JSON.parse(run.out);
    expect(horizons).toMatchObject([
      {
        days: 30,
        assets: [{ says: 'up', before: { uses: 24 }, after: { uses: 84 } }, { why: 'few-people' }, {}],
      },
      { days: 60, assets: [{ says: 'too-few', why: 'few-more' }, { why: 'few-people' }, {}] },
    ]);
    expect(horizons[1].assets[0]).not.toHaveProperty('after');
    expect(run.out).not.toContain('"reps');
  });

  test('says when to ask again while the days are not over, and knows the day on which they are', async () => {
    const early = await verdict(['--pr', '12', '--today', '2026-12-22']);
    expect(early).toMatchObject({ code: 0, err: '' });
    expect(early.out).toContain(
      '**After 30 days:** too early to say. 29 of 30 days have passed; ask again on 23 Dec 2026.',
    );
    expect(early.out).toContain('ask again on 22 Jan 2027');
    const on = await verdict(['--pr', '12', '--today', '2026-12-23']);
    expect(on.out).toContain('**After 30 days:** 1 up');
    expect(on.out).toContain('**After 60 days:** too early to say. 30 of 60 days');
  });

  test('knows a squashed pull request, and says when it changed no meaning', async () => {
    const run = await verdict(['--pr', '13', ...LATER]);
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toContain('It changed the meaning of no asset');
  });

  test('says the same when a hub runs on the store, and when the source is PostHog', async () => {
    const direct = await verdict(['--pr', '12', ...LATER]);
    const running = await startCollector();
    await running.store.append(madeUse());
    const posthog = await verdict(['--pr', '12', ...LATER], {
      ...posthogEnv(running.url),
      POSTHOG_PERSONAL_API_KEY: QUERY_KEY,
    });
    expect(posthog).toEqual(direct);
    const retract = await announceCollector(running.folder, running.url);
    expect(await verdict(['--pr', '12', ...LATER], { HUB_DATA: running.folder })).toEqual(direct);
    await retract();
    await running.remove();
  });
});

describe('npm run verdict ends with 2 and says what to do', () => {
  test('without a number, and with one that is none', async () => {
    expect((await verdict([])).err).toMatchInlineSnapshot(`
      "verdict needs --pr with a number.
      Write it like npm run verdict -- --pr 12. Nothing was written.
      "
    `);
    expect((await verdict(['--pr', 'twelve'])).err).toContain('--pr says "twelve"');
  });

  test('when git knows no such merge', async () => {
    const run = await verdict(['--pr', '99', ...LATER]);
    expect(run.code).toBe(2);
    expect(run.err).toMatchInlineSnapshot(`
      "Git knows no merge of pull request #99 on main.
      Is it merged, and is the branch fetched? A pull request that was rebased leaves no number in git: merge or squash it, and it is found. Nothing was asked and nothing was written.
      "
    `);
  });

  test('when the clone is shallow', async () => {
    const shallow = join(folder, 'shallow');
    await git(folder, 'clone', '--quiet', '--depth', '1', `file://${checkout}`, shallow);
    const run = await runScript('verdict', ['--pr', '12', ...LATER], {
      cwd: shallow,
      env: { ...NO_POSTHOG, HUB_DATA: data },
    });
    expect(run.code).toBe(2);
    expect(run.err).toMatchInlineSnapshot(`
      "This clone holds only the last commits of main, and not both sides of the merge of pull request #12.
      Run git fetch --unshallow (in a workflow: fetch-depth: 0) and ask again. Nothing was asked and nothing was written.
      "
    `);
  });

  test('when the content lies in no checkout', async () => {
    const bare = join(folder, 'no-git');
    await git(folder, 'clone', '--quiet', checkout, bare);
    await rm(join(bare, '.git'), { recursive: true });
    const run = await runScript('verdict', ['--pr', '12'], {
      cwd: bare,
      env: { ...NO_POSTHOG, HUB_DATA: data },
    });
    expect(run.code).toBe(2);
    expect(run.err).toContain('lies in no git checkout that has the branch main');
  });

  test('when a hub has the store and does not answer', async () => {
    const used = join(folder, 'used');
    const store = await openEventStore(used);
    const run = await verdict(['--pr', '12', ...LATER], { HUB_DATA: used });
    await store.close();
    expect(run.code).toBe(2);
    expect(run.err).toContain('is in use by another hub');
    expect(run.err).toContain('Nothing was written.');
  });

  test('when there is no store, and when PostHog refuses', async () => {
    const none = await verdict(['--pr', '12', ...LATER], { HUB_DATA: join(folder, 'none') });
    expect(none.err).toContain('no PostHog is set, and the embedded store holds nothing yet');
    const fake = await startFakePosthog({ scopes: [] });
    const run = await verdict(['--pr', '12', ...LATER], posthogEnv(fake.url));
    await fake.close();
    expect(run.code).toBe(2);
    expect(run.err).toMatchInlineSnapshot(`
      "The key may not do this in PostHog: it lacks the scope query:read.
      Give the key the scope query:read in the settings of your PostHog account. Nothing was written.
      "
    `);
  });
});
