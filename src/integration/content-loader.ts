import type { Loader } from 'astro/loaders';
import { contentFolder } from '../adapters/content-folder.ts';
import { compileMarkdown } from '../adapters/markdown.ts';
import type { AssetPart } from '../library/asset.ts';
import { compareFindings } from '../library/finding.ts';
import { renderBody } from '../library/markdown/page-body.ts';
import { readSharedLibrary, sharedLibrary } from './shared-library.ts';

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
        const read = (isFirst ? sharedLibrary() : undefined) ?? (await readSharedLibrary(folder));
        isFirst = false;
        const { library, findings } = read;
        const seen = new Set<string>();
        for (const asset of library.assets) {
          seen.add(asset.id);
          const {
            body: _body,
            sections: _sections,
            links: _links,
            facts: _facts,
            lineOf: _lineOf,
            ...data
          } = asset;
          const { html, headings, opening } = renderBody(asset, library, compileMarkdown);
          // The store outlives a build. What a body becomes also depends on the files it links to and on the renderer,
          // so the digest is that of the result.
          const digest = generateDigest({ data, html });
          store.set({ id: asset.id, data, digest, rendered: { html, metadata: { headings, opening } } });
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
      // One after the other, so that what was read first never lies over what was read last.
      let reloading = Promise.resolve();
      let isWaiting = false;
      const onChange = (path: string) => {
        if (isWaiting || !path.startsWith(folder)) return;
        isWaiting = true;
        reloading = reloading
          .then(() => {
            isWaiting = false;
            return reload();
          })
          .catch((error: unknown) => logger.error(String(error)));
      };
      watcher.on('change', onChange).on('add', onChange).on('unlink', onChange);
    },
  };
}
