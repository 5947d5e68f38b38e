import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRemoteState, type PublishOutcome } from '../../src/adapters/github/remote-state.ts';
import { UserError } from '../../src/library/user-error.ts';
import { renderRemoteState } from '../../src/publishing/publish/plan-text.ts';
import {
  GITHUB_TOKEN,
  secondaryLimit,
  startFakeGithub,
  type FakeGithub,
  type GithubFault,
} from '../support/github/fake-github.ts';
import {
  binary,
  buildContent,
  localFile,
  openFake,
  planFor,
  send,
} from '../support/github/github-publishing.ts';

let fake: FakeGithub;

beforeEach(async () => {
  fake = await startFakeGithub();
  fake.repo.collaborators.set('oona', 'write');
});
afterEach(() => fake.close());

const deck = () =>
  planFor([localFile('deck.pptx', binary(1))], {
    title: 'Cold for dairies',
    owner: 'oona-lind',
    product: 'cold',
  });

/** One of these must be said by whatever failure. */
const STATES = /Nothing was sent|was made|no branch shows them|holds your files|is open/;

const branches = () => [...fake.repo.branches.keys()].sort();
const pulls = () =>
  fake.repo.issues.map(({ number, state, pull }) => `#${String(number)} ${state} ${pull?.head ?? ''}`);

/** What a person reads when a run fails. */
async function failure(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof UserError)) throw new Error(`no refusal but ${String(error)}`);
  expect(error.message + error.hint).not.toContain(GITHUB_TOKEN);
  return `${error.message}\n${error.hint}`.replaceAll(fake.siteUrl, 'HERE');
}

test('a deck becomes one commit on a branch of its own, with its page, and a pull request with labels and its owner', async () => {
  const plan = await deck();
  const published = await send(openFake(fake), plan);
  expect(published).toMatchObject({ outcome: 'opened', notes: [], pull: { number: 1 } });
  expect(branches()).toEqual(['main', plan.branch]);
  expect(plan.branch).toMatch(/^publish\/cold-for-dairies-[0-9a-f]{8}$/);
  expect(fake.readFile(plan.branch, 'content/files/deck.pptx')).toEqual(binary(1));
  expect(fake.readFile(plan.branch, 'content/collateral/cold-for-dairies.md')?.toString()).toBe(`---
title: Cold for dairies
owner: oona-lind
products: [cold]
published: 2026-11-22
reviewed: 2026-11-22
downloads:
  - label: Cold for dairies (PPTX)
    file: deck.pptx
---

Cold for dairies
`);
  const [issue] = fake.repo.issues;
  expect(issue).toMatchObject({
    title: 'Add “Cold for dairies”',
    labels: ['content', 'kind: collateral', 'product: cold'],
    pull: { base: 'main', head: plan.branch, reviewers: ['oona'] },
  });
  // Texts lie in the tree, so that only the deck takes a request of its own.
  expect(fake.writes().map(({ id }) => id)).toEqual([
    'git/create-blob',
    'git/create-tree',
    'git/create-commit',
    'git/create-ref',
    'pulls/create',
    'issues/add-labels',
    'pulls/request-reviewers',
  ]);
  expect(fake.repo.git.history(fake.repo.branches.get(plan.branch) ?? '')).toHaveLength(2);
});

test('a second run, also on the next day, finds everything and sends nothing', async () => {
  await send(openFake(fake), await deck());
  const sent = fake.writes().length;
  const tomorrow = await planFor(
    [localFile('deck.pptx', binary(1))],
    { title: 'Cold for dairies', owner: 'oona-lind', product: 'cold' },
    { today: '2026-11-23' },
  );
  expect(await send(openFake(fake), tomorrow)).toMatchObject({ outcome: 'found', pull: { number: 1 } });
  expect(fake.writes()).toHaveLength(sent);
});

test('Japanese names and titles arrive as they are, composed, on a branch of plain letters', async () => {
  const name = '提案書 ガイド.pdf'.normalize('NFD');
  const plan = await planFor([localFile(name, binary(2))], {
    title: '酪農向けガイド'.normalize('NFD'),
    owner: 'ines-varga',
  });
  expect(plan.branch).toMatch(/^publish\/[0-9a-f]{8}$/);
  await send(openFake(fake), plan);
  expect(fake.readFile(plan.branch, 'content/files/提案書-ガイド.pdf')).toEqual(binary(2));
  expect(fake.readFile(plan.branch, 'content/collateral/酪農向けガイド.md')?.toString()).toContain(
    'title: 酪農向けガイド\n',
  );
  expect(fake.repo.issues[0]?.title).toBe('Add “酪農向けガイド”');
  const sent = fake.writes().length;
  expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'found', pull: { number: 1 } });
  expect(fake.writes()).toHaveLength(sent);
});

