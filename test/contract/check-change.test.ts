// The whole way of a pull request: a real checkout with a base and a head, the job that reads, the job that answers.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { recordNames, records } from '../../src/library/records/records.ts';
import type { ChangeReport } from '../../src/publishing/change/report.ts';
import { cellsOf } from '../../src/usage/questions/columns.ts';
import { usePerAsset } from '../../src/usage/questions/use-per-asset.ts';
import { emptySnapshot } from '../../src/usage/snapshot/snapshot.ts';
import { changeReport, findings, realPullRequestEvents } from '../support/github/change-report.ts';
import { githubEnv, startFakeGithub, type FakeGithub } from '../support/github/fake-github.ts';
import { commitFiles, git, writeFiles } from '../support/github/git-checkout.ts';
import { openFake } from '../support/github/github-publishing.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

const BOT = 'github-actions[bot]';
const hub = `company: { name: Northwind, repository: https://github.com/larkmoor/hub }
people:
  - { id: ines-varga, name: Ines Varga, github: Codertocat }
  - { id: oona-lind, name: Oona Lind, github: oona }
facts:
  - { id: van-price, says: €39 a van, owner: oona-lind }
calendar: { quarter_ends: [2026-12-31], hold_days: 14 }
`;
const pilot =
  'A pilot runs for four weeks with five vans and one planner who trains the others. In the first week the probes are fitted while the vans are being loaded, so that no tour is late.';

function asset(title: string, more = '', body = 'Text.', owner = 'ines-varga'): string {
  return `---\ntitle: ${title}\nowner: ${owner}\nreviewed: 2026-11-01\n${more}---\n${body}\n`;
}

const onMain = {
  'content/hub.yaml': hub,
  'content/answers/start.md': asset('How long does it take?', 'aliases: [go live]\n', 'Ten days.'),
  'content/answers/price.md': asset('What does it cost?', '', 'It is {{fact:van-price}}.'),
  'content/answers/old.md': asset('Old words', '', 'Ask for €39 a van. See [this](gone.md).', 'oona-lind'),
  'content/answers/linked.md': asset('Linked', '', 'See [how](../collateral/goes.md).'),
  'content/collateral/goes.md': asset('Goes away'),
  'content/collateral/pilot.md': asset('The pilot plan', '', pilot),
  'content/plays/kit.md': asset(
    'Kit',
    'situation: They ask.\nsteps:\n  - { do: Say it., use: answers/price }\n',
  ),
  'src/code.ts': 'export const one = 1;\n',
};

const rivals = Object.fromEntries(
  ['list', 'mail', 'party', 'plan'].map((word) => [
    `content/collateral/go-live-${word}.md`,
    asset(`Go live ${word}`, 'aliases: [go live]\n', 'How we go live.', 'oona-lind'),
  ]),
);

let cwd = '';
let fake: FakeGithub;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-change-'));
  fake = await startFakeGithub();
  await git(cwd, 'init', '--quiet', '--initial-branch', 'main');
  await commitFiles(cwd, onMain);
  await git(cwd, 'switch', '--quiet', '--create', 'changes');
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
  await fake.close();
});

/** The first job: reads the change and writes down what it found. */
async function readChange(args: readonly string[] = [], day = '2026-11-22'): Promise<ChangeReport> {
  const file = join(cwd, '..', `${cwd.split('/').at(-1) ?? ''}.json`);
  const { code, err } = await runScript('check', ['--today', day, '--json', file, ...args], {
    cwd,
    env: { GITHUB_BASE_REF: 'main', HUB_DATA: join(cwd, '.hub') },
  });
  expect(err).toMatch(code === 2 ? /^hub\.yaml line/ : /^$/);
  const text = await readFile(file, 'utf8');
  await writeFile(join(cwd, 'findings.json'), text);
  await rm(file);
  return JSON.parse(text) as ChangeReport;
}

