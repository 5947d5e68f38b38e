import { join, resolve } from 'node:path';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { claimSiteFolder } from '../src/adapters/site-folder.ts';
import { snapshotPath, writeSnapshot } from '../src/adapters/snapshot-file.ts';
import { dataFolder } from '../src/adapters/data-folder.ts';
import { readPages, type SiteContent } from '../src/integration/content.ts';
import { nameCode } from '../src/integration/earlier-build.ts';
import { rebuildSite } from '../src/integration/rebuild.ts';
import type { Snapshot } from '../src/usage/snapshot/snapshot.ts';
import { distFolder } from './dist-folder.ts';

const checkout = resolve(import.meta.dirname, '..');

/** Beside the store, so that hubs with different content never share a cache. */
const cacheFolder = (env: NodeJS.ProcessEnv): string => resolve(dataFolder(env), 'cache');

/** The pages that a site is built from. What an earlier build parsed is not parsed again. */
export async function readPagesToBuild(env: NodeJS.ProcessEnv): Promise<SiteContent> {
  const parsed = { folder: join(cacheFolder(env), 'parsed'), code: await nameCode(checkout, env) };
  return readPages(contentFolder(env), parsed);
}

/** Builds the whole site into the folder, with these numbers baked in. */
export async function buildSite(env: NodeJS.ProcessEnv, snapshot: Snapshot | undefined): Promise<void> {
  const site = distFolder(env);
  await claimSiteFolder(site, {
    'the content': contentFolder(env),
    'the data of the hub': dataFolder(env),
    'the code of the hub': checkout,
  });
  if (snapshot !== undefined) await writeSnapshot(snapshotPath(env), snapshot);
  env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Whatever the shell says: a development build of React would carry paths of this machine to readers.
  env['NODE_ENV'] = 'production';
  // Astro takes these for its own words of the same names: with DEV set each page would collect the whole site anew.
  for (const name of ['DEV', 'PROD', 'SSR', 'MODE', 'BASE_URL']) delete env[name];
  const folders = {
    content: contentFolder(env),
    public: resolve(checkout, 'public'),
    site,
    cache: cacheFolder(env),
  };
  if (await rebuildSite(checkout, folders, env, console.warn)) return;
  const { build } = await import('astro');
  await build({ root: checkout, outDir: folders.site, cacheDir: folders.cache, logLevel: 'warn' });
}
