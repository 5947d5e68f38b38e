// Long, because the command and the choice of its base branch are tried on the same two branches.
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { readBase, readCommit, type BaseOptions } from '../../src/adapters/git/base.ts';
import { createGit } from '../../src/adapters/git/command.ts';
import type { Content } from '../../src/library/content.ts';
import { checkContent, openSearch } from '../../src/publishing/check/check-content.ts';
import type { RankReport } from '../../src/publishing/check/rank-report.ts';
import { commitFiles, git, writeFiles } from '../support/github/git-checkout.ts';
import { siteNames, sitesFolder } from '../support/sites.ts';
import { runScript } from '../support/run-script.ts';

const hub = `company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
`;

function asset(title: string, more = '', body = 'Text.'): string {
  return `---\ntitle: ${title}\nowner: ines-varga\nreviewed: 2026-11-01\n${more}---\n${body}\n`;
}

/** A question that is answered first, until other assets take its words. */
const onMain = {
  'content/hub.yaml': hub,
  'content/answers/start.md': asset('How long does it take?', 'aliases: [go live]\n', 'Ten days.'),
  'content/answers/tracking.md': asset('Can drivers be tracked?'),
  'content/search-tests.yaml': 'tests:\n  - search: driver\n    finds: answers/tracking\n',
};

/** Each says the words in its title, and twice more. */
const rivals = Object.fromEntries(
  ['list', 'mail', 'party', 'plan'].map((word) => [
    `content/collateral/go-live-${word}.md`,
    asset(`Go live ${word}`, 'aliases: [go live]\n', 'How we go live.'),
  ]),
);

/** The same files where the content folder is the whole checkout. */
function atTop(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.replace('content/', ''), text]),
  );
}

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-base-'));
  await git(cwd, 'init', '--quiet', '--initial-branch', 'main');
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

/** A published branch, and a branch of somebody's that pushes an answer down. */
async function branchOff(files: Record<string, string> = rivals): Promise<void> {
  await commitFiles(cwd, onMain);
  await git(cwd, 'switch', '--quiet', '--create', 'party');
  await commitFiles(cwd, files);
}

/** What the check said in a folder, with that folder called HERE. */
async function said(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  at = cwd,
): Promise<string> {
  const { code, out, err } = await runScript('check', ['--today', '2026-11-22', ...args], {
    cwd: at,
    env: { GITHUB_BASE_REF: '', ...env },
  });
  return `${out}${err}exit ${String(code)}`.replaceAll(at, 'HERE');
}

/** What moved, as `npm run check` works it out, in this process. */
async function readRanks(
  wish: Partial<BaseOptions> = {},
  folder = join(cwd, 'content'),
): Promise<Pick<RankReport, 'base' | 'ranks' | 'unasked'>> {
  const content = await readContent(folder);
  const published = content.library.hub.company.branch;
  const base = await readBase(folder, {
    asked: undefined,
    published,
    env: { PATH: process.env['PATH'] },
    ...wish,
  });
  const { ranks: report } = await checkContent(openSearch(content), '2026-11-22', base);
  const { base: name, ranks, unasked } = report;
  return { base: name, ranks, unasked };
}

/** A content folder as data that can be compared. */
function plain({ library, records, findings }: Content) {
  return {
    files: [...library.otherFiles].sort(),
    assets: library.assets.map(({ id, revision }) => [id, revision]),
    records,
    findings: findings.map(({ path, line, rule }) => [path, line, rule]).sort(),
  };
}

