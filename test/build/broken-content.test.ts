import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript, type ScriptRun } from '../support/run-script.ts';

const sites = resolve(import.meta.dirname, '../fixtures/sites');
let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-broken-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

function build(content: string): Promise<ScriptRun> {
  return runScript('build', [], {
    env: {
      HUB_CONTENT: content,
      HUB_DATA: join(scratch, 'data'),
      HUB_DIST: join(scratch, 'dist'),
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
}

describe('content with every fault there is', () => {
  it('is built without the files that cannot be read, and says which they are', async () => {
    const { code, out, err } = await build(join(sites, 'every-finding/content'));
    expect(code).toBe(0);
    expect(out + err).toMatch(/answers\/bad-dates\.md:\d+ {2}The review date "[^"]*" is not a date\./);
    expect(out + err).toContain('npm run check lists them all');
    await expect(stat(join(scratch, 'dist/answers/expired/index.html'))).resolves.toBeDefined();
    await expect(stat(join(scratch, 'dist/answers/bad-dates/index.html'))).rejects.toThrow('ENOENT');
  });
});

describe('a build that cannot begin', () => {
  it('says so when there is no content folder', async () => {
    const { code, err } = await build(join(scratch, 'nowhere'));
    expect(code).toBe(2);
    expect(err.replaceAll(scratch, 'HERE')).toMatchInlineSnapshot(`
      "There is no content folder at HERE/nowhere.
      Set HUB_CONTENT to the folder that holds hub.yaml, or run the command where the content folder is. Nothing was written.
      "
    `);
  });
});
