/** Publishing while GitHub fails and people act in between, and with names that somebody forges. Long: each row is many runs. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/library/user-error.ts';
import type { PublishPlan } from '../../src/publishing/publish/plan.ts';
import { startFakeGithub, type FakeGithub, type GithubFault } from '../support/github/fake-github.ts';
import { binary, localFile, openFake, planFor, send } from '../support/github/github-publishing.ts';

const PAGE = 'content/collateral/cold-for-dairies.md';
const DECK = 'content/files/deck.pptx';

let fake: FakeGithub;
const start = async () => {
  fake = await startFakeGithub();
  fake.repo.collaborators.set('oona', 'write');
};
const restart = async () => {
  await fake.close();
  await start();
};
beforeEach(start);
afterEach(() => fake.close());

const branches = () => [...fake.repo.branches.keys()].sort();
const pulls = () =>
  fake.repo.issues.map(({ number, state, pull }) => `#${String(number)} ${state} ${pull?.head ?? ''}`);
const version = (seed: number) =>
  planFor([localFile('deck.pptx', binary(seed))], {
    title: 'Cold for dairies',
    owner: 'oona-lind',
    product: 'cold',
  });
const page = (title: string, body = 'Text.') =>
  `---\ntitle: ${title}\nowner: ines-varga\nreviewed: 2026-11-20\n---\n\n${body}\n`;

/** What somebody may do to a publication between two runs of the command; the first name is what a person would call it. */
const acts: Record<string, (plan: PublishPlan) => unknown> = {
  'pushes to the branch': ({ branch }) => {
    const text = `theirs ${String(fake.repo.git.commits.size)}`;
    fake.commitTo(branch, { 'content/answers/other.md': text, [PAGE]: text }, 'Mend', 'oona');
  },
  'renames the page on the branch': ({ branch }) => {
    const text = fake.readFile(branch, PAGE);
    if (text !== undefined)
      fake.commitTo(branch, { [PAGE]: null, 'content/collateral/renamed.md': text }, 'Rename', 'oona');
  },
  'renames the deck on the branch': ({ branch }) => {
    const bytes = fake.readFile(branch, DECK);
    if (bytes !== undefined)
      fake.commitTo(branch, { [DECK]: null, 'content/files/renamed.pptx': bytes }, 'Rename', 'oona');
  },
  'closes the pull request': () => Object.assign(fake.repo.issues.at(-1) ?? {}, { state: 'closed' }),
  'mends the page and closes the pull request': ({ branch }) => {
    fake.commitTo(branch, { [PAGE]: 'mended' }, 'Mend', 'oona');
    Object.assign(fake.repo.issues.at(-1) ?? {}, { state: 'closed' });
  },
  'deletes the branch': ({ branch }) => fake.repo.branches.delete(branch),
  'publishes something else': () =>
    fake.commitTo('main', { 'content/answers/new.md': String(fake.repo.git.commits.size) }, 'New', 'oona'),
};
/** By turns at the requests of a run. */
const FAULTS: readonly GithubFault[] = [
  { status: 502, data: { message: 'Bad Gateway' }, done: true },
  { reset: true },
  { status: 502, data: { message: 'Bad Gateway' } },
];

test.each(Object.entries(acts))(
  'somebody who %s after each of two runs in which any request failed: one open pull request, and nothing of theirs undone',
  async (_, act) => {
    const [first, second] = [await version(1), await version(2)];
    await send(openFake(fake), second);
    const { length } = fake.calls;
    for (let at = 0; at < length; at++) {
      const fault = FAULTS[at % FAULTS.length];
      await restart();
      await send(openFake(fake), first);
      const told: string[] = [];
      const run = async () => {
        const done = await send(openFake(fake), second).catch((error: unknown) => error);
        if (done instanceof Error && !(done instanceof UserError)) throw done;
        told.push(done instanceof UserError ? `${done.message} ${done.hint}` : JSON.stringify(done));
      };
      const theirs: string[] = [];
      for (let times = 0; times < 2; times++) {
        const before = fake.calls.length;
        let failing: string | undefined;
        let left = 3;
        fake.interfere = ({ method, path }) => {
          const name = `${method} ${path}`;
          if (fake.calls.length - 1 < before + at || left === 0) return undefined;
          if (failing !== undefined && failing !== name) return undefined;
          failing = name;
          left = method === 'GET' ? left - 1 : 0;
          return fault;
        };
        await run();
        fake.interfere = () => undefined;
        const was = fake.repo.branches.get(second.branch);
        act(second);
        const is = fake.repo.branches.get(second.branch);
        if (is !== undefined && is !== was) theirs.push(is);
      }
      await run();
      await run();
      const tip = fake.repo.branches.get(second.branch);
      const kept = tip === undefined ? [] : fake.repo.git.history(tip).map(({ sha }) => sha);
      const open = fake.repo.issues.filter(({ state }) => state === 'open').length;
      const said = told.slice(-2);
      expect({
        at,
        said,
        lost: tip === undefined ? [] : theirs.filter((sha) => !kept.includes(sha)),
      }).toEqual({
        at,
        said,
        lost: [],
      });
      // A branch whose pull request was closed is left as it is, and another version goes onto one of its own.
      const others = branches().filter((name) => name !== 'main' && !name.startsWith(second.branch));
      expect({ at, told, others, open: Math.max(1, open) }).toEqual({ at, told, others: [], open: 1 });
      // Nothing is made again and again.
      const sent = fake.writes().length;
      await run();
      expect({ at, sent: fake.writes().length }).toEqual({ at, sent });
    }
  },
);

