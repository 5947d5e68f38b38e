import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MovedAddress } from '../hosting/moved-rules.ts';
import { callName, callUrl, fillAddress, CARD_CALL_PATH, urlOf } from '../library/addresses.ts';
import type { Asset } from '../library/asset.ts';
import { escapeHtml } from '../library/escape-html.ts';
import type { Library } from '../library/library.ts';
import { movedPages } from '../library/moves.ts';
import { fileRoutes } from '../library/routes.ts';
import { pathOfUrl, siteFile, type SiteFile } from './site-files.ts';

/** An old address, and where its page is now. */
interface Redirect extends MovedAddress {
  title: string;
}

/**
 * Writes a page at each old address that leads on to where its words are now. Every host serves it, also without a network;
 * where the host takes rules for the addresses, which come along, nobody sees it.
 */
export function writeMovedPages(
  siteFolder: string,
  { moves, byId }: Library,
): { files: SiteFile[]; moved: readonly MovedAddress[] } {
  const redirects = [...movedPages(moves, byId)].flatMap(([was, asset]) => redirectsOf(was, asset));
  return {
    files: redirects.map((redirect) => write(siteFolder, redirect.from, renderPage(redirect))),
    moved: redirects,
  };
}

function redirectsOf(was: string, asset: Asset): Redirect[] {
  const { title } = asset.data;
  const page = { from: urlOf(was), to: urlOf(asset.id), title };
  if (asset.kind !== 'battlecard') return [page];
  return [page, { from: fillAddress(CARD_CALL_PATH, callName({ id: was })), to: callUrl(asset), title }];
}

function write(siteFolder: string, url: string, text: string): SiteFile {
  const path = pathOfUrl(siteFolder, url);
  const bytes = Buffer.from(text);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return siteFile(url, bytes);
}

/** The script takes along what stands behind `?` and `#`, such as the sentence that was meant; without scripts the page leads to its top. */
function renderPage({ to, title }: Redirect): string {
  const address = escapeHtml(encodeURI(to));
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${escapeHtml(title)}</title>
    <meta name="viewport" content="width=device-width" />
    <meta name="robots" content="noindex" />
    <link rel="canonical" href="${address}" />
    <script src="${fileRoutes.movedScript.address}"></script>
    <noscript><meta http-equiv="refresh" content="0; url=${address}" /></noscript>
  </head>
  <body>
    <p>This page has moved: <a href="${address}">${escapeHtml(title)}</a></p>
  </body>
</html>
`;
}