/** The second job, with the event that GitHub sends. */
async function answer(env: Record<string, string> = {}): Promise<ScriptRun & { summary: string }> {
  if (fake.repo.issues.length === 0) {
    fake.commitTo('changes', { 'content/a.md': 'a' });
    const place = { owner: 'larkmoor', repo: 'hub', head: 'changes', base: 'main', title: 'Changes' };
    await openFake(fake).rest.pulls.create(place);
  }
  const [event] = realPullRequestEvents('synchronize');
  const head = { ...event?.pull_request.head, sha: fake.repo.branches.get('changes') };
  const pull_request = { ...event?.pull_request, number: fake.repo.issues[0]?.number, head };
  await writeFile(join(cwd, 'event.json'), JSON.stringify({ ...event, pull_request }));
  await writeFile(join(cwd, 'summary.md'), '');
  fake.tokens.set('workflow', {
    login: BOT,
    kind: 'app',
    rights: JSON.parse(env['RIGHTS'] ?? '{"contents":"read","pull_requests":"write","checks":"write"}') as {
      contents: 'read';
    },
  });
  const run = await runScript('check-answer', ['--findings', join(cwd, 'findings.json')], {
    cwd,
    env: {
      ...githubEnv(fake, { GITHUB_TOKEN: 'workflow' }),
      GITHUB_EVENT_PATH: join(cwd, 'event.json'),
      GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
      ...env,
    },
  });
  return { ...run, summary: await readFile(join(cwd, 'summary.md'), 'utf8') };
}

const rules = ({ findings }: ChangeReport) => findings.map(({ path, rule }) => `${path} ${rule}`);

const collateral = (name: string) => `content/collateral/${name}.md`;

