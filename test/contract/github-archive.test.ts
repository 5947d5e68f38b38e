import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyArchive, planArchive } from '../../src/adapters/github/archive.ts';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { UserError } from '../../src/library/user-error.ts';
import { addExpires, findIdle } from '../../src/publishing/review/archive.ts';
import type { Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import {
  GITHUB_TOKEN,
  startFakeGithub,
  type FakeGithub,
  type GithubCall,
} from '../support/github/fake-github.ts';
import { buildContent, openFake } from '../support/github/github-publishing.ts';
import { snapshotWith } from '../support/github/review-snapshot.ts';

const BRANCH = 'archive-unused-pages';

const idle = '---\r\ntitle: 古い価格表\r\nowner: oona-lind\r\nreviewed: 2026-01-10\r\n---\r\n\r\n* a\r\n';
const pages: Record<string, string> = {
  'answers/古い 価格.md': idle,
  'answers/used.md': '---\ntitle: Used\nowner: oona-lind\nreviewed: 2026-01-10\n---\n\nText.\n',
  'answers/late.md': '---\ntitle: A little late\nowner: oona-lind\nreviewed: 2026-07-10\n---\n\nText.\n',
  'answers/ends.md': '---\ntitle: Ends\nreviewed: 2026-01-10\nexpires: 2027-01-10\n---\n\nText.\n',
  'answers/never.md': '---\ntitle: Never looked at # no comment\npublished: 2026-05-01\n---\nText.',
  'answers/new.md': '---\ntitle: New\npublished: 2026-11-01\n---\nText.\n',
  'answers/unknown.md': '---\ntitle: Nobody knows since when\n---\nText.\n',
};

const unused = (...ids: string[]) =>
  snapshotWith({ 'never-used': ids.map((id) => [id, id, 'answer', null, null]) });
const allUnused = unused(
  ...['古い-価格', 'late', 'ends', 'never', 'new', 'unknown'].map((name) => `answers/${name}`),
);

let fake: FakeGithub;
beforeEach(async () => {
  fake = await startFakeGithub();
  fake.repo.collaborators.set('oona', 'write');
  publish(pages);
});
afterEach(() => fake.close());

function publish(files: Record<string, string>): void {
  fake.commitTo(
    'main',
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`content/${path}`, text])),
  );
}

/** One run on these pages; gives the sentence that it ends with. */
async function run(
  snapshot: Snapshot | undefined = allUnused,
  { today = '2026-11-22', token = GITHUB_TOKEN, files = pages } = {},
): Promise<string> {
  const { library } = buildContent(files);
  const found = findIdle(library, snapshot, new Map(), today);
  if (found.idle === undefined) return found.why;
  const github = openFake(fake, token);
  const readText = (path: string) => Promise.resolve(files[path] ?? '');
  const plan = await planArchive(github, found.idle, { hub: library.hub, today, readText });
  const said = await applyArchive(github, plan);
  return [...plan.notes, said].join('\n');
}

const text = (branch: string, path: string) => fake.readFile(branch, `content/${path}`)?.toString();
const pulls = () => fake.repo.issues.filter(({ pull }) => pull !== undefined);

test('pages that few use and nobody stands behind get a last day by one pull request, and twice changes nothing', async () => {
  const main = fake.repo.branches.get('main');
  expect(await run()).toBe('opened   #1  archive  answers/never, answers/古い-価格');
  expect(text(BRANCH, 'answers/古い 価格.md')).toBe(
    idle.replace('2026-01-10\r\n', '2026-01-10\r\nexpires: 2026-11-22\r\n'),
  );
  expect(text(BRANCH, 'answers/never.md')).toBe(
    '---\ntitle: Never looked at # no comment\npublished: 2026-05-01\nexpires: 2026-11-22\n---\nText.',
  );
  expect(text(BRANCH, 'answers/used.md')).toBe(pages['answers/used.md']);
  expect(fake.repo.branches.get('main')).toBe(main);
  expect(pulls()[0]).toMatchObject({
    title: 'Archive 2 pages that few use',
    labels: ['archive'],
    pull: { reviewers: ['oona'], base: 'main' },
  });
  expect(pulls()[0]?.body).toMatchInlineSnapshot(`
    "<!-- hub-archive:v1 day=2026-11-22 pages=%5B%5B%22answers%2Fnever%22%2C%222026-05-01%22%5D%2C%5B%22answers%2F%E5%8F%A4%E3%81%84-%E4%BE%A1%E6%A0%BC%22%2C%222026-05-10%22%5D%5D -->
    Fewer than ten reps, or nobody, opened these 2 pages in 13 weeks, and nobody has looked after them for as long. This gives each a last day, 22 Nov 2026: from the day after, reps are told not to use it and it ranks last. No other letter changes, and nothing is deleted.

    | Page | Owner | Why |
    | --- | --- | --- |
    | Never looked at<br>\`content/answers/never.md\` | nobody | there since 1 May 2026, never reviewed |
    | 古い価格表<br>\`content/answers/古い 価格.md\` | Oona Lind | review was due 10 May 2026 |

    To keep a page, look it through and set \`reviewed\` in its file: the next run takes it out of here. Close this without merging, and these pages are not proposed again unless somebody reviews them and they fall idle anew."
  `);
  const sent = fake.writes().length;
  expect(await run()).toBe('Pull request #1 is as it should be.');
  expect(await run(allUnused, { today: '2026-11-25' })).toBe('Pull request #1 is as it should be.');
  expect(fake.writes()).toHaveLength(sent);
});

