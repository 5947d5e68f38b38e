import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const root = resolve(import.meta.dirname, '..');
const scratch = await mkdtemp(join(tmpdir(), 'hub-test-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const red: string[] = [];
const left: string[] = [];

/** Settings of a hub, and what git says to its hooks, would make the tests look at another hub or another checkout. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:HUB_(?!TEST_)|PUBLIC_|GIT_|PORT$)/.test(name)),
);

/** The script of a command that a package brings. A name in `node_modules/.bin` can be started on some systems alone. */
async function scriptOf(command: string): Promise<string> {
  const path = findPackageJSON(command, import.meta.url) ?? '';
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(await readFile(path, 'utf8'));
  return join(dirname(path), typeof bin === 'string' ? bin : (bin[command] ?? ''));
}

/** Runs a script in sight of the reader and gives its exit code; one that cannot start counts as failed. */
function run(script: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...surroundings, ASTRO_TELEMETRY_DISABLED: '1', ...env },
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

/** A script that is one test as a whole. */
function whole(
  name: string,
  script: string,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Count> {
  return step(name, async () => {
    const passed = (await run(script, args, env)) === 0;
    return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
  });
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; ancestorTitles: string[]; title: string }[];
  }[];
}

/** What was skipped, one line for each group of tests; their titles say what they want that is not here. */
function skippedIn({ testResults }: VitestReport): string[] {
  const groups = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ ancestorTitles, title }) => `${relative(root, name)}: ${ancestorTitles[0] ?? title}`),
  );
  return [...Map.groupBy(groups, (group) => group)].map(
    ([group, all]) => `${String(all.length)} of ${group}`,
  );
}

/** Vitest projects, counted by its JSON report. A file that could not even be loaded is one failed test. */
function vitest(projects: readonly string[], env?: Record<string, string>): Promise<Count> {
  return step(projects.join(' and '), async () => {
    const file = join(scratch, `${projects.join('-')}.json`);
    const chosen = projects.flatMap((project) => ['--project', project]);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await run(tools.vitest, [...VITEST, ...chosen, ...reporters], env);
    const report: VitestReport | undefined = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
    if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
    const unloaded = report.testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + unloaded;
    left.push(...skippedIn(report));
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

const VITEST = ['run', '--config', 'test/vitest.config.ts'];
const tools = {
  astro: await scriptOf('astro'),
  oxlint: await scriptOf('oxlint'),
  prettier: await scriptOf('prettier'),
  vitest: await scriptOf('vitest'),
};

async function testAll(): Promise<number> {
  await whole('types', tools.astro, ['check', '--minimumFailingSeverity', 'warning']);
  await whole('lint', tools.oxlint, ['--deny-warnings']);
  await whole('format', tools.prettier, ['--check', '--log-level', 'warn', '.']);
  await vitest(['unit', 'contract']);
  const dist = join(scratch, 'dist');
  const built = await whole('sample hub', 'scripts/build.ts', [], {
    HUB_DIST: dist,
    HUB_DATA: join(scratch, 'data'),
  });
  if (built.failed === 0) await vitest(['build', 'browser'], { HUB_TEST_DIST: dist });
  else console.log('\n── build and browser: not run, since there is no sample hub to look at');

  if (red.length > 0) console.log(`\nFailed: ${red.join(', ')}`);
  if (left.length > 0) console.log(`\nSkipped, since what they want is not here:\n  ${left.join('\n  ')}`);
  console.log(
    `\n${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`,
  );
  return total.failed === 0 ? 0 : 1;
}

try {
  const files = process.argv.slice(2);
  process.exitCode = files.length === 0 ? await testAll() : await run(tools.vitest, [...VITEST, ...files]);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
