import { idOfPath, type Asset } from '../../library/asset.ts';
import type { Hub } from '../../library/hub.ts';
import { kindOfPath } from '../../library/kinds/kinds.ts';
import type { Library } from '../../library/library.ts';

/** What stands in a hub, as far as the rules for a new piece ask: small enough to be sent to a browser. */
export interface LibraryOutline {
  assets: {
    /** Inside the content folder. */
    path: string;
    title: string;
    /** Anchors of its headings, where links to them are checked. */
    slugs?: string[];
  }[];
  /** Ids of the pages that could not be read. */
  leftOut: string[];
  /** Paths of all other files: pictures, downloads. */
  files: string[];
}

export function buildLibraryOutline(library: Library): LibraryOutline {
  return {
    assets: library.assets.map(({ path, data, sections }) => {
      const slugs = sections.map(({ slug }) => slug).filter((slug) => slug !== '');
      return { path, title: data.title, ...(slugs.length === 0 ? {} : { slugs }) };
    }),
    leftOut: [...library.leftOut.keys()],
    files: [...library.otherFiles],
  };
}

/** The library that a new piece stands in, the piece itself last: of two with one title, it is the later one. */
export function libraryOfOutline(outline: LibraryOutline, hub: Hub, draft: Asset): Library {
  const others = outline.assets.map(
    ({ path, title, slugs = [] }) =>
      ({
        id: idOfPath(path),
        kind: kindOfPath(path),
        path,
        data: { title },
        sections: slugs.map((slug) => ({ slug, heading: '', depth: 2, text: '' })),
      }) as unknown as Asset, // rules for one asset look at no more than this of all others
  );
  const assets = [...others, draft];
  return {
    hub,
    assets,
    byId: new Map(assets.map((asset) => [asset.id, asset])),
    leftOut: new Map(outline.leftOut.map((id) => [id, ''])),
    otherFiles: new Set(outline.files),
  };
}
