import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openGithub } from '../../src/adapters/github/api.ts';
import { GithubRefusal } from '../../src/adapters/github/refusal.ts';
import { readGithubSettings } from '../../src/adapters/github/settings.ts';
import { UserError } from '../../src/library/user-error.ts';
import {
  GITHUB_TOKEN,
  primaryLimit,
  secondaryLimit,
  startFakeGithub,
  type FakeGithub,
} from '../support/github/fake-github.ts';
import { openFake } from '../support/github/github-publishing.ts';

let fake: FakeGithub;
beforeEach(async () => {
  fake = await startFakeGithub();
});
afterEach(() => fake.close());

const place = { owner: 'larkmoor', repo: 'hub' };
const issue = () => {
  const { rest, send } = openFake(fake);
  return send('the issue', rest.issues.create({ ...place, title: 'Out of date' }));
};
const look = () => {
  const { rest, send } = openFake(fake);
  return send('the issue', rest.issues.listForRepo(place));
};

async function refusal(run: Promise<unknown>): Promise<GithubRefusal> {
  const error = await run.catch((error: unknown) => error);
  if (!(error instanceof GithubRefusal)) throw new Error(`no refusal but ${String(error)}`);
  expect(`${error.message}${error.hint}${error.detail}${error.stack ?? ''}`).not.toContain(GITHUB_TOKEN);
  return error;
}

/** The first requests are answered so, those after them as usual. */
function failFirst(many: number, fault: ReturnType<FakeGithub['interfere']>): void {
  let left = many;
  fake.interfere = () => (left-- > 0 ? fault : undefined);
}

test('every request names the version of the API and keeps the token to its header', async () => {
  await issue();
  expect(fake.calls[0]?.headers).toMatchObject({ 'x-github-api-version': '2022-11-28' });
  expect(fake.calls[0]?.path).not.toContain(GITHUB_TOKEN);
});

describe('what is sent again', () => {
  test('a look is repeated twice when GitHub has a fault or the line is cut', async () => {
    failFirst(2, { status: 502 });
    await expect(look()).resolves.toBeDefined();
    failFirst(2, { reset: true });
    await expect(look()).resolves.toBeDefined();
    failFirst(3, { status: 503 });
    expect((await refusal(look())).status).toBe(503);
  });

  test.each([
    ['a fault after the work', { status: 502, done: true }],
    ['a cut line after the work', { reset: true, done: true }],
    ['an answer cut in the middle', { reset: true, done: true, midway: true }],
    ['a fault before the work', { status: 500 }],
  ] as const)('what makes something new is sent once: %s', async (_, fault) => {
    failFirst(1, fault);
    expect((await refusal(issue())).isUnsure).toBe(true);
    expect(fake.writes()).toHaveLength(1);
    expect(fake.repo.issues).toHaveLength('done' in fault ? 1 : 0);
  });

  test('a limit for a short time is waited for, because nothing was done', async () => {
    failFirst(2, secondaryLimit(2));
    await issue();
    expect(fake.repo.issues).toHaveLength(1);
    expect(fake.writes()).toHaveLength(3);
  });

  test('a limit for long becomes a sentence', async () => {
    failFirst(1, secondaryLimit(3600));
    expect((await refusal(issue())).message).toMatchInlineSnapshot(
      `"GitHub has had more requests than it takes, and wants 3600 seconds of quiet before the issue."`,
    );
    failFirst(1, primaryLimit(2_000_000_000));
    expect((await refusal(issue())).message).toMatchInlineSnapshot(
      `"GitHub has had more requests than it takes, and wants until 03:33 UTC of quiet before the issue."`,
    );
    expect(fake.repo.issues).toHaveLength(0);
  });
});