test('what ten reps use by now is not proposed, though the thirteen weeks that were counted last know nothing of it', async () => {
  const rows = {
    'never-used': [
      ['answers/never', '', '', null, null],
      ['answers/古い-価格', '', '', null, null],
    ],
  };
  const used = [['answers/never', '', 'answer', 30, 10, 'under 10']];
  expect(await run(snapshotWith({ ...rows, 'use-per-asset': used }))).toBe(
    'opened   #1  archive  answers/古い-価格',
  );
});

test('it follows what becomes idle, used and changed meanwhile, on the same branch and pull request', async () => {
  await run();
  publish({ 'README.md': 'elsewhere', 'answers/never.md': pages['answers/never.md'] ?? '' });
  expect(await run(unused('answers/never'), { today: '2026-11-24' })).toBe(
    'updated  #1  archive  answers/never',
  );
  expect(text(BRANCH, 'answers/古い 価格.md')).toBe(idle);
  expect(text(BRANCH, 'answers/never.md')).toContain('expires: 2026-11-22\n');
  expect(pulls()).toHaveLength(1);
  const files = { ...pages, 'answers/never.md': `${pages['answers/never.md'] ?? ''} More.` };
  publish(files);
  expect(await run(unused('answers/never'), { files })).toBe('updated  #1  archive  answers/never');
  expect(text(BRANCH, 'answers/never.md')).toContain('Text. More.');
  expect(await run(unused(), { files })).toBe('closed    #1  archive  no page is for it any more');
  expect(pulls()[0]).toMatchObject({ state: 'closed' });
  expect(await run(unused(), { files })).toBe('No page is for the archive.');
  // What was closed because it was used may be proposed again.
  expect(await run(unused('answers/never'), { files })).toBe('opened   #2  archive  answers/never');
});

test('what somebody closed without merging is not proposed again until it was looked after', async () => {
  await run(unused('answers/never'));
  Object.assign(pulls()[0] ?? {}, { state: 'closed' });
  expect(await run(unused('answers/never'))).toBe('No page is for the archive.');
  expect(await run()).toBe('opened   #2  archive  answers/古い-価格');
  expect(pulls()).toHaveLength(2);
});

test('after a merge the next pages get another pull request', async () => {
  await run(unused('answers/never'));
  fake.merge(1);
  const files = { ...pages, 'answers/never.md': text('main', 'answers/never.md') ?? '' };
  expect(files['answers/never.md']).toContain('expires: 2026-11-22');
  expect(await run(allUnused, { files })).toBe('opened   #2  archive  answers/古い-価格');
  expect(text(BRANCH, 'answers/never.md')).toBe(files['answers/never.md']);
});

test('what somebody else did is not written over', async () => {
  await run();
  fake.commitTo(BRANCH, { 'content/answers/never.md': 'mine' }, 'I keep this');
  expect(await run(unused('answers/never'))).toContain('has been changed by somebody and stays as it is');
  expect(text(BRANCH, 'answers/never.md')).toBe('mine');
});

test('what somebody pushes between our look and our commit stays, and the next run finds it', async () => {
  await run();
  let isPushed = false;
  fake.interfere = ({ id }) => {
    if (id === 'git/create-commit' && !isPushed) {
      isPushed = true;
      fake.commitTo(BRANCH, { 'content/answers/beside.md': 'theirs' }, 'Mend', 'oona');
    }
    return undefined;
  };
  const next = () => run(unused('answers/never'), { today: '2026-11-24' });
  const error: unknown = await next().catch((caught: unknown) => caught);
  expect(error instanceof UserError && error.message).toBe(
    `Somebody changed the branch ${BRANCH} at the same moment, and it stays as they made it.`,
  );
  expect(text(BRANCH, 'answers/beside.md')).toBe('theirs');
  expect(await next()).toContain('has been changed by somebody and stays as it is');
  expect(text(BRANCH, 'answers/beside.md')).toBe('theirs');
});

test('a branch of that name that somebody else made stays, and so does a pull request', async () => {
  const foreign = fake.commitTo(BRANCH, { 'x.md': 'x' }, 'mine');
  expect(await run()).toContain(`The branch ${BRANCH} has been changed by somebody`);
  const { rest } = openFake(fake);
  await rest.pulls.create({ owner: 'larkmoor', repo: 'hub', head: BRANCH, base: 'main', title: 'Mine' });
  Object.assign(pulls()[0] ?? {}, {
    author: 'mallory',
    body: '<!-- hub-archive:v1 day=2026-11-22 pages= -->',
  });
  expect(await run()).toBe('Pull request #1 was not made by this account and stays as it is.');
  expect(fake.repo.branches.get(BRANCH)).toBe(foreign);
});