test('a PDF of 20 MB arrives byte for byte and once, also when GitHub has a fault after it took it, and twice', async () => {
  const pdf = Buffer.alloc(20 * 1024 * 1024, binary(3, 997));
  const plan = await planFor([localFile('catalogue.pdf', pdf)], {
    title: 'Catalogue',
    owner: 'oona-lind',
    product: 'cold',
  });
  const faults: GithubFault[] = [
    { status: 502, done: true },
    { reset: true, done: true, midway: true },
  ];
  fake.interfere = ({ id }) => (id === 'git/create-blob' ? faults.shift() : undefined);
  let published: PublishOutcome | undefined;
  for (let run = 0; run < 3 && published === undefined; run++)
    published = await send(openFake(fake), plan).catch((error: unknown) => {
      if (!(error instanceof UserError) || !STATES.test(error.hint)) throw error;
      return undefined;
    });
  expect(published?.outcome).toBe('opened');
  expect(faults).toEqual([]);
  expect(fake.readFile(plan.branch, 'content/files/catalogue.pdf')?.equals(pdf)).toBe(true);
  const sent = fake.writes().length;
  expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'found', pull: { number: 1 } });
  expect(fake.writes()).toHaveLength(sent);
  expect([pulls(), branches()]).toEqual([[`#1 open ${plan.branch}`], ['main', plan.branch]]);
});

async function callsOf(plan: Awaited<ReturnType<typeof deck>>) {
  await send(openFake(fake), plan);
  return fake.calls.map(({ id }) => id);
}

describe('whatever goes wrong at whichever request', () => {
  const kinds: Record<string, (at: number) => GithubFault> = {
    'a fault before the work': () => ({ status: 502, data: { message: 'Bad Gateway' } }),
    'a fault after the work': () => ({ status: 502, data: { message: 'Bad Gateway' }, done: true }),
    'a connection cut before the work': () => ({ reset: true }),
    'a connection cut after the work': () => ({ reset: true, done: true }),
    'an answer cut in the middle': () => ({ reset: true, done: true, midway: true }),
    'a limit for longer than anybody waits': () => secondaryLimit(600),
  };

  test.each(Object.entries(kinds))(
    '%s: running it again ends with one branch and one pull request',
    async (_, fault) => {
      const plan = await deck();
      const { length } = await callsOf(plan);
      expect(length).toBeGreaterThan(12);
      for (let at = 0; at < length; at++) {
        await fake.close();
        expect(fake.faults).toEqual([]);
        fake = await startFakeGithub();
        fake.repo.collaborators.set('oona', 'write');
        // The same request fails as often as a look is repeated; no limit is waited for by asking again.
        const LOOKS = 'headers' in fault(at) ? 1 : 3;
        let left = LOOKS;
        let failing: string | undefined;
        fake.interfere = ({ id, path, method }) => {
          const name = `${method} ${path}`;
          if (fake.calls.length - 1 < at || (failing !== undefined && failing !== name) || left === 0)
            return undefined;
          failing = name;
          left = method === 'GET' ? left - 1 : 0;
          return id === '' ? undefined : fault(at);
        };
        let published: PublishOutcome | undefined;
        for (let run = 0; run < 3 && published === undefined; run++) {
          published = await send(openFake(fake), plan).catch((error: unknown) => {
            if (!(error instanceof UserError) || !STATES.test(error.hint)) throw error;
            return undefined;
          });
        }
        expect(published?.pull?.number, `request ${String(at)}`).toBe(1);
        expect(pulls(), `request ${String(at)}`).toEqual([`#1 open ${plan.branch}`]);
        expect(branches()).toEqual(['main', plan.branch]);
        expect(fake.repo.issues[0]?.labels).toContain('content');
        expect(fake.repo.issues[0]?.pull?.reviewers).toEqual(['oona']);
      }
    },
  );
});

