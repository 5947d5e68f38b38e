import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeGithub, type FakeGithub } from '../support/github/fake-github.ts';
import { git } from '../support/github/git-checkout.ts';
import { openFake } from '../support/github/github-publishing.ts';
import { checkRequest } from '../support/github/github-rules.ts';

const place = { owner: 'larkmoor', repo: 'hub' };
let fake: FakeGithub;
beforeEach(async () => {
  fake = await startFakeGithub();
});
afterEach(() => fake.close());

interface RequestError {
  status: number;
  response: { data: { message: string; errors?: { message?: string; code?: string }[] } };
}

/** Status and GitHub's words of a refusal. */
async function refused(run: Promise<unknown>): Promise<string> {
  const error = (await run.catch((error: unknown) => error)) as RequestError;
  const { message, errors = [] } = error.response.data;
  return [String(error.status), message, ...errors.map((one) => one.message ?? one.code)].join(' | ');
}

async function openPull(): Promise<number> {
  fake.commitTo('edit', { 'content/answers/a.md': 'one\n' });
  const { data } = await openFake(fake).rest.pulls.create({
    ...place,
    head: 'edit',
    base: 'main',
    title: 'Edit',
  });
  return data.number;
}

test('objects have the names that git gives them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-names-'));
  try {
    await git(folder, 'init', '--quiet', '--initial-branch', 'main');
    const files = { 'a.md': 'one\n', 'a/b.md': 'two', 'a.b': 'three', '日本/ä.md': '四' };
    for (const [path, text] of Object.entries(files)) {
      await cp(import.meta.filename, join(folder, path), { force: true });
      await writeFile(join(folder, path), text);
    }
    await git(folder, 'add', '--all');
    const tree = await git(folder, 'write-tree');
    fake.commitTo('names', { ...files, 'README.md': null });
    expect(fake.repo.git.commits.get(fake.repo.branches.get('names') ?? '')?.tree).toBe(tree);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a pull request has its files, follows its branch, and is an issue too', async () => {
  const { rest } = openFake(fake);
  const pull_number = await openPull();
  fake.commitTo('main', { 'content/answers/other.md': 'of a colleague\n' });
  const head = fake.commitTo('edit', { 'content/answers/b.md': 'two\n', 'README.md': null });
  const { data: pull } = await rest.pulls.get({ ...place, pull_number });
  expect(pull).toMatchObject({ head: { sha: head }, changed_files: 3, additions: 2, deletions: 1 });
  const { data: files } = await rest.pulls.listFiles({ ...place, pull_number });
  expect(files.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
    'removed README.md',
    'added content/answers/a.md',
    'added content/answers/b.md',
  ]);
  const { data: issues } = await rest.issues.listForRepo(place);
  expect(issues.map((one) => one.pull_request !== undefined)).toEqual([true]);
});

test('a pull request that is there, or that would change nothing, is refused', async () => {
  const { rest } = openFake(fake);
  await openPull();
  const create = (head: string) => refused(rest.pulls.create({ ...place, head, base: 'main', title: 'x' }));
  expect(await create('edit')).toBe(
    '422 | Validation Failed | A pull request already exists for larkmoor:edit.',
  );
  fake.repo.branches.set('same', fake.repo.branches.get('main') ?? '');
  expect(await create('same')).toBe('422 | Validation Failed | No commits between main and same');
  expect(await create('gone')).toBe('422 | Validation Failed | invalid');
});

test('references are made once, only for commits, and only move forward', async () => {
  const { rest } = openFake(fake);
  const main = fake.repo.branches.get('main') ?? '';
  const create = (ref: string, sha = main) => refused(rest.git.createRef({ ...place, ref, sha }));
  expect(await create('refs/heads/main')).toBe('422 | Reference already exists');
  expect(await create('refs/heads/a', '0'.repeat(40))).toBe('422 | Object does not exist');
  expect(await create('refs/heads/a b')).toContain('not a valid ref name');
  expect(await create('refs/heads/main/sub')).toBe('422 | Reference update failed');
  const next = fake.commitTo('main', { 'a.md': 'a' });
  fake.commitTo('side', { 'b.md': 'b' });
  const update = rest.git.updateRef({ ...place, ref: 'heads/side', sha: next });
  expect(await refused(update)).toBe('422 | Update is not a fast forward');
});

test('review requests go to people with access, and never to the author', async () => {
  const { rest } = openFake(fake);
  const pull_number = await openPull();
  const ask = (login: string) =>
    refused(rest.pulls.requestReviewers({ ...place, pull_number, reviewers: [login] }));
  expect(await ask('ines')).toBe('422 | Review cannot be requested from pull request author.');
  expect(await ask('stranger')).toContain('422 | Reviews may only be requested from collaborators.');
});

