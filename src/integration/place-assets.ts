import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a bundle of Vite holds, as far as it matters here. */
type Bundle = Record<string, { type: string; source?: string | Uint8Array }>;

/**
 * Writes the styles and pictures that come from rendering pages into the site. Astro would rename them into it out of its
 * folder in the checkout, and no file can be renamed onto another volume; of those that are gone already it makes nothing.
 */
export function placeAssets(siteFolder: string) {
  return {
    name: 'place-assets',
    apply: 'build' as const,
    enforce: 'post' as const,
    applyToEnvironment: ({ name }: { name: string }) => name === 'prerender',
    async writeBundle({ dir = '' }: { dir?: string | undefined }, bundle: Bundle) {
      for (const [name, { type, source }] of Object.entries(bundle)) {
        if (type !== 'asset' || source === undefined || name.startsWith('.vite/')) continue;
        const path = join(siteFolder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, source);
        await rm(join(dir, name), { force: true });
      }
    },
  };
}