describe('whatever somebody does to the branch at whichever request, twice', () => {
  test.each([
    ['mends the page', 'content/collateral/cold-for-dairies.md'],
    ['puts another deck there', 'content/files/deck.pptx'],
  ])('%s: no commit of ours puts anything over it, and one pull request is open', async (_, path) => {
    const [first, second] = [await version(1), await version(2)];
    const { length } = await callsOf(first);
    for (let at = 0; at < length; at++) {
      await fake.close();
      fake = await startFakeGithub();
      fake.repo.collaborators.set('oona', 'write');
      await send(openFake(fake), first);
      const theirs = new Set<string>();
      const before = fake.calls.length;
      fake.interfere = () => {
        if (theirs.size === 2 || fake.calls.length <= before + at) return undefined;
        const text = Buffer.from(`theirs ${String(theirs.size)}`);
        fake.commitTo(second.branch, { [path]: text }, 'Mend', 'oona');
        theirs.add(fake.repo.git.putBlob(text));
        return undefined;
      };
      const told: string[] = [];
      for (let run = 0; run < 2; run++) {
        const done = await send(openFake(fake), second).catch((error: unknown) => error);
        told.push(done instanceof UserError ? done.message : JSON.stringify(done));
      }
      const { commits, history } = fake.repo.git;
      const blobIn = (sha = '') => fake.repo.git.listFiles(commits.get(sha)?.tree ?? '').get(path)?.sha ?? '';
      const overwritten = history(fake.repo.branches.get(second.branch) ?? '')
        .filter(({ message }) => message.includes('Publish-Inputs'))
        .filter(({ sha, parents }) => blobIn(sha) !== blobIn(parents[0]) && theirs.has(blobIn(parents[0])));
      expect({ at, told, overwritten, acts: theirs.size, pulls: pulls() }).toEqual({
        at,
        told,
        overwritten: [],
        acts: 2,
        pulls: [`#1 open ${second.branch}`],
      });
    }
  });
});

const broken = (id: string, done = false) => {
  fake.interfere = (call) =>
    call.id === id ? { status: 500, data: { message: 'Server Error' }, done } : undefined;
};

test.each(['git/create-ref', 'pulls/create'])(
  'a fault that GitHub sends after %s went well is not even met',
  async (wanted) => {
    fake.interfere = ({ id }) => (id === wanted ? { status: 502, done: true } : undefined);
    expect(await send(openFake(fake), await deck())).toMatchObject({ outcome: 'opened', notes: [] });
    expect(fake.writes().filter(({ id }) => id === wanted)).toHaveLength(1);
  },
);