describe('check runs', () => {
  const annotation = {
    path: 'a',
    start_line: 1,
    end_line: 1,
    annotation_level: 'warning',
    message: 'm',
  } as const;
  const output = (many: number) => ({
    title: 't',
    summary: 's',
    annotations: Array.from({ length: many }, () => annotation),
  });

  test('are made by Apps alone, take fifty annotations a request, and keep all of them', async () => {
    fake.tokens.set('app', { login: 'github-actions[bot]', kind: 'app', rights: { checks: 'write' } });
    const { rest, paginate } = openFake(fake, 'app');
    const head_sha = fake.repo.branches.get('main') ?? '';
    const wish = { ...place, name: 'check', head_sha };
    expect(await refused(openFake(fake).rest.checks.create(wish))).toContain('403');
    const { data: run } = await rest.checks.create({ ...wish, output: output(50) });
    const check = { ...place, check_run_id: run.id };
    await rest.checks.update({ ...check, output: output(20), conclusion: 'failure' });
    expect(await paginate(rest.checks.listAnnotations, { ...check, per_page: 30 })).toHaveLength(70);
    expect(await refused(rest.checks.update({ ...check, output: output(51) }))).toContain(
      'No more than 50 items',
    );
    expect(fake.faults.splice(0)).toEqual([expect.stringContaining('must NOT have more than 50 items')]);
    expect(await refused(rest.checks.create({ ...wish, head_sha: 'f'.repeat(40) }))).toContain(
      'No commit found',
    );
  });
});

test('comments have an end, an author, and pages at the number of the repository', async () => {
  const { rest } = openFake(fake);
  const issue_number = await openPull();
  const comment = (body: string) => rest.issues.createComment({ ...place, issue_number, body });
  expect((await comment('x'.repeat(65_536))).data.user?.login).toBe('ines');
  expect(await refused(comment('x'.repeat(65_537)))).toContain('body is too long');
  await comment('two');
  const { headers, data } = await rest.issues.listComments({ ...place, issue_number, per_page: 1 });
  expect(data).toHaveLength(1);
  expect(headers.link).toContain(
    `${fake.apiUrl}/repositories/4711/issues/1/comments?per_page=1&page=2>; rel="next"`,
  );
});

test('a token may do what it was given, and a stranger does not learn that the repository is there', async () => {
  const rights = { contents: 'read' } as const;
  fake.tokens.set('reader', { login: 'ines', kind: 'user', rights });
  fake.tokens.set('other', { login: 'ines', kind: 'user', rights: {} });
  expect(await refused(openFake(fake, 'reader').rest.issues.create({ ...place, title: 'x' }))).toBe(
    '403 | Resource not accessible by personal access token',
  );
  expect(await refused(openFake(fake, 'other').rest.repos.get(place))).toBe('404 | Not Found');
  expect(await refused(openFake(fake, 'nobody').rest.repos.get(place))).toBe('401 | Bad credentials');
});

describe('GitHub’s own description', () => {
  const headers = {
    'x-github-api-version': '2022-11-28',
    'user-agent': 'hub',
    accept: 'application/vnd.github.v3+json',
    authorization: 'token secret',
  };
  const check = (method: string, path: string, body?: object) =>
    checkRequest({ method, path, headers, body: body && JSON.stringify(body) });

  test('lets through what is right', () => {
    expect(check('GET', '/repos/a/b/pulls?state=all&head=a%3Ax&per_page=100')).toEqual([]);
    expect(check('POST', '/repos/a/b/git/refs', { ref: 'refs/heads/x', sha: 'a' })).toEqual([]);
    expect(check('PATCH', '/repos/a/b/git/refs/heads%2Fpublish%2Fx', { sha: 'a', force: false })).toEqual([]);
  });

  test.each([
    ['a path that is not there', () => check('GET', '/repos/a/b/pull'), 'no such operation'],
    ['a name in the search', () => check('GET', '/repos/a/b/pulls?status=all'), '?status is not known'],
    ['a word in the search', () => check('GET', '/repos/a/b/pulls?state=merged'), 'allowed values'],
    [
      'a key of the body',
      () => check('POST', '/repos/a/b/issues', { title: 'x', label: [] }),
      '/label is not known',
    ],
    [
      'a key deep in the body',
      () => check('POST', '/repos/a/b/git/trees', { tree: [{ path: 'a', mode: '100644', contents: '' }] }),
      '/tree/0/contents is not known',
    ],
    [
      'a word in the body',
      () => check('POST', '/repos/a/b/git/trees', { tree: [{ mode: '644' }] }),
      'allowed values',
    ],
    [
      'a key that is missing',
      () => check('POST', '/repos/a/b/git/refs', { ref: 'x' }),
      "required property 'sha'",
    ],
    ['a body that is missing', () => check('POST', '/repos/a/b/git/refs'), 'the body is missing'],
    ['a number that is none', () => check('GET', '/repos/a/b/pulls/x'), 'must be integer'],
    ['a token in the address', () => check('GET', '/repos/secret/b'), 'the token stands in the address'],
    [
      'a version that is not named',
      () =>
        checkRequest({
          method: 'GET',
          path: '/repos/a/b',
          headers: { ...headers, 'x-github-api-version': '' },
          body: undefined,
        }),
      'x-github-api-version is not set',
    ],
  ])('finds %s', (_, find, expected) => {
    expect(find().join('\n')).toContain(expected);
  });
});

test('the slice is small, and has all that is asked for', async () => {
  const { githubSlice } = await import('../support/github/github-rules.ts');
  const { githubOperations } = await import('../support/github/github-operations.ts');
  expect(githubSlice.operations.map(({ id }) => id).sort()).toEqual([...githubOperations].sort());
  expect(JSON.stringify(githubSlice).length).toBeLessThan(250_000);
});
