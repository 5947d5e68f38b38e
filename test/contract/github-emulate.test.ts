import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openGithub, type Github } from '../../src/adapters/github-api.ts';
import { checkedFetch } from '../support/github-wire.ts';
import { binary, given, planFor, send } from '../support/github-publishing.ts';

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
  const plan = await planFor([given('提案書.pdf', binary(1, 4096))], {
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