describe('a failure says what state things are in', () => {
  test('before a branch is made', async () => {
    broken('git/create-tree');
    expect(await failure(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "GitHub had a fault of its own (500) with the folders of the commit.
      Run the same command again in some minutes; githubstatus.com tells whether GitHub is ill. Files were sent, and no branch shows them: the same command begins anew."
    `);
  });

  test('between the branch and the pull request', async () => {
    broken('pulls/create');
    expect(await failure(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "GitHub had a fault of its own (500) with the pull request.
      Run the same command again in some minutes; githubstatus.com tells whether GitHub is ill. The branch publish/cold-for-dairies-59c6e54d holds your files, and no pull request is open for it yet: the same command goes on from there and makes no second one."
    `);
  });

  test('with the pull request open', async () => {
    broken('issues/add-labels');
    expect(await failure(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "GitHub had a fault of its own (500) with the labels.
      Run the same command again in some minutes; githubstatus.com tells whether GitHub is ill. Pull request #1 is open: HERE/larkmoor/hub/pull/1 The same command adds what it lacks."
    `);
  });

  test('while GitHub wants quiet', async () => {
    fake.interfere = ({ id }) => (id === 'git/create-ref' ? secondaryLimit(900) : undefined);
    expect(await failure(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "GitHub has had more requests than it takes, and wants 900 seconds of quiet before the branch publish/cold-for-dairies-59c6e54d.
      Run the same command again after that. Files were sent, and no branch shows them: the same command begins anew. If the branch publish/cold-for-dairies-59c6e54d was made all the same, it finds it."
    `);
  });
});

const refusalOf = async (run: Promise<unknown>) => {
  const said = await failure(run);
  expect(fake.writes()).toEqual([]);
  return said;
};

describe('refused before anything is sent', () => {
  test('with a token that may only read', async () => {
    fake.tokens.set(GITHUB_TOKEN, {
      login: 'ines',
      kind: 'user',
      rights: { contents: 'read', pull_requests: 'read' },
    });
    expect(await refusalOf(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "The token may read larkmoor/hub and not write to it.
      Ask an owner for write access (Settings → Collaborators and teams of the repository), or give the token write access to Contents, Pull requests and Issues. Nothing was sent."
    `);
  });

  test('with a classic token without the scope', async () => {
    const rights = { contents: 'write', pull_requests: 'write' } as const;
    fake.tokens.set(GITHUB_TOKEN, { login: 'ines', kind: 'user', rights, scopes: 'read:org, gist' });
    expect(await refusalOf(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "The token has the scopes read:org, gist, and writing to larkmoor/hub wants repo.
      Give it that scope under Settings → Developer settings on GitHub. Nothing was sent."
    `);
  });

  test('with a token that nobody knows', async () => {
    expect(await refusalOf(send(openFake(fake, 'mistyped'), await deck()))).toMatchInlineSnapshot(`
      "GitHub does not know the token: it is mistyped, has expired or was taken back.
      Make a new one on GitHub and set GITHUB_TOKEN to it. Nothing was sent."
    `);
  });

  test('with a token for another repository', async () => {
    fake.tokens.set(GITHUB_TOKEN, { login: 'ines', kind: 'user', rights: {} });
    expect(await refusalOf(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "GitHub shows the token no larkmoor/hub, or it lacks what was asked for (the repository).
      Check repository in hub.yaml, and that the token is made for this repository. Nothing was sent."
    `);
  });

  test('where Git LFS keeps such files', async () => {
    fake.commitTo('main', { 'content/files/.gitattributes': '*.pptx filter=lfs diff=lfs merge=lfs -text\n' });
    expect(await refusalOf(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "The repository keeps content/files/deck.pptx in Git LFS (.gitattributes), and GitHub's API puts files past it: every clone would complain.
      Push it with git, which knows LFS (git add, git commit, git push on a branch of your own), or ask for the line filter=lfs to be taken out for this folder. Nothing was sent."
    `);
  });

  test('where another file has come to the same place', async () => {
    fake.commitTo('main', { 'content/files/deck.pptx': binary(9) });
    expect(await refusalOf(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "content/files/deck.pptx on main is not the version that yours began with: somebody added or changed it meanwhile.
      Get the newest with \`git pull\` and make your change there, choose another name, or add --replace to put yours in its place. Nothing was sent."
    `);
  });

  test('where the published branch is not there', async () => {
    fake.repo.branches.set('trunk', fake.repo.branches.get('main') ?? '');
    fake.repo.branches.delete('main');
    expect(await refusalOf(send(openFake(fake), await deck()))).toMatchInlineSnapshot(`
      "The repository has no branch main, into which the pull request would go.
      Write the published branch under company in hub.yaml, like branch: main. Nothing was sent."
    `);
  });
});

const version = (seed: number) =>
  planFor([localFile('deck.pptx', binary(seed))], {
    title: 'Cold for dairies',
    owner: 'oona-lind',
    product: 'cold',
  });

const PAGE = 'content/collateral/cold-for-dairies.md';
const DECK = 'content/files/deck.pptx';
const nextDay = (seed: number, replace = false) =>
  planFor(
    [localFile('deck.pptx', binary(seed))],
    { title: 'Cold for dairies', owner: 'oona-lind', product: 'cold', replace },
    { today: '2026-11-23' },
  );

describe('a new version of the same page', () => {
  test('goes onto the pull request that is open, as a second commit', async () => {
    await send(openFake(fake), await version(1));
    const plan = await version(2);
    expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'updated', pull: { number: 1 } });
    expect(fake.readFile(plan.branch, 'content/files/deck.pptx')).toEqual(binary(2));
    expect(pulls()).toEqual([`#1 open ${plan.branch}`]);
    expect(fake.repo.git.history(fake.repo.branches.get(plan.branch) ?? '')).toHaveLength(3);
  });

  test('keeps what somebody mended on the branch meanwhile', async () => {
    await send(openFake(fake), await version(1));
    const plan = await version(2);
    let moved = false;
    fake.interfere = ({ id }) => {
      if (id === 'git/update-ref' && !moved)
        fake.commitTo(plan.branch, { 'content/answers/other.md': 'mended' });
      moved ||= id === 'git/update-ref';
      return undefined;
    };
    expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'updated' });
    expect(fake.readFile(plan.branch, 'content/answers/other.md')?.toString()).toBe('mended');
    expect(fake.readFile(plan.branch, 'content/files/deck.pptx')).toEqual(binary(2));
  });

  test('is not put over a page that somebody mended on the branch when nothing new is sent', async () => {
    const plan = await version(1);
    await send(openFake(fake), plan);
    fake.commitTo(plan.branch, { 'content/collateral/cold-for-dairies.md': 'mended' }, 'Mend', 'ines');
    expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'found' });
    expect(fake.readFile(plan.branch, 'content/collateral/cold-for-dairies.md')?.toString()).toBe('mended');
  });

  describe('beside what somebody did on the branch since', () => {
    const mended = { [PAGE]: 'mended' };
    const said = `${PAGE} stays as somebody mended it`;

    /** What was done there, our next version, what becomes of page and deck, and what is told. */
    test.each<
      [string, Record<string, string | Buffer | null>, number, string | undefined, Buffer | undefined, string]
    >([
      ['a page is mended', mended, 2, 'mended', binary(2), said],
      ['a page is taken out', { [PAGE]: null }, 2, undefined, binary(2), said],
      ['only the page is mended, and our file is the same', mended, 1, 'mended', binary(1), said],
      ['their deck is ours', { [DECK]: binary(2) }, 2, 'ours', binary(2), ''],
      ['their deck is another', { [DECK]: binary(3) }, 2, 'ours', binary(3), `Somebody changed ${DECK}`],
      ['their deck is gone', { [DECK]: null }, 2, 'ours', undefined, `Somebody took out ${DECK}`],
      ['their deck is another and ours the old one', { [DECK]: binary(3) }, 1, 'ours', binary(3), ''],
    ])('%s', async (_, change, seed, page, deckThere, told) => {
      const plan = await version(1);
      await send(openFake(fake), plan);
      fake.commitTo(plan.branch, { 'content/x.md': 'x' }, 'Beside', 'oona');
      fake.commitTo(plan.branch, change, 'Mend', 'oona');
      const run = async () =>
        send(openFake(fake), await nextDay(seed)).then(
          (done) => ('notes' in done ? done.notes.join() : ''),
          (error: unknown) => (error instanceof UserError ? error.message : String(error)),
        );
      const first = await run();
      expect([first, await run()].join()).toContain(told);
      const there = fake.readFile(plan.branch, PAGE)?.toString();
      expect(there?.includes('title: Cold for dairies') === true ? 'ours' : there).toBe(page);
      expect(fake.readFile(plan.branch, DECK)).toEqual(deckThere);
      expect(fake.readFile(plan.branch, 'content/x.md')?.toString()).toBe('x');
      expect(pulls()).toHaveLength(1);
    });

    test('also when it comes between our commit and the branch', async () => {
      const plan = await version(1);
      await send(openFake(fake), plan);
      let done = false;
      fake.interfere = ({ id }) => {
        if (id === 'git/update-ref' && !done) {
          done = true;
          fake.commitTo(plan.branch, { [DECK]: binary(3) }, 'Mend', 'oona');
        }
        return undefined;
      };
      expect(await failure(send(openFake(fake), await version(2)))).toMatchInlineSnapshot(`
        "Somebody changed content/files/deck.pptx on the branch publish/cold-for-dairies-59c6e54d since you published it last, and yours is another version too.
        Look at it on GitHub and bring both together in your file, then add --replace to put that in its place. The branch publish/cold-for-dairies-59c6e54d is as it was, and so is pull request #1."
      `);
      expect(fake.readFile(plan.branch, DECK)).toEqual(binary(3));
    });

    test('is put in its place with --replace', async () => {
      const plan = await version(1);
      await send(openFake(fake), plan);
      fake.commitTo(plan.branch, { [DECK]: binary(3) }, 'Mend', 'oona');
      expect(await send(openFake(fake), await nextDay(2, true))).toMatchObject({ outcome: 'updated' });
      expect(fake.readFile(plan.branch, DECK)).toEqual(binary(2));
    });
  });

  test('gets a pull request of its own once the first one is merged', async () => {
    const first = await version(1);
    await send(openFake(fake), first);
    fake.merge(1);
    expect(await send(openFake(fake), first)).toMatchObject({ outcome: 'published', pull: { number: 1 } });
    const second = { ...(await version(2)), replace: true };
    await send(openFake(fake), second);
    expect(pulls()).toEqual([`#1 closed ${first.branch}`, `#2 open ${first.branch}-2`]);
  });

  test('is refused on the pull request of somebody else', async () => {
    await send(openFake(fake), await version(1));
    fake.tokens.set(GITHUB_TOKEN, {
      login: 'oona',
      kind: 'user',
      rights: { contents: 'write', pull_requests: 'write' },
    });
    expect(await failure(send(openFake(fake), await version(2)))).toMatchInlineSnapshot(`
      "ines has a pull request open that puts other content at the same place: HERE/larkmoor/hub/pull/1
      Talk to each other, or choose another --name. Nothing was sent."
    `);
  });

  test('is refused where the same was closed without being merged', async () => {
    const plan = await version(1);
    await send(openFake(fake), plan);
    Object.assign(fake.repo.issues[0] ?? {}, { state: 'closed' });
    expect(await failure(send(openFake(fake), plan))).toMatchInlineSnapshot(`
      "Pull request #1 with exactly this was closed without being merged: HERE/larkmoor/hub/pull/1
      Open it again there, or change what you publish. Nothing was sent."
    `);
    expect(pulls()).toHaveLength(1);
  });
});