describe('npm run check on a branch', () => {
  it('fails when an answer is pushed out of the first three, and says where it stood', async () => {
    await branchOff();
    expect(await said()).toMatchInlineSnapshot(`
      "content/answers/start.md:5  error  A rep who types "go live" finds "How long does it take?" in place 5 (1 on main), below "Go live list", "Go live mail", "Go live party" and 1 more; it must be among the first 3. Use these words in its title, summary or a heading too, or take the alias out if another asset is the better answer.  [rank-too-low]
      Search results compared with main: 1 of 4 questions moved.
        1 → 5  "go live"  How long does it take?  below "Go live list", "Go live mail", "Go live party" and 1 more
      1 finding in 1 of 7 files.
      exit 1"
    `);
  });

  it('gives the same to a program and to a pull request', async () => {
    await branchOff();
    const { code, out } = await runScript('check', ['--format', 'json'], {
      cwd,
      env: { GITHUB_BASE_REF: '' },
    });
    const { base, ranks, unasked } = JSON.parse(out) as Record<string, unknown>;
    expect(code).toBe(1);
    expect({ base, ranks, unasked }).toMatchInlineSnapshot(`
      {
        "base": "main",
        "ranks": [
          {
            "above": [
              {
                "asset": "collateral/go-live-list",
                "title": "Go live list",
              },
              {
                "asset": "collateral/go-live-mail",
                "title": "Go live mail",
              },
              {
                "asset": "collateral/go-live-party",
                "title": "Go live party",
              },
            ],
            "asset": "answers/start",
            "before": 1,
            "line": 5,
            "now": 5,
            "path": "content/answers/start.md",
            "question": "go live",
            "title": "How long does it take?",
            "within": 3,
          },
        ],
        "unasked": [],
      }
    `);
    expect(await said(['--format', 'github'])).toContain(
      '::notice title=search results::Search results compared with main: 1 of 4 questions moved.%0A  1 → 5  "go live"',
    );
  });

  it('only tells of what moved among the first three', async () => {
    const { 'content/collateral/go-live-list.md': one = '' } = rivals;
    await branchOff({ 'content/collateral/go-live-list.md': one });
    expect(await said()).toMatchInlineSnapshot(`
      "Search results compared with main: 1 of 4 questions moved.
        1 → 2  "go live"  How long does it take?
      4 files, nothing to mend.
      exit 0"
    `);
  });

  it('compares files that are not committed too, also on the published branch itself', async () => {
    await commitFiles(cwd, onMain);
    expect(await readRanks()).toEqual({ base: 'main', ranks: [], unasked: [] });
    await writeFiles(cwd, rivals);
    expect(await readRanks()).toMatchObject({ base: 'main', ranks: [{ before: 1, now: 5 }] });
  });

  it('tells of a question that is no longer asked', async () => {
    await branchOff({
      'content/search-tests.yaml': 'tests: []\n',
      'content/answers/start.md': asset('How long does it take?'),
    });
    expect(await said()).toMatchInlineSnapshot(`
      "Search results compared with main: 0 of 2 questions moved.
        no longer asked: "go live", which found answers/start
        no longer asked: "driver", which found answers/tracking
      3 files, nothing to mend.
      exit 0"
    `);
  });

  it('fails for what stood too low on the published branch already, and says so', async () => {
    await commitFiles(cwd, { ...onMain, ...rivals });
    await git(cwd, 'switch', '--quiet', '--create', 'party');
    await commitFiles(cwd, { 'content/answers/else.md': asset('Something else?') });
    expect(await said()).toContain('in place 5 (as on main), below');
  });

  it('does not count what the published branch got since', async () => {
    await branchOff({ 'content/answers/else.md': asset('Something else?') });
    await git(cwd, 'switch', '--quiet', 'main');
    await commitFiles(cwd, rivals);
    await git(cwd, 'switch', '--quiet', 'party');
    expect(await readRanks()).toEqual({ base: 'main', ranks: [], unasked: [] });
  });

  it('leaves the checkout and its index as they were', async () => {
    await branchOff();
    await writeFiles(cwd, { 'content/answers/new.md': asset('New?'), 'content/hub.yaml': `${hub}# more\n` });
    const before = await git(cwd, 'status', '--porcelain');
    const index = await readFile(join(cwd, '.git', 'index'));
    await said();
    expect(await readFile(join(cwd, '.git', 'index'))).toEqual(index);
    expect((await git(cwd, 'status', '--porcelain')).replace('?? .schemas/\n', '')).toBe(before);
  });
});

