import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimSiteFolder, SITE_MARK } from '../../src/adapters/site-folder.ts';
import { UserError } from '../../src/library/user-error.ts';
import { runScript } from '../support/run-script.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-site-folder-'));
  await mkdir(join(scratch, 'content/answers'), { recursive: true });
  await mkdir(join(scratch, 'data'));
  await writeFile(join(scratch, 'content/hub.yaml'), 'company: { name: Kept }\n');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const at = (path: string) => join(scratch, path);
const claim = (site: string) =>
  claimSiteFolder(at(site), { 'the content': at('content'), 'the data of the hub': at('data') });

/** What a person reads. */
const refusal = (site: string) =>
  claim(site).then(
    () => 'taken',
    (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      return `${error.message}\n${error.hint}`.replaceAll(scratch, 'HERE');
    },
  );

describe('a site goes into a folder', () => {
  test('that is new, that is empty, and that a build made, also one that stopped half way', async () => {
    expect(await refusal('new/dist')).toBe('taken');
    expect(await readdir(at('new/dist'))).toEqual([SITE_MARK]);
    await writeFile(at('new/dist/half.html'), 'half');
    expect(await refusal('new/dist')).toBe('taken');
    await mkdir(at('empty/.git'), { recursive: true });
    expect(await refusal('empty')).toBe('taken');
  });

  test('that a build from before the mark made', async () => {
    await mkdir(at('old'));
    await writeFile(at('old/build.txt'), '0123456789abcdef0123');
    await writeFile(at('old/sw.js'), 'self.hubBuild={"id":"0123456789abcdef0123"};');
    expect(await refusal('old')).toBe('taken');
  });
});

describe('a site goes into no folder', () => {
  test('of somebody else', async () => {
    await mkdir(at('mine'));
    await writeFile(at('mine/thesis.docx'), 'years of work');
    expect(await refusal('mine')).toMatchInlineSnapshot(`
      "The site would go to HERE/mine, which holds files that no build of the hub put there (thesis.docx), and a build empties that folder.
      Set HUB_DIST to a new folder, or take those files away yourself when nobody needs them. Nothing was deleted and nothing was written."
    `);
    expect(await readdir(at('mine'))).toEqual(['thesis.docx']);
  });

  test('of somebody else whose files have names that a build gives', async () => {
    await mkdir(at('home/_hub'), { recursive: true });
    for (const name of ['build.txt', 'sw.js', 'thesis.docx'])
      await writeFile(at(`home/${name}`), 'years of work');
    expect(await refusal('home')).toContain('holds files that no build of the hub put there');
    expect(await readdir(at('home'))).toContain('thesis.docx');
  });

  test.each([
    ['content', 'where the content lies'],
    ['content/site', 'inside the content'],
    ['.', 'where the content lies'],
    ['data', 'where the data of the hub lies'],
    ['link', 'where the content lies'],
    ['link/site', 'inside the content'],
    ['content/hub.yaml', 'inside the content'],
  ])('%s, since it is %s', async (site, why) => {
    await symlink(at('content'), at('link'));
    // Not even where an earlier build left its mark by mistake.
    for (const folder of ['content', 'data', '.']) await writeFile(join(at(folder), SITE_MARK), '');
    expect(await refusal(site)).toContain(why);
    expect(await readFile(at('content/hub.yaml'), 'utf8')).toContain('Kept');
  });

  test.each([
    '.git',
    '.git/site',
    '.git/refs/new/site',
    '.GIT/site',
    'hidden/site',
    'far/.git/modules/x/site',
  ])('%s, since git keeps its own there', async (site) => {
    await mkdir(at('.git/refs'), { recursive: true });
    await mkdir(at('far/.git'), { recursive: true });
    await symlink(at('.git/refs'), at('hidden'));
    expect(await refusal(site)).toContain('inside a folder that belongs to git');
    expect(await readdir(at('.git'))).toEqual(['refs']);
    expect(await readdir(at('.git/refs'))).toEqual([]);
  });

  test('that is a file', async () => {
    await writeFile(at('file'), '');
    expect(await refusal('file')).toContain('which is a file');
  });
});

test('`npm run build` with HUB_DIST at the content deletes nothing of it and says so', async () => {
  const env = { HUB_CONTENT: at('content'), HUB_DATA: at('data'), HUB_DIST: at('content') };
  const { code, err } = await runScript('build', [], { env });
  expect(code).toBe(2);
  expect(err).toContain('a build empties that folder');
  expect(await readdir(at('content'))).toEqual(['answers', 'hub.yaml']);
});