describe('what is found in a change', () => {
  it('leaves out what stood in other files before, unless all is asked for', async () => {
    await commitFiles(cwd, { 'content/answers/new.md': asset('New').replace('reviewed: 2026-11-01\n', '') });
    const report = await readChange();
    expect(rules(report)).toEqual(['content/answers/new.md review-date-missing']);
    expect(report.elsewhere).toBe(1);
    expect(report.touched).toMatchObject([{ did: 'added', page: { asset: 'answers/new', title: 'New' } }]);
    expect(rules(await readChange(['--all']))).toContain('content/answers/old.md broken-link');
  });

  it('leaves out the old faults of every record and of the owners that are written down', async () => {
    await git(cwd, 'switch', '--quiet', 'main');
    const owners =
      '# Owners of content, written by npm run review -- --codeowners from front matter and hub.yaml.\n';
    await commitFiles(cwd, {
      ...Object.fromEntries(recordNames.map((name) => [`content/${records[name].path}`, 'nothing: known\n'])),
      'content/collateral/deck.pptx': 'slides',
      '.github/CODEOWNERS': owners,
    });
    await git(cwd, 'switch', '--quiet', 'changes');
    await git(cwd, 'rebase', '--quiet', 'main');
    await commitFiles(cwd, { 'content/answers/new.md': asset('New') });
    expect(rules(await readChange())).toEqual([]);
    const all = rules(await readChange(['--all']));
    for (const name of recordNames) expect(all).toContain(`content/${records[name].path} unknown-key`);
    expect(all).toContain('content/collateral/deck.pptx file-not-offered');
    expect(all).toContain('.github/CODEOWNERS codeowners-outdated');
  });

  it('has what the change does to files that it leaves alone: broken links, and answers pushed down', async () => {
    await commitFiles(cwd, rivals);
    await git(cwd, 'rm', '--quiet', 'content/collateral/goes.md');
    await git(cwd, 'commit', '--quiet', '--message', 'gone');
    const report = await readChange();
    expect(rules(report)).toEqual([
      'content/answers/linked.md broken-link',
      'content/answers/start.md rank-too-low',
      'content/moves.yaml page-gone',
    ]);
    expect(report.ranks).toMatchObject([
      { question: 'go live', before: 1, now: 5, path: 'content/answers/start.md' },
    ]);
    expect(report.touched.map(({ did, page }) => `${did} ${page?.title ?? ''}`)).toEqual([
      'added Go live list',
      'added Go live mail',
      'added Go live party',
      'added Go live plan',
      'removed Goes away',
    ]);
    expect(report.reviewers.map(({ name, owns }) => [name, owns.length])).toEqual([
      ['Ines Varga', 1],
      ['Oona Lind', 4],
    ]);
  });

  it('follows a changed fact to every page and kit, most used first, and finds the old words', async () => {
    await writeFiles(cwd, {
      'content/hub.yaml': hub.replace('€39', '€42'),
      'content/collateral/second.md': asset('Second', '', 'Also {{fact:van-price}}.'),
    });
    const snapshot = emptySnapshot('2026-11-21');
    const row = cellsOf(usePerAsset.row, { asset: 'answers/price', reps: 31 });
    const answers = snapshot.answers.map((one) =>
      one.id === 'use-per-asset'
        ? { ...one, state: 'ready', rows: [row], counted: { from: '2026-10-25', until: '2026-11-21' } }
        : one,
    );
    await writeFiles(cwd, { '.hub/snapshot.json': JSON.stringify({ ...snapshot, answers }) });
    const report = await readChange();
    expect(report.usedUntil).toBe('2026-11-21');
    expect(report.facts).toEqual([
      {
        id: 'van-price',
        was: '€39 a van',
        now: '€42 a van',
        pages: 2,
        shown: [
          {
            asset: 'answers/price',
            title: 'What does it cost?',
            path: 'content/answers/price.md',
            line: 6,
            claims: 0,
            reps: 31,
          },
          {
            asset: 'collateral/second',
            title: 'Second',
            path: 'content/collateral/second.md',
            line: 6,
            claims: 0,
            reps: null,
          },
        ],
        kits: [{ asset: 'plays/kit', title: 'Kit', path: 'content/plays/kit.md', line: 7, reps: null }],
        written: [{ asset: 'answers/old', title: 'Old words', path: 'content/answers/old.md', line: 6 }],
      },
    ]);
    expect(report.reviewers.find(({ person }) => person === 'oona-lind')?.owns).toEqual([
      'the fact van-price',
    ]);
  });

  it('holds a major launch at the end of a quarter, and tells of a page that says what another says', async () => {
    await commitFiles(cwd, {
      'content/answers/pilot.md': asset('How does it begin?', 'launch: major\n', pilot),
    });
    const held = await readChange([], '2026-12-20');
    expect(rules(held)).toEqual([
      'content/answers/pilot.md launch-held',
      'content/answers/pilot.md near-duplicate',
    ]);
    expect(held.quarter).toMatchObject({ isHeld: true, from: '2026-12-18', launches: [{ anyway: null }] });
    expect(rules(await readChange([], '2026-12-17'))).toEqual(['content/answers/pilot.md near-duplicate']);
    await commitFiles(cwd, {
      'content/answers/pilot.md': asset('How does it begin?', 'launch: major\nlaunch_anyway: A law.\n'),
    });
    const anyway = await readChange([], '2026-12-20');
    expect([rules(anyway), anyway.quarter?.launches[0]?.anyway]).toEqual([[], 'A law.']);
  });

  it('is the line of hub.yaml when nothing can be read without it', async () => {
    await commitFiles(cwd, { 'content/hub.yaml': hub.replace('says: €39', 'says: [€39') });
    expect((await readChange()).findings).toMatchInlineSnapshot(`
      [
        {
          "hint": "Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.",
          "line": 6,
          "message": "No page can be built without hub.yaml. It cannot be read: the indentation does not fit.",
          "path": "content/hub.yaml",
          "rule": "hub-unreadable",
          "severity": "error",
        },
      ]
    `);
    await commitFiles(cwd, { 'content/hub.yaml': hub.replace('people:', 'poeple:') });
    const report = await readChange();
    expect(report.touched.map(({ path }) => path)).toEqual(['content/hub.yaml']);
    expect(report.findings[0]?.message).toContain('poeple');
    expect((await answer()).code).toBe(1);
    expect(fake.repo.comments[0]?.body).toContain('`content/hub.yaml`, line 2');
  });

  it('is nothing when only code changed', async () => {
    await commitFiles(cwd, { 'src/code.ts': 'export const one = 2;\n' });
    const report = await readChange();
    expect([report.findings, report.touched, report.base]).toEqual([[], [], 'main']);
    expect((await answer()).code).toBe(0);
    expect(fake.repo.comments).toEqual([]);
    expect(fake.repo.checkRuns[0]?.conclusion).toBe('success');
  });
});

