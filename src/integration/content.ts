import { pathToFileURL } from 'node:url';
import { readContent as readFolder } from '../adapters/content-folder.ts';
import { selectForAudience, type Audience } from '../library/audience.ts';
import type { Finding } from '../library/finding.ts';
import type { Library } from '../library/library.ts';
import { noRecords, type RecordEntries } from '../library/records/records.ts';

/** A content folder, read once. */
export interface Content {
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

let read: { folder: string; audience: Audience; content: Promise<Content> } | undefined;

/**
 * Reads the content folder, or gives what was read of it before: numbers, pages and search of a build are about the same
 * state of it. `contentFromNode` below has pages import this module too. Rejects as the reading of the folder does.
 */
export function readContent(folder: string, audience: Audience = 'internal'): Promise<Content> {
  if (read?.folder !== folder || read.audience !== audience) {
    const content = readFolder(folder).then(({ library, records, findings, missing }) => ({
      audience,
      library: selectForAudience(library, audience),
      records: audience === 'internal' ? records : noRecords(),
      findings,
      missing,
    }));
    read = { folder, audience, content };
  }
  return read.content;
}

/** The next one to ask reads the folder anew. */
export function forgetContent(): void {
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