/** Names that files may have on one system or another, or that somebody forges. */
const NAMES = [
  'two\nlines',
  'tab\there',
  '"quoted" and \'so\'',
  '-rf',
  '--upload-pack=evil',
  '..',
  '...hidden',
  'a..b',
  '.git',
  '.GIT',
  'git~1',
  'CON',
  'nul',
  'trailing.',
  'colon: star* what? <b>|',
  'back\\slash',
  '{braces} %2e%2e%2f $(id) `id`',
  '\u202Egnp.exe',
  '\u200Bzero',
  'ﬁ ligature ＡＢＣ',
  'İstanbul ß ſ K',
  '😀 smile',
  'x'.repeat(250),
  '提案'.repeat(125),
  '@{u}',
  'a.lock',
  'main',
  'HEAD',
];
/** What some system cannot check out, or reads as something else. */
const UNFIT =
  /[\p{Cc}\\:*?"<>|\u200B\u202A-\u202E\u2066-\u2069\uFEFF]|(?:^|\/)[-. ]|[. ](?:\/|\.\w+$)|\.\.|\/(?:con|nul|\.git|git~1)(?:\.|\/|$)/iu;

/** Of one run with each name: paths that were sent, branches, pull requests; or what was refused. */
async function runWith(make: (name: string) => ReturnType<typeof planFor>, name: string) {
  try {
    const plan = await make(name);
    if (plan.problems.length > 0) return `refused by the check: ${plan.problems.join()}`;
    await send(openFake(fake), plan);
    const again = await send(openFake(fake), await make(name));
    expect(['found', 'published']).toContain(again.outcome);
    return plan.files.map(({ path }) => path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `refused: ${error.message}`;
  }
}

describe.each<[string, (name: string) => ReturnType<typeof planFor>]>([
  [
    'a deck',
    (name) =>
      planFor([localFile(`${name}.pptx`, binary(1))], { title: 'Cold', owner: 'oona-lind', product: 'cold' }),
  ],
  ['a page', (name) => planFor([localFile(`${name}.md`, page('Cost'))], { kind: 'answer' })],
  [
    'a page with a picture',
    (name) =>
      planFor(
        [
          localFile('a.md', page('Cost', `![van](<${name.replaceAll('\n', '')}.png>)`)),
          localFile(`${name}.png`, binary(2)),
        ],
        { kind: 'answer' },
      ),
  ],
  [
    'a title',
    (name) =>
      planFor([localFile('deck.pptx', binary(1))], { title: name, owner: 'oona-lind', product: 'cold' }),
  ],
  [
    'a name that somebody chose',
    (name) =>
      planFor([localFile('deck.pptx', binary(1))], {
        title: 'Cold',
        name,
        owner: 'oona-lind',
        product: 'cold',
      }),
  ],
])('%s with any name', (_, make) => {
  test('is refused, or one branch and one pull request with names that every system takes', async () => {
    const wrong: unknown[] = [];
    for (const name of NAMES) {
      await restart();
      const paths = await runWith(make, name);
      const made = branches().filter((each) => each !== 'main');
      const isRight =
        typeof paths === 'string'
          ? made.length === 0 && pulls().length === 0
          : made.length === 1 &&
            /^publish\/[a-z0-9-]+$/.test(made[0] ?? '') &&
            pulls().join() === `#1 open ${made[0] ?? ''}` &&
            !paths.some(
              (path) => UNFIT.test(path) || path.split('/').some((part) => Buffer.byteLength(part) > 255),
            );
      if (!isRight) wrong.push({ name, paths, made, pulls: pulls() });
    }
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['Deck.pptx', 'deck.pptx'],
  ['größe.pptx', 'gro\u0308ße.pptx'],
  ['a b.pptx', 'a-b.pptx'],
])('%s and %s, which are one file on some systems, are not sent together', async (one, other) => {
  const plan = planFor([localFile(one, binary(1)), localFile(other, binary(2))], {
    title: 'Cold',
    owner: 'oona-lind',
    product: 'cold',
  });
  await expect(plan).rejects.toThrow('would both be');
  expect(branches()).toEqual(['main']);
});
