/** A real built hub whose search index is that of a collection, with Pagefind's index and a page for it beside. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createChance, writeAssets } from '../generated-content.ts';
import { hubSite } from '../sites.ts';
import { openStaticServer } from '../static-server.ts';
import { generateAssets } from './collections.ts';
import type { SearchPage } from './in-browser.ts';
import { PAGEFIND_PAGE } from './pagefind-page.ts';

/** Builds the hub from generated assets; gives the folder of the site. */
export async function buildSite(assets: number, scratch: string): Promise<string> {
  const content = join(scratch, `content-${String(assets)}`);
  const dist = join(scratch, `site-${String(assets)}`);
  const generated = generateAssets(assets);
  await writeAssets(
    content,
    assets,
    (at) => {
      const asset = generated[at];
      if (asset === undefined) throw new Error(`there is no asset ${String(at)}`);
      return asset;
    },
    createChance(1),
  );
  await hubSite(join(scratch, `data-${String(assets)}`)).build(content, dist);
  await rm(content, { recursive: true, force: true });
  return dist;
}

export interface ServedSite {
  hub: SearchPage;
  pagefind: SearchPage;
  close(): Promise<void>;
}

/** Serves a built hub, its search index replaced by `hubIndex` where that is given, and Pagefind's beside it. */
export async function serveSite(
  dist: string,
  indexes: { hub?: string; pagefind?: string },
): Promise<ServedSite> {
  if (indexes.hub !== undefined) {
    await rm(join(dist, 'search'), { recursive: true, force: true });
    await cp(indexes.hub, join(dist, 'search'), { recursive: true });
  }
  await rm(join(dist, 'pagefind'), { recursive: true, force: true });
  if (indexes.pagefind !== undefined) await cp(indexes.pagefind, join(dist, 'pagefind'), { recursive: true });
  await mkdir(join(dist, 'bench'), { recursive: true });
  await writeFile(join(dist, 'bench/index.html'), PAGEFIND_PAGE);
  const sent: { path: string; bytes: number }[] = [];
  const { origin, close } = await openStaticServer(dist, (path, bytes) => sent.push({ path, bytes }));
  const [asset = ''] = (await readdir(join(dist, 'collateral')))
    .filter((name) => name.startsWith('asset-'))
    .sort();
  return {
    hub: { origin, path: `/collateral/${asset}/`, sent: () => sent },
    pagefind: { origin, path: '/bench/', sent: () => sent },
    close,
  };
}
