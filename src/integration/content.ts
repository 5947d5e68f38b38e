import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFiles, readPages as readPagesOf } from '../adapters/content-folder.ts';
import type { ParsedPlace } from '../adapters/parsed-assets.ts';
import { drawAttachments } from '../adapters/pictures/draw-attachments.ts';
import { selectForAudience, selectPublished, type Audience } from '../library/audience.ts';
import type { Content } from '../library/content.ts';
import type { Finding } from '../library/finding.ts';
import type { Library } from '../library/library.ts';
import { dayIn } from '../library/time-zone.ts';
import { noRecords, type RecordEntries } from '../library/records/records.ts';

/** A content folder, read once. */
export interface SiteContent {
  /** Whom the site is built for. */
  audience: Audience;
  /** What they may see. */
  library: Library;
  /** None of them is for anybody else. */
  records: RecordEntries;
  /** Of the whole folder. */
  findings: Finding[];
  /** Paths of the files that were meant to be pages, and of which none is made because of their faults. */
  missing: string[];
}

let pagesRead: { folder: string; pages: Promise<Content> } | undefined;
let read: { folder: string; audience: Audience; content: Promise<SiteContent> } | undefined;

/**
 * Reads the content folder, or gives what was read of it before: numbers, pages and search of a build are about the same
 * state of it. `contentFromNode` below has pages import this module too. Rejects as the reading of the folder does.
 */
export function readContent(folder: string, audience: Audience = 'internal'): Promise<SiteContent> {
  if (read?.folder !== folder || read.audience !== audience) {
    const readFileOf = (path: string) => readFile(join(folder, path)).catch(() => undefined);
    const content = readOnce(folder)
      .then((pages) => readFiles(folder, pages))
      .then(async (whole) => {
        const seen = selectFor(audience, whole);
        return { ...seen, library: await drawAttachments(seen.library, readFileOf, process.env) };
      });
    read = { folder, audience, content };
  }
  return read.content;
}

/**
 * The same for whoever needs no word of the files that assets offer: no deck is opened.
 *
 * @param parsed where the first to read takes and leaves parsed assets
 */
export async function readPages(folder: string, parsed?: ParsedPlace): Promise<SiteContent> {
  return selectFor('internal', await readOnce(folder, parsed));
}

function readOnce(folder: string, parsed?: ParsedPlace): Promise<Content> {
  if (pagesRead?.folder !== folder) pagesRead = { folder, pages: readPagesOf(folder, parsed) };
  return pagesRead.pages;
}

function selectFor(audience: Audience, { library, records, findings, missing }: Content): SiteContent {
  const today = dayIn(library.hub.company.time_zone, Date.now());
  return {
    audience,
    library: selectForAudience(selectPublished(library, today), audience),
    records: audience === 'internal' ? records : noRecords(),
    findings,
    missing,
  };
}

/** The next one to ask reads the folder anew. */
export function forgetContent(): void {
  pagesRead = undefined;
  read = undefined;
}

/**
 * Has the pages of a build take this module from Node, where commands and the integration have it, instead of bundling a
 * second one that knows nothing of what was read. A Vite plugin.
 */
export function contentFromNode() {
  return {
    name: 'content-from-node',
    apply: 'build' as const,
    enforce: 'pre' as const,
    resolveId: {
      filter: { id: /\/content\.ts$/ },
      handler: (source: string, importer: string | undefined) => {
        const isThis =
          importer !== undefined && new URL(source, pathToFileURL(importer)).href === import.meta.url;
        return isThis ? { id: import.meta.url, external: true as const } : undefined;
      },
    },
  };
}
