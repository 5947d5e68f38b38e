import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { buildHub } from '../support/hub.ts';

const volumeOf = async (path: string) => (await stat(path).catch(() => undefined))?.dev;

/** A folder for temporary files that lies on another volume than the checkout; undefined where no such one is known. */
async function findOtherVolume(): Promise<string | undefined> {
  const here = await volumeOf(import.meta.dirname);
  for (const folder of [tmpdir(), '/dev/shm']) {
    const there = await volumeOf(folder);
    if (there !== undefined && there !== here) return folder;
  }
  return undefined;
}

const listSite = async (site: string) => new Set(await readdir(site, { recursive: true }));

const other = await findOtherVolume();

test.skipIf(other === undefined)(
  'a hub is built onto another volume as onto its own (wants one: temporary files elsewhere, or /dev/shm)',
  async () => {
    const folder = await mkdtemp(join(other ?? '', 'hub-other-volume-'));
    try {
      const places = { distDir: join(folder, 'dist'), dataDir: join(folder, 'data') };
      await buildHub(places);
      const [there, here] = await Promise.all([places.distDir, inject('sampleDist')].map(listSite));
      expect([...(there ?? new Set()).symmetricDifference(here ?? new Set())]).toEqual([]);
      const styles = (await readdir(join(places.distDir, '_hub'))).filter((name) => name.endsWith('.css'));
      expect(styles.length).toBeGreaterThan(0);
      for (const name of styles) {
        const path = join('_hub', name);
        expect(await readFile(join(places.distDir, path), 'utf8')).toBe(
          await readFile(join(inject('sampleDist'), path), 'utf8'),
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
