import { appendFile, glob, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { assetPath } from './generated-content.ts';
import { measure, type Cost } from './measure.ts';

const root = resolve(import.meta.dirname, '../..');

/** What a build finds of those before it. */
export type Left =
  /** Nothing, and nothing on the machine either. */
  | 'nothing'
  /** What follows from the code alone: bundled pages, packed scripts, compiled modules. */
  | 'code'
  /** The whole build before it, since which one asset was edited. */
  | 'build';

/** One of the two sites that are compared, ready to be built. */
export interface Site {
  name: 'plain Astro' | 'the hub';
  /** Builds from `contentDir` into `distDir` and says what it cost. */
  build(contentDir: string, distDir: string, left?: Left): Promise<Cost>;
}

/** The yardstick, written by `writePlainAstro` into `folder`. */
export function plainSite(folder: string): Site {
  return {
    name: 'plain Astro',
    async build(contentDir, distDir) {
      await rm(join(folder, 'cache'), { recursive: true, force: true });
      return measure([join(root, 'node_modules/.bin/astro'), 'build', '--outDir', distDir], {
        cwd: folder,
        env: { BENCH_CONTENT: contentDir, ASTRO_TELEMETRY_DISABLED: '1' },
      });
    },
  };
}

/** The hub of this checkout, built by what `npm run build` runs, with the events of `dataDir` in its charts. */
export function hubSite(dataDir: string): Site {
  const codeCache = join(dataDir, 'code');
  return {
    name: 'the hub',
    async build(contentDir, distDir, left = 'nothing') {
      if (left === 'build') await appendFile(join(contentDir, assetPath(7)), '\nOne word more.\n');
      else await rm(join(dataDir, 'cache'), { recursive: true, force: true });
      if (left === 'nothing') {
        await rm(codeCache, { recursive: true, force: true });
        for await (const kept of glob(join(root, '.astro/pages-*')))
          await rm(kept, { recursive: true, force: true });
      }
      return measure([process.execPath, ...packageJson.scripts.build.split(' ').slice(1)], {
        cwd: root,
        env: {
          HUB_CONTENT: contentDir,
          HUB_DIST: distDir,
          HUB_DATA: dataDir,
          HUB_CACHE: codeCache,
          ASTRO_TELEMETRY_DISABLED: '1',
        },
      });
    },
  };
}

/** Fills the embedded store with demo events for the content, so that charts have something to draw. */
export async function seedEvents(contentDir: string, dataDir: string): Promise<void> {
  await measure([process.execPath, 'scripts/seed.ts', '--days', '180', '--seed', '1'], {
    cwd: root,
    env: { HUB_CONTENT: contentDir, HUB_DATA: dataDir },
  });
}
