import { idOfPath, type Asset } from '../../library/asset.ts';
import type { Hub } from '../../library/hub.ts';
import { kindOfPath } from '../../library/kinds/kinds.ts';
import type { Library } from '../../library/library.ts';

/** What stands in a hub, as far as the rules for a draft ask: small enough to be sent to a browser. */
export interface LibraryOutline {
  assets: {
    /** Inside the content folder. */
    path: string;
    title: string;
    /** Places of its page that links can name; left out for none. */
    anchors?: string[];
  }[];
  /** Ids of the pages that could not be read. */
  leftOut: string[];
  /** Paths of all other files: pictures, downloads. */
  files: string[];
}

export function buildLibraryOutline(library: Library): LibraryOutline {
  return {
    assets: library.assets.map(({ path, data, anchors }) => ({
      path,
      title: data.title,
      ...(anchors.length === 0 ? {} : { anchors }),
    })),
    leftOut: [...library.leftOut.keys()],
    files: [...library.otherFiles],
  };
}

/** The library that a draft stands in, the draft itself last: of two with one title, it is the later one. */
export function libraryOfOutline(outline: LibraryOutline, hub: Hub, draft: Asset): Library {
  const others = outline.assets.map(
    ({ path, title, anchors = [] }) =>
      ({
        id: idOfPath(path),
        kind: kindOfPath(path),
        path,
        data: { title },
        anchors,
      }) as unknown as Asset, // rules for one asset look at no more than this of all others
  );
  const assets = [...others, draft];
  return {
    hub,
    assets,
    byId: new Map(assets.map((asset) => [asset.id, asset])),
    leftOut: new Map(outline.leftOut.map((id) => [id, ''])),
    otherFiles: new Set(outline.files),
    moves: [],
  };
}
