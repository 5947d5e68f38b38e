import { objectionId } from '../../library/kinds/objection-id.ts';
import type { Day } from '../../library/dates.ts';

/** What the answers need to know of the library: plain facts, so that they can be computed anywhere. */
export interface LibraryFacts {
  assets: readonly AssetFact[];
  teams: readonly { id: string; name: string; reps: number }[];
  products: readonly { id: string; name: string }[];
}

interface AssetFact {
  id: string;
  title: string;
  kind: string;
  products: readonly string[];
  /** Undefined where nobody knows. */
  publishedOn?: Day | undefined;
  /** What customers say against us, in the words of a battlecard. */
  objections?: readonly string[];
}

/** The same facts with what is looked up for each row. */
export interface LibraryIndex extends LibraryFacts {
  assetById: ReadonlyMap<string, AssetFact>;
  /** What a card says of an objection, by `asset#objection`, both as ids; the id of an asset holds no `#`. */
  objectionWords: ReadonlyMap<string, string>;
  /** Everybody whom the hub's teams name. */
  heads: number;
}

/** Makes what is looked up, once for all questions. */
export function indexLibrary(facts: LibraryFacts): LibraryIndex {
  return {
    ...facts,
    assetById: new Map(facts.assets.map((asset) => [asset.id, asset])),
    objectionWords: new Map(
      facts.assets.flatMap(({ id, objections = [] }) =>
        objections.map((heard): [string, string] => [`${id}#${objectionId(heard)}`, heard]),
      ),
    ),
    heads: facts.teams.reduce((sum, { reps }) => sum + reps, 0),
  };
}
