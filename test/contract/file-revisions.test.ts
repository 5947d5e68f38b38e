import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { readCommit } from '../../src/adapters/git/base.ts';
import { createGit } from '../../src/adapters/git/command.ts';
import { readHistory } from '../../src/adapters/git/history.ts';
import { readPast, readPastFiles } from '../../src/adapters/git/past.ts';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import type { Asset } from '../../src/library/asset.ts';
import { offeredFiles } from '../../src/library/attachments.ts';
import { buildSchemas } from '../../src/library/kinds/schema.ts';
import { addPastFiles, buildChanges } from '../../src/publishing/history/past.ts';
import type { AssetChanges } from '../../src/reader/visits/changes.ts';
import { buildNews } from '../../src/reader/visits/news.ts';
import { buildNewsRow, renderNews } from '../../src/reader/visits/news-text.ts';
import { commitFiles, git } from '../support/github/git-checkout.ts';

const { env } = process;
const ID = 'collateral/calculator';
const pageOf = (words: string) =>
  `---\ntitle: Calculator\nowner: oona-lind\ndownloads:\n  - { label: The sheet, file: sheet.csv }\n---\n\n${words}\n`;
const HUB = `company: { name: Larkmoor }\npeople:\n  - { id: oona-lind, name: Oona Lind }\n`;

let checkout: string;
let content: string;
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'hub-revisions-'));
  content = join(checkout, 'content');
  await git(checkout, 'init', '--quiet', '--initial-branch=main');
  await commitFiles(checkout, {
    'content/hub.yaml': HUB,
    'content/collateral/calculator.md': pageOf('Fill it in.'),
    'content/files/sheet.csv': 'a,1\n',
  });
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

async function readAsset(): Promise<Asset> {
  const asset = (await readContent(content)).library.byId.get(ID);
  if (asset === undefined) throw new Error('There is no page.');
  return asset;
}

const revisionIn = async (ref: string): Promise<string | undefined> =>
  (await readCommit(createGit(content, env), ref))?.library.byId.get(ID)?.revision;

/** What became of the page in all commits. */
async function changesOf(): Promise<AssetChanges> {
  const { library } = await readContent(content);
  const history = await readHistory(content, env);
  const asset = library.byId.get(ID);
  if (history === undefined || asset === undefined) throw new Error('There is no past.');
  const limits = { since: '2026-01-01', ofOne: 9, ofAll: 99 };
  const texts = (await readPast(content, history, limits, env)).get(asset.path) ?? [];
  const files = await readPastFiles(content, history, offeredFiles(library), env);
  const schemas = buildSchemas(library.hub);
  return buildChanges(asset, addPastFiles(texts, files), () => schemas, '2026-11-23', compileMarkdown);
}

test('another file is another revision, another owner is none; a commit has the same as the disk', async () => {
  const first = await readAsset();
  await commitFiles(checkout, { 'content/files/sheet.csv': 'a,2\n' });
  const second = await readAsset();
  expect(second.revision).not.toBe(first.revision);
  expect(await revisionIn('HEAD')).toBe(second.revision);
  expect(await revisionIn('HEAD~1')).toBe(first.revision);
  await commitFiles(checkout, { 'content/files/sheet.csv': 'a,1\n' });
  expect((await readAsset()).revision).toBe(first.revision);
});

test('whoever saw the page before is told that its file is another one, word by word what else changed', async () => {
  const seen = (await readAsset()).revision;
  await commitFiles(checkout, { 'content/files/sheet.csv': 'a,2\n' });
  const between = (await readAsset()).revision;
  await commitFiles(checkout, { 'content/collateral/calculator.md': pageOf('Fill it in together.') });
  await commitFiles(checkout, { 'content/files/sheet.csv': 'a,3\n' });
  const { revision, steps } = await changesOf();
  expect(steps.map(({ from }) => from)).toContain(between);
  expect(steps.at(-1)?.from).toBe(seen);
  const since = (known: string) =>
    buildNews({ revision: known, day: '2026-11-20' }, revision, steps, [], '2026-11-23');
  const news = since(seen);
  expect(news?.unknownChanges).toBeUndefined();
  expect(news && renderNews(news)).toBe('“sheet.csv” changed and the text changed.');
  expect(news?.items.map(buildNewsRow)).toContainEqual({
    tag: 'Changed',
    about: 'sheet.csv',
    now: 'The file is another one than you know.',
  });
  expect(since(revision)).toBeUndefined();
});