test('a page that is another version on GitHub is left out', async () => {
  const files = { ...pages, 'answers/never.md': `${pages['answers/never.md'] ?? ''} Not pushed.` };
  expect(await run(allUnused, { files })).toBe(
    'content/answers/never.md is another version on GitHub than here, and is left out this time.\nopened   #1  archive  answers/古い-価格',
  );
});

test('the token of a workflow with its two rights is enough, and it knows its own', async () => {
  const rights = { contents: 'write', pull_requests: 'write' } as const;
  fake.tokens.set('app', { login: 'github-actions[bot]', kind: 'app', rights });
  expect(await run(allUnused, { token: 'app' })).toContain('opened');
  expect(await run(allUnused, { token: 'app' })).toBe('Pull request #1 is as it should be.');
});

test('without a right it says so, and nothing is there', async () => {
  fake.tokens.set('reader', {
    login: 'ines',
    kind: 'user',
    rights: { contents: 'read', pull_requests: 'read' },
  });
  const error = (await run(allUnused, { token: 'reader' }).catch((error: unknown) => error)) as UserError;
  expect(error).toBeInstanceOf(UserError);
  expect(error.hint).toContain('write access to Contents, Pull requests');
  expect(fake.repo.branches.has(BRANCH)).toBe(false);
});

describe('whatever request has a fault', () => {
  const writes = [
    'git/create-tree',
    'git/create-commit',
    'git/create-ref',
    'pulls/create',
    'issues/add-labels',
  ];
  const faults = [{ status: 502 }, { status: 502, done: true }, { reset: true, done: true }] as const;
  test.each(writes.flatMap((id) => faults.map((fault) => ({ id, ...fault }))))(
    '%o',
    async ({ id, ...fault }) => {
      let left = 1;
      fake.interfere = (call: GithubCall) =>
        call.id === id && left-- > 0 ? (fault as { status: number }) : undefined;
      await run().catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      });
      await run();
      expect(pulls()).toHaveLength(1);
      expect(text(BRANCH, 'answers/never.md')).toContain('expires:');
      expect([...fake.repo.branches.keys()]).toEqual(['main', BRANCH]);
      expect(await run()).toBe('Pull request #1 is as it should be.');
    },
  );
});

describe('whatever request of a change has a fault', () => {
  const writes = ['git/create-commit', 'git/update-ref', 'pulls/update'];
  const faults = [{ status: 502 }, { status: 502, done: true }, { reset: true, done: true }] as const;
  test.each(writes.flatMap((id) => faults.map((fault) => ({ id, ...fault }))))(
    '%o',
    async ({ id, ...fault }) => {
      await run();
      let left = 1;
      fake.interfere = (call: GithubCall) =>
        call.id === id && left-- > 0 ? (fault as { status: number }) : undefined;
      await run(unused('answers/never')).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      });
      await run(unused('answers/never'));
      expect(left).toBeLessThan(1);
      expect(pulls()).toMatchObject([{ title: 'Archive 1 page that few use', state: 'open' }]);
      expect(text(BRANCH, 'answers/古い 価格.md')).toBe(idle);
      expect(await run(unused('answers/never'))).toBe('Pull request #1 is as it should be.');
    },
  );
});

test('nothing is proposed from numbers that are missing, old, or do not go back far enough', async () => {
  const nobody = 'Nobody knows what is not used, so nothing is proposed for the archive.';
  const { library } = buildContent(pages);
  const why = (snapshot: Snapshot | undefined) => findIdle(library, snapshot, new Map(), '2026-11-22').why;
  expect(why(undefined)).toBe(nobody);
  expect(why({ ...allUnused, today: '2026-10-22' })).toBe(nobody);
  expect(why(snapshotWith({ 'never-used': [] }, '2026-11-22', 6))).toBe(
    'Use is not counted for 13 weeks yet, so nothing is proposed for the archive.',
  );
  expect(fake.writes()).toEqual([]);
});

test('the day a file came into the repository counts where a page does not say', () => {
  const { library } = buildContent(pages);
  const added = new Map([['answers/unknown.md', '2026-02-01']]);
  const { idle = [] } = findIdle(library, allUnused, added, '2026-11-22');
  expect(idle.map(({ asset }) => asset.id)).toContain('answers/unknown');
});

test('front matter that is written another way is left alone', () => {
  const { hub } = buildContent().library;
  const add = (text: string) => addExpires('answers/a.md', text, '2026-11-22', hub, compileMarkdown);
  expect(add('---\n{ title: A }\n---\nText.')).toBeUndefined();
  expect(add('---\ntitle: A\naliases: [\n  a,\n  b]\n---\nText.')).toContain(
    'b]\nexpires: 2026-11-22\n---\n',
  );
  expect(add('\uFEFF---\ntitle: A\nsummary: |\n  two\n  lines\n---\n\n---\nText.')).toBe(
    '\uFEFF---\ntitle: A\nsummary: |\n  two\n  lines\nexpires: 2026-11-22\n---\n\n---\nText.',
  );
});
