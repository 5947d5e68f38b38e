import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { measure, type Cost } from './measure.ts';

const root = resolve(import.meta.dirname, '../..');

/** One of the two sites that are compared, ready to be built. */
export interface Site {
  name: 'plain Astro' | 'the hub';
  /** Builds from `contentDir` into `distDir`, with nothing left over from an earlier build, and says what it cost. */
  build(contentDir: string, distDir: string): Promise<Cost>;
}

/** The yardstick, written by `writePlainAstro` into `folder`. */
export function plainSite(folder: string): Site {
  return {
    name: 'plain Astro',
    async build(contentDir, distDir) {
      await rm(join(folder, 'cache'), { recursive: true, force: true });
      return measure(
        [process.execPath, join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', distDir],
        {
          cwd: folder,
          env: { BENCH_CONTENT: contentDir, ASTRO_TELEMETRY_DISABLED: '1' },
        },
      );
    },
  };
}

/** The hub of this checkout, built by the script that `npm run build` runs, with the events of `dataDir` in its charts. */
export function hubSite(dataDir: string): Site {
  return {
    name: 'the hub',
    async build(contentDir, distDir) {
      // The cache of content and pages: without it the build is cold.
      await rm(join(dataDir, 'cache'), { recursive: true, force: true });
      return measure([process.execPath, 'scripts/build.ts'], {
        cwd: root,
        env: {
          HUB_CONTENT: contentDir,
          HUB_DIST: distDir,
          HUB_DATA: dataDir,
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