describe('the workflow', () => {
  // Its commands are written for the Linux of GitHub's runners.
  it.skipIf(process.platform === 'win32')(
    'hands the job that reads a copy of the merge, with what it needs to compare, out of a clone of two commits (wants the shell of Linux)',
    async () => {
      await commitFiles(cwd, {
        'content/answers/new.md': asset('New').replace('reviewed: 2026-11-01\n', ''),
        'src/code.ts': 'export const one = 99;\n',
      });
      await git(cwd, 'switch', '--quiet', 'main');
      await commitFiles(cwd, {
        'content/answers/meanwhile.md': asset('Meanwhile').replace('owner: ines-varga\n', ''),
      });
      await git(cwd, 'merge', '--quiet', '--no-ff', '--no-edit', 'changes');
      await git(cwd, 'update-ref', 'refs/pull/1/merge', 'HEAD');
      const clone = join(cwd, 'clone');
      await git(cwd, 'init', '--quiet', clone);
      const from = `file://${cwd}`;
      await git(clone, 'fetch', '--quiet', '--depth=2', from, '+refs/pull/1/merge:refs/remotes/pull/1/merge');
      await git(clone, 'checkout', '--quiet', '--detach', 'refs/remotes/pull/1/merge');
      const runner = join(cwd, 'runner');
      const readHere = join(runner, 'work');
      await mkdir(readHere, { recursive: true });
      const file = resolve(import.meta.dirname, '../../.github/workflows/check.yml');
      const { jobs } = parse(await readFile(file, 'utf8')) as {
        jobs: Record<string, { steps: { run?: string }[] }>;
      };
      const commandIn = (job: string, words: string) =>
        jobs[job]?.steps.find(({ run }) => run?.includes(words) === true)?.run ?? 'false';
      const env = { ...process.env, RUNNER_TEMP: runner, BASE: 'refs/heads/main', BASE_COMMIT: 'HEAD^1' };
      await promisify(execFile)('bash', ['-e', '-c', commandIn('fetch', 'update-ref')], { cwd: clone, env });
      await promisify(execFile)('bash', ['-e', '-c', commandIn('read', 'tar')], { cwd: readHere, env });
      const { err } = await runScript(
        'check',
        ['--today', '2026-11-22', '--json', join(runner, 'findings.json')],
        {
          cwd: readHere,
          env: { GITHUB_BASE_REF: 'main', GITHUB_HEAD_REF: 'changes', HUB_CONTENT: 'change/content' },
        },
      );
      // The code beside it is that of the published branch, whatever the change makes of its own.
      expect(await readFile(join(readHere, 'src/code.ts'), 'utf8')).toContain('one = 1');
      expect(await readFile(join(readHere, 'change/src/code.ts'), 'utf8')).toContain('one = 99');
      const report = JSON.parse(await readFile(join(runner, 'findings.json'), 'utf8')) as ChangeReport;
      expect([err, report.base, rules(report)]).toEqual([
        '',
        'main',
        ['content/answers/new.md review-date-missing'],
      ]);
      expect(report.touched.map(({ path }) => path)).toEqual(['content/answers/new.md']);
    },
  );
});