describe('what a branch is compared with', () => {
  it('is the published branch of hub.yaml as last fetched, before the one that is here', async () => {
    await branchOff({ ...rivals, 'content/hub.yaml': hub.replace('Northwind', 'Northwind, branch: live') });
    await git(cwd, 'branch', 'live', 'main');
    expect(await readRanks()).toMatchObject({ base: 'live', ranks: [{ before: 1 }] });
    await git(cwd, 'update-ref', 'refs/remotes/origin/live', 'party');
    expect(await readRanks()).toMatchObject({ base: 'live', ranks: [] });
  });

  it('is the branch a pull request goes into, or the one that was asked for', async () => {
    await branchOff();
    await git(cwd, 'update-ref', 'refs/remotes/origin/next', 'party');
    const env = { PATH: process.env['PATH'], GITHUB_BASE_REF: 'next' };
    expect(await readRanks({ env })).toMatchObject({ base: 'next', ranks: [] });
    expect(await readRanks({ env, asked: 'main' })).toMatchObject({
      base: 'main',
      ranks: [{ before: 1, now: 5 }],
    });
    expect(await readRanks({ asked: 'HEAD~1' })).toMatchObject({ base: 'HEAD~1', ranks: [{ before: 1 }] });
  });

  it('has to be there when it was asked for', async () => {
    await commitFiles(cwd, onMain);
    const nowhere = await mkdtemp(join(tmpdir(), 'hub-base-'));
    await writeFiles(nowhere, onMain);
    expect([
      await said(['--base', 'mian']),
      await said(['--base=--output=x']),
      await said(['--base', 'main'], {}, nowhere),
      await said(['--base', 'main'], { PATH: '' }),
    ]).toMatchInlineSnapshot(`
      [
        "There is no "mian" to compare with: HERE/content lies in no git checkout that knows a branch or commit of that name.
      Fetch it first, or leave --base out. Nothing was written.
      exit 2",
        "There is no "--output=x" to compare with: HERE/content lies in no git checkout that knows a branch or commit of that name.
      Fetch it first, or leave --base out. Nothing was written.
      exit 2",
        "There is no "main" to compare with: HERE/content lies in no git checkout that knows a branch or commit of that name.
      Fetch it first, or leave --base out. Nothing was written.
      exit 2",
        "There is no "main" to compare with: HERE/content lies in no git checkout that knows a branch or commit of that name.
      Fetch it first, or leave --base out. Nothing was written.
      exit 2",
      ]
    `);
    expect(await readdir(nowhere)).toEqual(['content']);
    await rm(nowhere, { recursive: true });
  });

  it('is nothing outside git, without git, and where the branch is not there or holds no content', async () => {
    const nothing = { base: null, ranks: [], unasked: [] };
    await branchOff();
    expect(await readRanks({ env: { PATH: '' } })).toEqual(nothing);
    await rm(join(cwd, '.git'), { recursive: true });
    expect(await readRanks()).toEqual(nothing);
    await git(cwd, 'init', '--quiet', '--initial-branch', 'unborn');
    expect(await readRanks()).toEqual(nothing);
    await rm(join(cwd, 'content'), { recursive: true });
    await commitFiles(cwd, { 'readme.txt': 'x' });
    await git(cwd, 'branch', 'main');
    await writeFiles(cwd, onMain);
    expect(await readRanks()).toEqual(nothing);
    await commitFiles(cwd, { 'content/hub.yaml': 'company: 5\n' });
    await git(cwd, 'branch', '--force', 'main');
    await writeFile(join(cwd, 'content', 'hub.yaml'), hub);
    expect(await readRanks()).toEqual(nothing);
  });

  it('may lie in a shallow clone, in which the two branches do not meet', async () => {
    await branchOff();
    const clone = join(cwd, 'clone');
    await git(cwd, 'clone', '--quiet', '--depth', '1', '--branch', 'party', `file://${cwd}`, clone);
    expect(await readRanks({}, join(clone, 'content'))).toMatchObject({ base: null });
    await git(clone, 'fetch', '--quiet', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    expect(await readRanks({}, join(clone, 'content'))).toMatchObject({
      base: 'main',
      ranks: [{ before: 1, now: 5 }],
    });
  });

  it('may be a worktree, a content folder at the top, and hold files of any name and links', async () => {
    await writeFiles(cwd, {
      '日本 語/größe "1"\t#.txt': 'x',
      'answers/große frage?.md': asset('Große Frage?'),
    });
    await symlink('/etc/passwd', join(cwd, 'answers', 'passwd.md'));
    await commitFiles(cwd, atTop(onMain));
    const tree = join(cwd, 'tree');
    await git(cwd, 'worktree', 'add', '--quiet', '-b', 'party', tree);
    await writeFiles(tree, atTop(rivals));
    const { base, ranks } = await readRanks({}, tree);
    expect(base).toBe('main');
    expect(ranks.map(({ question, before, now }) => [question, before, now])).toEqual([['go live', 1, 5]]);
  });

  it.each(siteNames)('has everything that the folder has: %s', async (site) => {
    await cp(join(sitesFolder, site, 'content'), join(cwd, 'content'), { recursive: true });
    await symlink('../elsewhere', join(cwd, 'content', 'shared'));
    await git(cwd, 'add', '--force', '.');
    await git(cwd, 'commit', '--quiet', '--message', 'site');
    const there = await readCommit(createGit(join(cwd, 'content'), { PATH: process.env['PATH'] }), 'HEAD');
    const here = await readContent(join(cwd, 'content')).catch(() => undefined);
    expect(there && plain(there)).toEqual(here && plain(here));
    expect(there?.findings.map(({ path }) => path) ?? ['shared']).toContain('shared');
  });

  it('is found from a hook of git, whatever git says there of itself', async () => {
    await branchOff();
    const env = {
      PATH: process.env['PATH'],
      GIT_DIR: '/nowhere/.git',
      GIT_INDEX_FILE: '/nowhere/index',
      GIT_WORK_TREE: '/nowhere',
    };
    expect(await readRanks({ env })).toMatchObject({ base: 'main', ranks: [{ before: 1, now: 5 }] });
  });
});