describe('a refusal says what to do', () => {
  test('for a right that is missing', async () => {
    fake.tokens.set(GITHUB_TOKEN, { login: 'ines', kind: 'user', rights: { issues: 'read' } });
    const { message, hint } = await refusal(issue());
    expect(`${message}\n${hint}`).toMatchInlineSnapshot(`
      "The token may not do this in larkmoor/hub: the issue. It says: Resource not accessible by personal access token
      Give the token this permission for the repository: Issues: Read and write, or Pull requests: Read and write (on GitHub: your Settings → Developer settings → Fine-grained tokens → Repository permissions)."
    `);
  });

  test.each([
    [
      403,
      'GitHub Actions is not permitted to create or approve pull requests.',
      'Allow GitHub Actions to create and approve pull requests',
    ],
    [
      403,
      'Resource not accessible by integration',
      'Write issues: write or pull-requests: write under permissions of the job',
    ],
    [403, 'Must have write access.', 'Settings → Developer settings → Fine-grained tokens'],
    [410, 'Issues has been disabled in this repository.', 'Settings → General → Features'],
    [
      422,
      'Repository rule violations found: Cannot create ref due to creations being restricted.',
      'Settings → Rules → Rulesets',
    ],
  ])('with the setting that gives it: %s %s', async (status, message, setting) => {
    const headers = message.includes('integration')
      ? { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' }
      : {};
    failFirst(1, { status, headers, data: { message } });
    expect((await refusal(issue())).hint).toContain(setting);
  });

  test('for a repository that has moved, whose new address gets no token', async () => {
    failFirst(1, {
      status: 301,
      headers: { location: `${fake.apiUrl}/repositories/9/issues` },
      data: { message: 'Moved' },
    });
    const { message, hint } = await refusal(issue());
    expect(`${message}\n${hint}`).toMatchInlineSnapshot(`
      "larkmoor/hub has moved on GitHub: it sends requests on to another address.
      Write the new address under company in hub.yaml (repository), or into GITHUB_REPOSITORY."
    `);
    expect(fake.calls).toHaveLength(1);
  });

  test('where something else answers', async () => {
    failFirst(1, {
      status: 200,
      headers: { 'content-type': 'text/html' },
      data: 'Please sign in to this network',
    });
    await expect(look()).rejects.toThrow(/^What answers at .* is not the API of a GitHub\.$/);
  });

  test('for single sign-on', async () => {
    const data = { message: 'Resource protected by organization SAML enforcement.' };
    failFirst(1, { status: 403, data });
    const { message, hint } = await refusal(issue());
    expect(`${message}\n${hint}`).toMatchInlineSnapshot(`
      "The organization larkmoor wants the token to be authorized for its single sign-on.
      On GitHub, under Settings → Developer settings, choose Configure SSO beside the token."
    `);
  });

  test('and never repeats the token, even where GitHub does', async () => {
    failFirst(1, {
      status: 422,
      data: { message: `No ${GITHUB_TOKEN}`, errors: [{ message: `a\n\u001B${GITHUB_TOKEN}` }] },
    });
    expect((await refusal(issue())).message).toMatchInlineSnapshot(
      `"GitHub does not take the issue (422). It says: No …: a …"`,
    );
  });
});

test('all pages are read, and a link that leads elsewhere is not followed', async () => {
  for (let at = 0; at < 7; at++) await issue();
  const { rest, paginate, send } = openFake(fake);
  const wish = { ...place, per_page: 3 };
  expect(await paginate(rest.issues.listForRepo, wish)).toHaveLength(7);
  expect(fake.calls.at(-1)?.path).toContain('page=3');
  let asked = 0;
  const stranger = createServer((_, response) => {
    asked += 1;
    response.end('[]');
  });
  await new Promise<void>((listening) => {
    stranger.listen(0, '127.0.0.1', listening);
  });
  const address = `http://127.0.0.1:${String((stranger.address() as AddressInfo).port)}/repos`;
  fake.interfere = () => ({ status: 200, data: [], headers: { link: `<${address}?page=2>; rel="next"` } });
  await expect(send('issues', paginate(rest.issues.listForRepo, wish))).rejects.toThrow('outside its API');
  stranger.close();
  expect(asked).toBe(0);
});

test('a fault of the hub itself is not taken for one of the network', async () => {
  const settings = { apiUrl: fake.apiUrl, ...place, token: GITHUB_TOKEN };
  const { rest, send } = openGithub(settings, {
    pace: 0,
    fetch: () => {
      throw new RangeError('a fault in the code');
    },
  });
  await expect(send('the issue', rest.issues.create({ ...place, title: 'x' }))).rejects.not.toBeInstanceOf(
    UserError,
  );
});

describe('settings', () => {
  const env = { GITHUB_TOKEN: 'github_pat_1' };

  test.each([
    ['https://github.com/larkmoor/hub', 'https://api.github.com'],
    ['https://github.com/larkmoor/hub.git/', 'https://api.github.com'],
    ['https://git.example.com/larkmoor/hub', 'https://git.example.com/api/v3'],
    ['https://larkmoor.ghe.com/larkmoor/hub', 'https://api.larkmoor.ghe.com'],
  ])('%s has its API at %s', (repository, apiUrl) => {
    expect(readGithubSettings(env, repository)).toEqual({ apiUrl, ...place, token: 'github_pat_1' });
  });

  test('what a workflow sets comes before what hub.yaml says', () => {
    const set = { ...env, GITHUB_REPOSITORY: 'fork/hub', GITHUB_API_URL: 'https://git.example.com/api/v3/' };
    expect(readGithubSettings(set, 'https://github.com/larkmoor/hub')).toMatchObject({
      apiUrl: 'https://git.example.com/api/v3',
      owner: 'fork',
    });
  });

  test.each([
    [{}, 'https://github.com/larkmoor/hub'],
    [{ GITHUB_TOKEN: 'with blank' }, 'https://github.com/larkmoor/hub'],
    [{ ...env, GITHUB_API_URL: 'http://git.example.com/api/v3' }, 'https://github.com/larkmoor/hub'],
    [{ ...env, GITHUB_API_URL: 'https://me:secret@git.example.com' }, 'https://github.com/larkmoor/hub'],
    [{ ...env, GITHUB_REPOSITORY: 'hub' }, undefined],
    [env, undefined],
  ])('%j is refused with the way out', (given, repository) => {
    const refused = () => readGithubSettings(given, repository);
    expect(refused).toThrow(UserError);
    expect(refused).not.toThrow(/secret|with blank|github_pat_1/);
  });
});
