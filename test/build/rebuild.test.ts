import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildHub } from '../support/hub.ts';

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-rebuild-'));
  await mkdir(join(scratch, 'content/answers'), { recursive: true });
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const write = (path: string, text: string) => writeFile(join(scratch, 'content', path), text);

async function build(): Promise<string> {
  const distDir = join(scratch, 'dist');
  await buildHub({ contentDir: join(scratch, 'content'), dataDir: join(scratch, 'data'), distDir });
  return readFile(join(distDir, 'answers/first/index.html'), 'utf8');
}

it('a page that nobody touched follows a link whose target has come since the last build', async () => {
  await write('hub.yaml', 'company: { name: Rebuilt }\n');
  await write('answers/first.md', '---\ntitle: First\n---\nRead [the second](second.md).\n');
  expect(await build()).toContain('<a>the second</a>');
  await write('answers/second.md', '---\ntitle: Second\n---\nText.\n');
  expect(await build()).toContain('href="/answers/second/"');
});
