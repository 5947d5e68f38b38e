import { isLeftBehind } from '../content-tree.ts';
import { isPicture } from '../media.ts';
import type { ImportedPage } from './imported-page.ts';
import type { ResolveLink } from './links/resolve-link.ts';

/** Files that a page may link to and that a reader opens or takes along. */
const DOWNLOAD = /\.(?:pdf|pptx?|docx?|xlsx?|csv|txt|zip|mp4)$/i;
/** The same sorts of file in forms that not every device opens, or that may run something; the hub gives them to no reader. */
const TO_BE_SAVED_ANEW =
  /\.(?:od[tps]|key|pages|numbers|pptm|pps[xm]?|potx|docm|dot[xm]?|xlsm|xlsb|xltx|rtf|tsv|mov|webm|mp3|m4a|wav)$/i;
/** What a drive leaves on a disk in the place of what lies on it. */
const SHORTCUT = /\.(?:gdoc|gslides|gsheet|url|webloc)$/i;

/** The other files that pages show or link to, in order of path. */
export function filesInUse(
  pages: readonly Pick<ImportedPage, 'path' | 'links'>[],
  files: readonly string[],
  resolve: ResolveLink,
): string[] {
  const known = new Set(files);
  const used = new Set<string>();
  for (const { path: from, links } of pages) {
    for (const { href } of links) {
      const found = resolve(href, from);
      if (found.to === 'file' && known.has(found.path)) used.add(found.path);
    }
  }
  return [...used].filter((path) => isPicture(path) || DOWNLOAD.test(path)).sort();
}

/** Why a file that no page uses is not taken, and what to do about it. */
export function whyLeft(path: string): string {
  if (isPicture(path)) return 'No page that was taken shows this picture.';
  if (/\.svg$/i.test(path)) return 'SVG pictures can hold script and are not taken.';
  if (isLeftBehind(path)) return 'It has a name that editors and systems give to what they leave behind.';
  if (TO_BE_SAVED_ANEW.test(path))
    return 'The hub gives no such file to readers: save it as PDF, PPTX, DOCX, XLSX, CSV or MP4 and import again.';
  if (SHORTCUT.test(path))
    return 'It leads to what lies elsewhere and holds nothing: write its address under link of a page of collateral.';
  if (DOWNLOAD.test(path))
    return 'No page that was taken links to it; put it into files/ and name it under downloads.';
  return 'Only Markdown, the pictures it shows and the files it links to are taken.';
}