describe('the answer on the pull request', () => {
  it('is one comment, one check run and an exit code, however often it runs, and changes when it is mended', async () => {
    await commitFiles(cwd, rivals);
    await readChange();
    const first = await answer({ HUB_PREVIEW_URL: 'https://preview-{number}.example.com' });
    expect([first.code, first.err]).toEqual([1, '']);
    expect(first.out).toContain('content/answers/start.md:5  error');
    expect(first.summary).toContain('## 1 thing to mend');
    await answer({ HUB_PREVIEW_URL: 'https://preview-{number}.example.com' });
    expect(fake.repo.comments).toHaveLength(1);
    expect(fake.repo.checkRuns).toHaveLength(1);
    expect(fake.repo.comments[0]?.body).toContain('https://preview-1.example.com/collateral/go-live-list/');
    expect(fake.repo.comments[0]?.body).toContain(
      '/edit/changes/content/answers/start.md?pr=%2FCodertocat%2FHello-World%2Fpull%2F1#L5',
    );
    await git(cwd, 'revert', '--no-edit', 'HEAD');
    await readChange();
    expect((await answer()).code).toBe(0);
    expect(fake.repo.comments).toHaveLength(1);
    expect(fake.repo.comments[0]?.body).toContain('## Nothing to mend');
  });

  it('names every kind of bad text with its way out, and the pages that will be missing', async () => {
    await writeFiles(cwd, { 'content/collateral/big.png': 'x'.repeat(20_000_000) });
    await commitFiles(cwd, {
      [collateral('picture')]: asset('Big picture', '', 'See ![it](big.png).'),
      [collateral('versions')]: asset('Versions', '', '<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> branch'),
      [collateral('head')]:
        '---\n<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> branch\n---\nText.\n',
      [collateral('script')]: asset('Script', '', '[run](javascript:go) [hold](data:text/html,hi)'),
      [collateral('number')]: asset('Sales play #3', 'summary: Our play # of the year\n'),
      [collateral('fact')]: asset('Fact', '', 'It is {{Fact:lorry-price}}.'),
      [collateral('tag')]: asset('Tag', '', 'Words <img alt="none"> around.'),
      [collateral('blank')]: asset('Blank', '', 'See [the list](Price list.pdf).'),
      'content/answers/price.md': asset('What does it cost?', 'expires: some day\n', 'It costs.'),
    });
    await readChange();
    expect((await answer()).code).toBe(1);
    const said = (fake.repo.comments[0]?.body ?? '').split('\n');
    const missing = said.indexOf('### These pages will be missing');
    expect(said.slice(missing).filter((line) => /^- `[^`]*`$/.test(line))).toEqual([
      '- `content/answers/price.md`',
      '- `content/collateral/head.md`',
    ]);
    const about = (file: string) =>
      said.filter((line) => line.includes(`\`content/${file}\`, line`)).map((line) => line.split('<br>')[1]);
    expect(about('collateral/big.png')[0]).toContain('20.0 MB');
    expect(about('collateral/versions.md')[0]).toContain('Two versions of the text');
    expect(about('collateral/head.md')[0]).toContain('two versions of it stand here');
    expect(about('collateral/script.md')).toHaveLength(2);
    expect(about('collateral/script.md')[1]).toContain('Write the address that it is to open');
    expect(about('collateral/number.md').join()).toMatch(
      /title is only "Sales play".*summary is only "Our play"/,
    );
    expect(about('collateral/fact.md')[0]).toContain('no fact "lorry-price"');
    expect(about('collateral/tag.md')[0]).toContain('A picture names no file');
    expect(about('collateral/blank.md')[0]).toContain('holds blanks');
    expect(about('answers/price.md')[0]).toContain('"some day" under expires is not a date');
  });

  it('stands on the page of the run where the token may only read', async () => {
    await commitFiles(cwd, rivals);
    await readChange();
    const RIGHTS = '{"contents":"read","pull_requests":"read","checks":"read"}';
    const { code, out, err, summary } = await answer({ RIGHTS });
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('::error file=content/answers/start.md,line=5,title=rank-too-low::');
    expect(out).toContain('Everything is on the page of this run instead.');
    expect(out).not.toContain('workflow\n');
    expect(summary).toContain('## 1 thing to mend');
    expect([fake.repo.comments, fake.repo.checkRuns]).toEqual([[], []]);
  });

  it('prints words of the change where the runner takes none of them for a command', async () => {
    const report = changeReport({
      findings: findings(1).map((one) => ({ ...one, path: '::add-mask::a' })),
    });
    await writeFile(join(cwd, 'findings.json'), JSON.stringify(report));
    const { out } = await answer();
    expect(out).toMatch(/^::stop-commands::([\w-]{36})\n::add-mask::a:1  error  [^\n]*\n::\1::\n/);
  });

  it('writes no comment where that is turned off', async () => {
    await commitFiles(cwd, rivals);
    await readChange();
    expect((await answer({ HUB_COMMENT: 'off' })).code).toBe(1);
    expect(fake.repo.comments).toEqual([]);
    expect(fake.repo.checkRuns).toHaveLength(1);
  });

  it.each([
    ['no findings', undefined],
    ['something else', '{"version":1}'],
    ['far too much', `"${'x'.repeat(17 * 1024 * 1024)}"`],
  ])('says that the check stopped when the first job left %s', async (_, text) => {
    if (text !== undefined) await writeFile(join(cwd, 'findings.json'), text);
    const { code, err } = await answer();
    expect(code).toBe(2);
    expect(err).not.toBe('');
    expect(fake.repo.comments[0]?.body).toContain('## The check could not run');
    await answer();
    expect(fake.repo.comments).toHaveLength(1);
  });
});
