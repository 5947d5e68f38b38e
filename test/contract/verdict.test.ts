import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSnapshot } from '../../src/adapters/snapshot-file.ts';
import type { Cell } from '../../src/usage/snapshot/answer.ts';
import { snapshotWith } from '../support/github/review-snapshot.ts';
import { commitFiles, git } from '../support/github/git-checkout.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

/** All commits are made on 22 November 2026, in the four weeks from the 2nd. */
const [BEFORE, AFTER, THEN] = ['2026-10-05', '2026-11-30', '2026-12-28'];
const LATER = '2027-02-01';

const hub = `company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
teams: [{ id: uk, name: UK, reps: 25 }, { id: dach, name: DACH, reps: 15 }]
`;
const asset = (title: string, body: string, reviewed = '2026-11-01') =>
  `---\ntitle: "${title}"\nowner: ines-varga\nreviewed: ${reviewed}\n---\n${body}\n`;

let folder: string;
let checkout: string;
let data: string;

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

/** What everybody can read of the use; under ten has no row. */
const rows: Cell[][] = [
  ['answers/cost', 'What does it cost?', THEN, 40],
  ['answers/new', 'Is it new?', THEN, 20],
  ['answers/cost', 'What does it cost?', AFTER, 40],
  ['answers/steady', 'How long does it take?', AFTER, 20],
  ['answers/cost', 'What does it cost?', BEFORE, 15],
  ['answers/steady', 'How long does it take?', BEFORE, 20],
];

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
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verdict(args: readonly string[], today = LATER, of: Cell[][] = rows): Promise<ScriptRun> {
  await writeSnapshot(join(data, 'snapshot.json'), snapshotWith({ 'use-over-time': of }, today));
  const run = await runScript('verdict', args, { cwd: checkout, env: { HUB_DATA: data } });
  return { ...run, err: run.err.replaceAll(checkout, 'HERE').replaceAll(data, 'DATA') };
}

describe('npm run verdict', () => {
  test('writes what became of the assets whose words a merged pull request changed', async () => {
    const run = await verdict(['--pr', '12']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatchInlineSnapshot(`
      "### Is it used since? New prices for @&#8203;everyone, see #&#8203;3 (#&#8203;12)

      Merged on 22 Nov 2026. 3 assets: 2 with new words, 1 new.

      **The first four weeks after it:** 1 up, 2 too few to say. Compared are 30 Nov 2026 to 27 Dec 2026 and 5 Oct 2026 to 1 Nov 2026.

      | Asset | Use since the change | After ÷ before (95% interval) | Reps, before → after |
      | --- | --- | --- | --- |
      | What does it cost?<br>\`answers/cost\` | **up** | × 2.67 (1.49 to 4.79) | 15 → 40 |
      | Can drivers \\| be tracked?<br>\`answers/drivers\` | too few to say; under 10 reps used it on both sides | – | under 10 → under 10 |
      | Is it new?<br>\`answers/new\` | too few to say; new: there is nothing before to compare with | – | – → under 10 |

      All other assets together: × 1.00 in the same weeks. What happened to everything is not the work of this change.

      **The four weeks after these:** 1 up, 2 too few to say. Compared are 28 Dec 2026 to 24 Jan 2027 and 5 Oct 2026 to 1 Nov 2026.

      | Asset | Use since the change | After ÷ before (95% interval) | Reps, before → after |
      | --- | --- | --- | --- |
      | What does it cost?<br>\`answers/cost\` | **up** | × 2.67 (1.49 to 4.79) | 15 → 40 |
      | Is it new?<br>\`answers/new\` | too few to say; new: there is nothing before to compare with | – | – → 20 |
      | Can drivers \\| be tracked?<br>\`answers/drivers\` | too few to say; under 10 reps used it on both sides | – | under 10 → under 10 |

      <sub>Reps who viewed, copied or downloaded the asset in four weeks, as the adoption page shows them: rounded to fives, and “under 10” can be nobody. The weeks in which it was merged count on neither side. “Up” and “down” mean that the 95% interval lies on one side of 1. Of twenty assets without any change, one reads so by chance. Moved together is not caused.</sub>
      "
    `);
  });

  test('writes the same as JSON, and holds no number that is not rounded', async () => {
    const run = await verdict(['--pr', '12', '--json']);
    const { horizons } = JSON.parse(run.out);
    expect(horizons).toMatchObject([
      {
        horizon: 1,
        assets: [{ says: 'up', before: 15, after: 40 }, { why: 'few-people', before: null, after: null }, {}],
      },
      { horizon: 2, assets: [{ says: 'up', before: 15, after: 40 }, {}, { why: 'new', after: 20 }] },
    ]);
  });

  test('can tell also where one side is under ten, by the most that this can be', async () => {
    const of: Cell[][] = [
      ['answers/drivers', 'Can drivers | be tracked?', AFTER, 40],
      ['answers/cost', 'What does it cost?', AFTER, 15],
    ];
    const { out } = await verdict(['--pr', '12'], LATER, of);
    expect(out).toContain('| **up** | – | under 10 → 40 |');
    expect(out).toContain('| no change that can be told | – | under 10 → 15 |');
  });

  test('says when to ask again while the weeks are not over, and knows the day on which they are counted', async () => {
    const early = await verdict(['--pr', '12'], '2026-12-29', rows.slice(4));
    expect(early).toMatchObject({ code: 0, err: '' });
    expect(early.out).toContain(
      '**The first four weeks after it:** too early to say; ask again on 30 Dec 2026.',
    );
    expect(early.out).toContain(
      '**The four weeks after these:** too early to say; ask again on 27 Jan 2027.',
    );
    const on = await verdict(['--pr', '12'], '2026-12-30', rows.slice(2));
    expect(on.out).toContain('**The first four weeks after it:** 1 up');
    expect(on.out).toContain('**The four weeks after these:** too early to say');
  });

  test('knows a squashed pull request, and says when it changed no meaning', async () => {
    const run = await verdict(['--pr', '13']);
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toContain('It changed the meaning of no asset');
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
    const run = await verdict(['--pr', '99']);
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
    const run = await runScript('verdict', ['--pr', '12'], { cwd: shallow, env: { HUB_DATA: data } });
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
    const run = await runScript('verdict', ['--pr', '12'], { cwd: bare, env: { HUB_DATA: data } });
    expect(run.code).toBe(2);
    expect(run.err).toContain('lies in no git checkout that has the branch main');
  });

  test('when there are no numbers, and when they hold no whole four weeks', async () => {
    const none = await runScript('verdict', ['--pr', '12'], {
      cwd: checkout,
      env: { HUB_DATA: join(folder, 'none') },
    });
    expect(none.code).toBe(2);
    expect(none.err).toContain('There is no use to judge by: no numbers lie in');
    await writeSnapshot(join(data, 'snapshot.json'), snapshotWith({}, LATER));
    const young = await runScript('verdict', ['--pr', '12'], { cwd: checkout, env: { HUB_DATA: data } });
    expect(young.err).toContain('hold no whole four weeks yet');
    expect(young.err).toContain('Nothing was written.');
  });
});
