import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSnapshot } from '../../src/adapters/snapshot-file.ts';
import { snapshotWith } from '../support/github/review-snapshot.ts';
import { githubEnv, startFakeGithub, type FakeGithub } from '../support/github/fake-github.ts';
import { commitFiles, git } from '../support/github/git-checkout.ts';
import { openFake } from '../support/github/github-publishing.ts';
import { runScript } from '../support/run-script.ts';

const NO_POSTHOG = { POSTHOG_HOST: '', POSTHOG_PROJECT_ID: '', POSTHOG_PERSONAL_API_KEY: '' };
const MARKER = '<!-- asset-verdict:v1 -->';

let folder: string;
let checkout: string;
let fake: FakeGithub;

const answer = (text: string) => `---\ntitle: 費用 @all\nowner: ines\nreviewed: 2026-11-01\n---\n${text}\n`;
const hub = `company: { name: Northwind }\npeople: [{ id: ines, name: Ines }]\nteams: [{ id: uk, name: UK, reps: 20 }]\n`;

// All commits are made on 22 November 2026.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-verdicts-'));
  checkout = join(folder, 'checkout');
  await git(folder, 'init', '--quiet', '--initial-branch', 'main', checkout);
  await commitFiles(checkout, { 'content/hub.yaml': hub, 'content/answers/cost.md': answer('Ten.') });
  const squash = async (title: string, files: Record<string, string>) => {
    await commitFiles(checkout, files);
    await git(checkout, 'commit', '--quiet', '--amend', '--message', title);
  };
  await squash('New price (#1)', { 'content/answers/cost.md': answer('Nine.') });
  await squash('Reviewed (#2)', {
    'content/answers/cost.md': answer('Nine.').replace('2026-11-01', '2026-11-22'),
  });
  await squash('Says the number of another (#3)', { 'content/answers/cost.md': answer('Eight.') });
  fake = await startFakeGithub();
  const { rest } = openFake(fake);
  for (const head of ['price', 'reviewed', 'open']) {
    fake.commitTo(head, { [`${head}.md`]: 'x' });
    await rest.pulls.create({ owner: 'larkmoor', repo: 'hub', head, base: 'main', title: head });
  }
  fake.merge(1);
  fake.merge(2);
});
afterEach(async () => {
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs it on a day, with the numbers that everybody can read on it. */
async function due(today: string): Promise<string> {
  const rows = [
    ['answers/cost', '費用', '2026-11-30', 25],
    ['answers/cost', '費用', '2026-10-05', 15],
  ];
  await writeSnapshot(join(folder, 'data', 'snapshot.json'), snapshotWith({ 'use-over-time': rows }, today));
  const env = { ...NO_POSTHOG, ...githubEnv(fake), HUB_DATA: join(folder, 'data') };
  const { out, err, code } = await runScript('verdict', ['--due', '--today', today], { cwd: checkout, env });
  return `${out}${err}exit ${String(code)}`;
}

const comments = () =>
  fake.repo.comments.map(({ issue, body }) => `#${String(issue)} ${body.split('\n')[1] ?? ''}`);

test('a verdict is one comment on each merged pull request whose day has come, also when it is run twice', async () => {
  // It was merged in the four weeks from 2 November; the next four are over on 27 December, and counted on the 30th.
  expect(await due('2026-12-29')).toBe('No verdict is due.\nexit 0');
  const first = '2026-12-30';
  expect(await due(first)).toBe('#1  created\n#2  nothing to judge\n#3  unmerged\nexit 0');
  expect(comments()).toEqual(['#1 ### Is it used since? New price (#&#8203;1)']);
  expect(fake.repo.comments[0]?.body).toContain(
    '**The four weeks after these:** too early to say; ask again on 27 Jan 2027.',
  );
  expect(await due(first)).toBe('#1  same\n#2  nothing to judge\n#3  unmerged\nexit 0');
  expect(await due('2027-01-20')).toBe('No verdict is due.\nexit 0');
  expect(await due('2027-01-27')).toBe('#1  updated\n#2  nothing to judge\n#3  unmerged\nexit 0');
  expect(fake.repo.comments[0]?.body).toContain('**The four weeks after these:** 1 ');
  expect(await due('2027-02-20')).toBe('No verdict is due.\nexit 0');
  expect(comments()).toHaveLength(1);
});

test('a fault of GitHub makes no second one, and somebody else’s with its first line stays', async () => {
  fake.repo.comments.push({
    id: 1,
    issue: 1,
    body: `${MARKER}\nForged`,
    author: 'mallory',
    byApp: false,
    createdAt: '2026-12-01T00:00:00Z',
    updatedAt: '2026-12-01T00:00:00Z',
  });
  let left = 1;
  fake.interfere = ({ id }) =>
    id === 'issues/create-comment' && left-- > 0 ? { status: 502, done: true } : undefined;
  expect(await due('2026-12-30')).toContain('#1  created\n');
  expect(comments()).toEqual(['#1 Forged', '#1 ### Is it used since? New price (#&#8203;1)']);
});
