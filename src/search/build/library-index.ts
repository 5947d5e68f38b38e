/** The index of a whole library. Site, checks and demo data all build it here, so that they search the same. */
import type { Library } from '../../library/library.ts';
import { buildAssetDocument, facetTermsOf } from './asset-document.ts';
import { buildIndexFiles } from './build-index.ts';
import type { IndexFile } from '../document.ts';
import type { OpenedIndex } from '../query/open-index.ts';
import { openIndex } from '../query/open-index.ts';

/** All files of the index of a library, the manifest first. */
export function buildLibraryIndex(library: Library): IndexFile[] {
  return buildIndexFiles(
    library.assets.map((asset) => buildAssetDocument(asset, library)),
    { synonyms: library.hub.synonyms, facetTerms: facetTermsOf(library) },
  );
}

/** The same index, opened from memory. Rejects only by a fault of the hub: every file is there. */
export function openLibraryIndex(library: Library): Promise<OpenedIndex> {
  const files = new Map(buildLibraryIndex(library).map(({ name, bytes }) => [name, bytes]));
  return openIndex(async (name) => files.get(name) ?? new Uint8Array());
}
