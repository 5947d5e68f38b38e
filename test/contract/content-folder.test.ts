import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readContent, readHub, readPages } from '../../src/adapters/content-folder.ts';
import { UserError } from '../../src/library/user-error.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-folder-'));
  await mkdir(join(folder, 'collateral'));
  await mkdir(join(folder, 'files'));
  await writeFile(join(folder, 'hub.yaml'), 'company:\n  name: Lodestar\n');
  await writeFile(join(folder, 'files/prices.pdf'), 'not a PDF');
  await writeFile(
    join(folder, 'collateral/prices.md'),
    '---\ntitle: Prices\ndownloads:\n  - label: All prices\n    file: prices.pdf\n---\n',
  );
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const messageOf = (error: unknown): string => (error instanceof UserError ? error.message : String(error));

test('the words of files come with the whole content, and with pages alone no file is opened', async () => {
  const [whole] = (await readContent(folder)).library.assets;
  const [page] = (await readPages(folder)).library.assets;
  expect(whole?.attachments).toHaveLength(1);
  expect(page).toMatchObject({ id: 'collateral/prices', attachments: [] });
});

test.each<[string, () => Promise<void>]>([
  ['is not there', () => rm(join(folder, 'hub.yaml'))],
  [
    'is a link to another place',
    async () => {
      await rm(join(folder, 'hub.yaml'));
      await writeFile(join(folder, 'elsewhere'), 'company:\n  name: Another\n');
      await symlink(join(folder, 'elsewhere'), join(folder, 'hub.yaml'));
    },
  ],
  ['is no YAML', () => writeFile(join(folder, 'hub.yaml'), 'company: [')],
  ['lies in no folder', () => rm(folder, { recursive: true })],
])(
  'the hub is read from hub.yaml alone, and where it %s the same is said as of the whole folder',
  async (_, spoil) => {
    expect((await readHub(folder)).company.name).toBe('Lodestar');
    await spoil();
    const said = await readContent(folder).catch(messageOf);
    expect(said).toEqual(expect.stringMatching(/hub\.yaml|no content folder/));
    expect(await readHub(folder).catch(messageOf)).toBe(said);
  },
);
