import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openGithub, type Github } from '../../src/adapters/github/api.ts';
import { applyArchive, planArchive } from '../../src/adapters/github/archive.ts';
import { applyIssues, readManagedIssues } from '../../src/adapters/github/issues.ts';
import { findIdle } from '../../src/publishing/review/archive.ts';
import { planReviewIssues } from '../../src/publishing/review/run.ts';
import { checkedFetch } from '../support/github/github-wire.ts';
import { binary, buildContent, localFile, planFor, send } from '../support/github/github-publishing.ts';
import { snapshotWith } from '../support/github/review-snapshot.ts';

/** Somebody else's idea of GitHub. What it gets wrong (files and heads of pull requests) is left to our own fake. */
let emulator: Emulator;
let github: Github;

beforeEach(async () => {
  emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      github: {
        users: [{ login: 'larkmoor' }, { login: 'ines' }, { login: 'oona' }],
        repos: [{ owner: 'larkmoor', name: 'hub', auto_init: true }],
      },
    },
  });
  const apiUrl = emulator.url;
  const settings = { apiUrl, owner: 'larkmoor', repo: 'hub', token: 'any' };
  github = openGithub(settings, { pace: 0, fetch: checkedFetch(apiUrl) });
});
afterEach(() => emulator.close());

test('another GitHub takes what publishing sends, and a second run finds it', async () => {
  const { owner, repo, rest } = github;
  const plan = await planFor([localFile('提案書.pdf', binary(1, 4096))], {
    title: 'Cold for dairies',
    owner: 'oona-lind',
    product: 'cold',
  });
  expect(await send(github, plan)).toMatchObject({ outcome: 'opened', pull: { branch: plan.branch } });
  const { data } = await rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `main...${plan.branch}`,
  });
  expect(data.files?.map(({ filename, status }) => [filename, status])).toEqual([
    ['content/collateral/cold-for-dairies.md', 'added'],
    ['content/files/提案書.pdf', 'added'],
  ]);
  expect(await send(github, plan)).toMatchObject({ outcome: 'found' });
  expect((await rest.pulls.list({ owner, repo, state: 'all' })).data).toHaveLength(1);
  expect((await rest.git.listMatchingRefs({ owner, repo, ref: 'heads/' })).data).toHaveLength(2);
});

test('another GitHub takes issues and the archive of a review, and a second run finds them', async () => {
  const { owner, repo, rest } = github;
  const text = '---\ntitle: 古い価格表\nowner: oona-lind\nreviewed: 2026-01-10\n---\n\nText.\n';
  const path = 'answers/cost.md';
  const content = Buffer.from(text).toString('base64');
  await rest.repos.createOrUpdateFileContents({
    owner,
    repo,
    path: `content/${path}`,
    message: 'x',
    content,
  });
  const readText = () => Promise.resolve(text);
  const review = async (pages: Record<string, string>, today: string) => {
    const now = buildContent(pages);
    const snapshot = snapshotWith({ 'never-used': [['answers/cost', '', '', null, null]] }, today);
    const done: string[] = [];
    const actions = planReviewIssues(now, undefined, today, await readManagedIssues(github));
    await applyIssues(github, actions, ({ does }) => done.push(does));
    const { idle = [] } = findIdle(now.library, snapshot, new Map(), today);
    const plan = await planArchive(github, idle, { hub: now.library.hub, today, readText });
    return [...done, await applyArchive(github, plan)];
  };
  const pages = { [path]: text };
  expect(await review(pages, '2026-11-22')).toEqual([
    'make',
    expect.stringMatching(/^opened .* answers\/cost$/),
  ]);
  expect(await review(pages, '2026-11-22')).toEqual([expect.stringMatching(/is as it should be\.$/)]);
  expect(await review({}, '2026-11-23')).toEqual(['close', expect.stringMatching(/^closed /)]);
  expect((await rest.issues.listForRepo({ owner, repo, state: 'all' })).data).toHaveLength(1);
});
