import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Threads of the pool in a process that begins as the hub does. */
async function countThreads(env: Record<string, string>): Promise<number> {
  const script = resolve(import.meta.dirname, '../support/store/pool-threads.ts');
  const { UV_THREADPOOL_SIZE: _, ...others } = process.env;
  const { stdout } = await run(process.execPath, [script], { env: { ...others, ...env } });
  return Number(stdout);
}

// Only Linux shows the threads of a process as files.
test.runIf(process.platform === 'linux')(
  'long questions leave threads for the journal: the pool has sixteen, or as many as somebody asks for (wants Linux)',
  async () => {
    expect(await countThreads({})).toBe(16);
    expect(await countThreads({ UV_THREADPOOL_SIZE: '6' })).toBe(6);
  },
);

test.each(['start', 'dev', 'store'])('npm run %s sets the pool before anything else', async (name) => {
  const text = await readFile(resolve(import.meta.dirname, `../../scripts/${name}.ts`), 'utf8');
  expect(text).toMatch(/^import '\.\/thread-pool\.ts';\n/);
});