test('the branch begins at the newest published commit, however old the copy here is', async () => {
  const plan = await deck();
  fake.commitTo('main', { 'content/answers/new.md': 'from a colleague' });
  await send(openFake(fake), plan);
  expect(fake.readFile(plan.branch, 'content/answers/new.md')?.toString()).toBe('from a colleague');
});

test('a branch that moves on while the commit is made does not matter', async () => {
  const plan = await deck();
  fake.interfere = ({ id }) => {
    if (id === 'git/create-tree') fake.commitTo('main', { 'content/answers/new.md': 'from a colleague' });
    return undefined;
  };
  expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'opened' });
  const [issue] = fake.repo.issues;
  expect(issue?.pull?.base).toBe('main');
});

/** A sound answer. */
const page = (owner: string, title: string, body = 'Text.') =>
  `---\ntitle: ${title}\nowner: ${owner}\nreviewed: 2026-11-20\n---\n\n${body}\n`;

const cost = (price: string) => page('ines-varga', 'What it costs', price);

test('a page of the checkout is changed only where its version is the one that GitHub has', async () => {
  fake.commitTo('main', { 'content/answers/cost.md': cost('10') });
  const sha = fake.repo.git.putBlob(Buffer.from(cost('10')));
  const content = buildContent({ 'answers/cost.md': cost('10') });
  const plan = await planFor([localFile('cost.md', cost('12'), 'answers/cost.md')], {}, { content });
  expect(plan.title).toBe('Update “What it costs”');
  const known = { versions: new Map([['content/answers/cost.md', new Set([sha])]]) };
  fake.commitTo('main', { 'content/answers/cost.md': cost('11') });
  expect(await failure(send(openFake(fake), plan, known))).toContain(
    'somebody added or changed it meanwhile',
  );
  fake.commitTo('main', { 'content/answers/cost.md': cost('10') });
  expect(await send(openFake(fake), plan, known)).toMatchObject({ outcome: 'opened' });
});

