import { resolve } from 'node:path';
import { build } from 'astro';
import { snapshotPath, writeSnapshot } from '../src/adapters/snapshot-file.ts';
import { dataFolder } from '../src/collector/settings.ts';
import type { Snapshot } from '../src/usage/snapshot/snapshot.ts';
import { distFolder } from './dist-folder.ts';

/** Builds the whole site into the folder, with these numbers baked in. */
export async function buildSite(env: NodeJS.ProcessEnv, snapshot: Snapshot | undefined): Promise<void> {
  if (snapshot !== undefined) await writeSnapshot(snapshotPath(env), snapshot);
  env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Whatever the shell says: a development build of React would carry paths of this machine to readers.
  env['NODE_ENV'] = 'production';
  // Astro takes these for its own words of the same names: with DEV set each page would collect the whole site anew.
  for (const name of ['DEV', 'PROD', 'SSR', 'MODE', 'BASE_URL']) delete env[name];
  await build({
    root: resolve(import.meta.dirname, '..'),
    outDir: distFolder(env),
    // Beside the store, so that hubs with different content never share a cache.
    cacheDir: resolve(dataFolder(env), 'cache'),
    logLevel: 'warn',
  });
}
