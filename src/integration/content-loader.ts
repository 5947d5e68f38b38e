import type { Loader } from 'astro/loaders';
import { contentFolder, readLibrary } from '../adapters/content-folder.ts';
import { renderBody, type RenderedBody } from '../adapters/markdown.ts';
import type { AssetPart } from '../library/asset.ts';
import { compareFindings } from '../library/finding.ts';
import { sharedLibrary, shareLibrary } from './shared-library.ts';

/** An asset as pages see it: the words of the body are rendered, and kept nowhere else. */
export type PageAsset = AssetPart<'id' | 'kind' | 'path' | 'data' | 'bodyLine' | 'revision'>;

/** Findings printed one by one when a build starts; `npm run check` prints them all. */
const SHOWN_FINDINGS = 10;

/** Reads the content folder into Astro's store, and again whenever a file of it changes. */
export function contentLoader(): Loader {
  const folder = contentFolder(process.env);
  return {
    name: 'hub-content',
    async load({ store, logger, watcher, generateDigest }) {
      let isFirst = true;
      const reload = async () => {
        const read = (isFirst ? sharedLibrary() : undefined) ?? (await readLibrary(folder));
        isFirst = false;
        shareLibrary(read);
        const { library, findings } = read;
        const seen = new Set<string>();
        for (const asset of library.assets) {
          seen.add(asset.id);
          const { body, sections: _sections, lineOf: _lineOf, ...data } = asset;
          const digest = generateDigest({ ...data, body });
          if (store.get(asset.id)?.digest === digest) continue;
          const { html, headings }: RenderedBody = renderBody(asset, library);
          store.set({ id: asset.id, data, digest, rendered: { html, metadata: { headings } } });
        }
        for (const id of store.keys()) if (!seen.has(id)) store.delete(id);
        for (const { path, line, message, hint } of [...findings]
          .sort(compareFindings)
          .slice(0, SHOWN_FINDINGS)) {
          logger.warn(`${path}:${String(line)}  ${message} ${hint}`);
        }
        if (findings.length > SHOWN_FINDINGS) {
          logger.warn(
            `… and ${String(findings.length - SHOWN_FINDINGS)} more: npm run check lists them all.`,
          );
        }
      };
      await reload();
      if (watcher === undefined) return;
      watcher.add(folder);
      const onChange = (path: string) => {
        if (path.startsWith(folder)) reload().catch((error: unknown) => logger.error(String(error)));
      };
      watcher.on('change', onChange).on('add', onChange).on('unlink', onChange);
    },
  };
}
