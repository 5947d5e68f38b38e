import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyMedia, siteFile } from '../../src/integration/site-files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-media-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it.each([0, 1, 1_000_003])(
  'a file of %i bytes is copied whole and described by what is in it',
  async (bytes) => {
    const content = Buffer.from(Array.from({ length: bytes }, (_, at) => at % 251));
    await mkdir(join(folder, 'content/files/deep'), { recursive: true });
    await writeFile(join(folder, 'content/files/deep/film.mp4'), content);
    const copied = await copyMedia(join(folder, 'content'), ['files/deep/film.mp4'], join(folder, 'site'));
    expect(copied).toEqual([siteFile('/media/files/deep/film.mp4', content)]);
    expect((await readFile(join(folder, 'site/media/files/deep/film.mp4'))).equals(content)).toBe(true);
  },
);
