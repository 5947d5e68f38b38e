import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { AssetList } from '../../src/agents/files/asset-list.ts';
import type { ClaimRow } from '../../src/agents/files/claim-list.ts';

const dist = inject('sampleDist');
const read = (path: string) => readFile(join(dist, path), 'utf8');
const readJson = async <Value>(path: string) => JSON.parse(await read(path)) as Value;

describe('what a build leaves for agents', () => {
  let list: AssetList;
  let claims: ClaimRow[];
  beforeAll(async () => {
    list = await readJson<AssetList>('assets/index.json');
    ({ claims } = await readJson<{ claims: ClaimRow[] }>('assets/claims.json'));
  });

  test('names every page of an asset, and nothing else', async () => {
    const pages = (await readdir(dist, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
    const folders = new Set(list.assets.map(({ id }) => id.split('/')[0]));
    const ofAssets = pages.filter(
      (path) => folders.has(path.split('/')[0]) && /\/.+\/index\.html$/.test(path),
    );
    expect(list.assets.map(({ id }) => `${id}/index.html`).sort()).toEqual(ofAssets.sort());
    const twins = pages.filter((path) => path.endsWith('.md') && !path.startsWith('skills/'));
    expect(list.assets.map(({ markdown }) => markdown.slice(1)).sort()).toEqual(twins.sort());
  });

  test('is what its schema says', async () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const isValid = ajv.compile(await readJson(list.$schema.slice(1)));
    expect([isValid(list), isValid.errors]).toEqual([true, null]);
    expect(isValid({ ...list, assets: [{ id: 'a' }] })).toBe(false);
  });

  test('has the revision and the title that the page has', async () => {
    for (const { id, revision, title } of list.assets) {
      const html = await read(`${id}/index.html`);
      expect(html).toContain(revision);
      expect(html).toContain(`href="/${id}.md"`);
      expect(await read(`${id}.md`)).toContain(`title: ${JSON.stringify(title)}`);
    }
  });

  test('marks every internal claim in the text of its page, and tells customers of none', async () => {
    const theirs = (await read('shareable/llms-full.txt')) + (await read('shareable/llms.txt'));
    const internal = claims.filter(({ say }) => say === 'internal');
    expect(internal.length).toBeGreaterThan(3);
    for (const { asset, claim } of internal) {
      const lines = (await read(`${asset}.md`)).split('\n').filter((line) => line.includes(claim));
      expect(lines.map((line) => line.startsWith('- **Do not say aloud:** '))).toEqual([true]);
      expect(theirs).not.toContain(claim);
    }
    for (const { title, audience } of list.assets)
      expect([title, theirs.includes(`\n# ${title}\n`)]).toEqual([title, audience === 'shareable']);
  });

  test('has every address of its list in one text', async () => {
    const [llms, full] = [await read('llms.txt'), await read('llms-full.txt')];
    for (const { markdown, id } of list.assets) {
      expect(llms).toContain(`${list.site ?? ''}${markdown})`);
      expect(full).toContain(`id: "${id}"`);
    }
  });

  test('is no part of what devices keep', async () => {
    const worker = await read('sw.js');
    const build = /self\.hubBuild=(\{.*\});\n/.exec(worker)?.[1] ?? '';
    const whole = await read((JSON.parse(build) as { whole: { list: string } }).whole.list.slice(1));
    expect(build).toContain('/battlecards/vantello/');
    for (const kept of [build, whole]) expect(kept).not.toMatch(/\.md"|llms|"\/assets\/|\/shareable\//);
  });
});