test('a page that was taken out of the published branch is not brought back, not even with --replace', async () => {
  const plan = await planFor([localFile('cost.md', cost('12'), 'answers/cost.md')], { replace: true });
  const atFork = new Set(['content/answers/cost.md']);
  expect(await failure(send(openFake(fake), plan, { atFork }))).toMatchInlineSnapshot(`
    "content/answers/cost.md is here and no longer on main: somebody took it out or renamed it meanwhile, and this would bring it back.
    Get the newest with \`git pull\` and make your change where its words are now. If it is to come back all the same, publish it after that, as a new page. Nothing was sent."
  `);
  expect(branches()).toEqual(['main']);
});

test('a page whose words the hub only passes on is not put over newer ones, not even with --replace', async () => {
  const path = 'collateral/deck-page.md';
  const old = page('oona-lind', 'Deck page').replace(
    '---\n\n',
    'downloads: [{ label: Deck, file: deck.pptx }]\n---\n\n',
  );
  fake.commitTo('main', { [`content/${path}`]: old.replace('Text.', 'Newer words.') });
  const content = buildContent({ [path]: old }, ['files/deck.pptx']);
  const flags = { title: 'Deck page', owner: 'oona-lind', replace: true };
  const files = [localFile('deck.pptx', binary(4))];
  const plan = await planFor(files, flags, { content, pages: { [path]: old } });
  const known = {
    atFork: new Set([`content/${path}`]),
    versions: new Map([[`content/${path}`, new Set([fake.repo.git.putBlob(Buffer.from(old))])]]),
  };
  expect(await failure(send(openFake(fake), plan, known))).toContain(
    'somebody added or changed it meanwhile',
  );
  fake.commitTo('main', { [`content/${path}`]: old });
  expect(await send(openFake(fake), plan, known)).toMatchObject({ outcome: 'opened' });
});

