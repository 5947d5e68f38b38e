import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const root = resolve(import.meta.dirname, '..');
const scratch = await mkdtemp(join(tmpdir(), 'hub-test-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const red: string[] = [];

/** Settings of a hub, and what git says to its hooks, would make the tests look at another hub or another checkout. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:HUB_|PUBLIC_|GIT_|PORT$)/.test(name)),
);

/** Runs a command in sight of the reader and gives its exit code; a command that cannot start counts as failed. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...surroundings, ASTRO_TELEMETRY_DISABLED: '1', ...env, PATH: path },
    });
    child.on('error', () => done(1)).on('exit', (code) => done(code ?? 1));
  });
}

async function step(name: string, work: () => Promise<Count>): Promise<Count> {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const count = await work();
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (count.failed > 0) red.push(name);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`── ${name}: ${count.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return count;
}

/** A command that is one test as a whole. */
function whole(
  name: string,
  command: string,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Count> {
  return step(name, async () => {
    const passed = (await run(command, args, env)) === 0;
    return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
  });
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Vitest projects, counted by its JSON report. A file that could not even be loaded is one failed test. */
function vitest(projects: readonly string[], env?: Record<string, string>): Promise<Count> {
  return step(projects.join(' and '), async () => {
    const file = join(scratch, `${projects.join('-')}.json`);
    const chosen = projects.flatMap((project) => ['--project', project]);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await run(
      'vitest',
      ['run', '--config', 'test/vitest.config.ts', ...chosen, ...reporters],
      env,
    );
    const report: VitestReport | undefined = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
    if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
    const unloaded = report.testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + unloaded;
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

try {
  await whole('types', 'astro', ['check', '--minimumFailingSeverity', 'warning']);
  await whole('lint', 'oxlint', ['--deny-warnings']);
  await whole('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
  await vitest(['unit', 'contract']);
  const dist = join(scratch, 'dist');
  const built = await whole('sample hub', 'node', ['scripts/build.ts'], {
    HUB_DIST: dist,
    HUB_DATA: join(scratch, 'data'),
  });
  if (built.failed === 0) await vitest(['build', 'browser'], { HUB_TEST_DIST: dist });
  else console.log('\n── build and browser: not run, since there is no sample hub to look at');
} finally {
  await rm(scratch, { recursive: true, force: true });
}

if (red.length > 0) console.log(`\nFailed: ${red.join(', ')}`);
const skipped = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : '';
console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
