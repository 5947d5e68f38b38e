import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { addDays } from '../../src/library/dates.ts';
import { storedEvent } from '../support/store/event-store.ts';
import { githubEnv, startFakeGithub, type FakeGithub } from '../support/github/fake-github.ts';
import { commitFiles, git } from '../support/github/git-checkout.ts';
import { openFake } from '../support/github/github-publishing.ts';
import { runScript } from '../support/run-script.ts';

/** All commits are made on this day. */
const MERGED = '2026-11-22';
const NO_POSTHOG = { POSTHOG_HOST: '', POSTHOG_PROJECT_ID: '', POSTHOG_PERSONAL_API_KEY: '' };
const MARKER = '<!-- asset-verdict:v1 -->';

let folder: string;
let checkout: string;
let fake: FakeGithub;

const answer = (text: string) => `---\ntitle: 費用 @all\nowner: ines\nreviewed: 2026-11-01\n---\n${text}\n`;
const hub = `company: { name: Northwind }\npeople: [{ id: ines, name: Ines }]\nteams: [{ id: uk, name: UK, reps: 20 }]\n`;

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
  const store = await openEventStore(join(folder, 'data'));
  const views = [...Array(12).keys()].flatMap((rep) =>
    [-20, 3, 9].map((day) => ({
      event: 'asset_viewed',
      timestamp: `${addDays(MERGED, day)}T09:00:00.000Z`,
      distinct_id: `rep-${String(rep)}`,
      properties: { asset_id: 'answers/cost', asset_rev: 'r', kind: 'answer', surface: 'page', team: 'uk' },
    })),
  );
  await store.append(views.map((view, at) => storedEvent(at, view)));
  await store.close();

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

async function due(today: string): Promise<string> {
  const env = { ...NO_POSTHOG, ...githubEnv(fake), HUB_DATA: join(folder, 'data') };
  const { out, err, code } = await runScript('verdict', ['--due', '--today', today], { cwd: checkout, env });
  return `${out}${err}exit ${String(code)}`;
}

const comments = () =>
  fake.repo.comments.map(({ issue, body }) => `#${String(issue)} ${body.split('\n')[1] ?? ''}`);

test('a verdict is one comment on each merged pull request whose day has come, also when it is run twice', async () => {
  expect(await due(addDays(MERGED, 30))).toBe('No verdict is due.\nexit 0');
  const first = addDays(MERGED, 31);
  expect(await due(first)).toBe('#1  created\n#2  nothing to judge\n#3  unmerged\nexit 0');
  expect(comments()).toEqual(['#1 ### Is it used since? New price (#&#8203;1)']);
  expect(fake.repo.comments[0]?.body).toContain('**After 60 days:** too early to say.');
  expect(await due(first)).toBe('#1  same\n#2  nothing to judge\n#3  unmerged\nexit 0');
  expect(await due(addDays(MERGED, 50))).toBe('No verdict is due.\nexit 0');
  expect(await due(addDays(MERGED, 61))).toBe('#1  updated\n#2  nothing to judge\n#3  unmerged\nexit 0');
  expect(fake.repo.comments[0]?.body).toContain('**After 60 days:** 1 ');
  expect(await due(addDays(MERGED, 80))).toBe('No verdict is due.\nexit 0');
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
  expect(await due(addDays(MERGED, 31))).toContain('#1  created\n');
  expect(comments()).toEqual(['#1 Forged', '#1 ### Is it used since? New price (#&#8203;1)']);
});