const firstPage = () => [localFile('a.md', page('ines-varga', 'A first page'))];
async function openByHand(paths: Record<string, string>, head = 'patch-1'): Promise<void> {
  fake.commitTo(head, paths, 'By hand', 'oona');
  const pull = { owner: 'larkmoor', repo: 'hub', head, base: 'main', title: 'Mine' };
  await openFake(fake).rest.pulls.create(pull);
}

describe('another open pull request that changes the same file', () => {
  test('is told, and nobody is kept from publishing by it', async () => {
    await openByHand({ 'content/answers/a.md': 'theirs', 'content/answers/b.md': 'b' });
    await openByHand({ 'content/answers/c.md': 'c' }, 'patch-2');
    const plan = await planFor(firstPage(), { kind: 'answer' });
    const state = await readRemoteState(openFake(fake), plan, { versions: new Map(), atFork: new Set() });
    expect(renderRemoteState(state, plan).replaceAll(fake.siteUrl, 'HERE')).toMatchInlineSnapshot(`
      "Pull request #1 of ines changes content/answers/a.md too: HERE/larkmoor/hub/pull/1 Whichever is merged second has to be brought together by hand.
      No branch and no pull request is there for this yet."
    `);
    const published = await send(openFake(fake), plan);
    expect(published).toMatchObject({
      outcome: 'opened',
      notes: [expect.stringContaining('Pull request #1 of ines changes content/answers/a.md too')],
    });
    // The same command tells it again, and makes nothing.
    const sent = fake.writes().length;
    expect(await send(openFake(fake), plan)).toMatchObject({ outcome: 'found', notes: [expect.anything()] });
    expect(fake.writes()).toHaveLength(sent);
  });

  test('is told also when it comes while this one is sent', async () => {
    let done = false;
    fake.interfere = ({ id }) => {
      if (id === 'pulls/create' && !done) {
        done = true;
        void openByHand({ 'content/answers/a.md': 'theirs' });
      }
      return undefined;
    };
    const published = await send(openFake(fake), await planFor(firstPage(), { kind: 'answer' }));
    expect('notes' in published && published.notes).toEqual([
      expect.stringContaining('changes content/answers/a.md too'),
    ]);
  });
});

test('a reviewer without access is named, and the others are asked', async () => {
  const content = buildContent();
  content.library.hub.people.push({ id: 'no-access', name: 'No Access', github: 'stranger' });
  const files = [
    localFile('a.md', page('oona-lind', 'A first page')),
    localFile('b.md', page('no-access', 'A second page')),
  ];
  const plan = await planFor(files, { kind: 'answer' }, { content });
  const published = await send(openFake(fake), plan);
  expect(fake.repo.issues[0]?.pull?.reviewers).toEqual(['oona']);
  expect(published).toMatchObject({ outcome: 'opened', notes: [expect.stringContaining('for stranger')] });
});

test('a branch of that name that somebody made by hand is left alone', async () => {
  const plan = await deck();
  fake.commitTo(plan.branch, { 'content/x.md': 'x' }, 'By hand');
  expect(await failure(send(openFake(fake), plan))).toMatchInlineSnapshot(`
    "There is a branch publish/cold-for-dairies-59c6e54d already, which this command did not make.
    Delete it on GitHub if nobody needs it, or choose another --name. Nothing was sent."
  `);
});
