import { objectionId } from '../../library/kinds/objection-id.ts';
import type { Day } from '../../library/dates.ts';
import type { CountedTeam } from '../privacy/team-groups.ts';

/** What the answers need to know of the library: plain facts, so that they can be computed anywhere. */
export interface LibraryFacts {
  assets: readonly AssetFact[];
  teams: readonly (CountedTeam & { name: string })[];
  products: readonly { id: string; name: string }[];
  /** The time zone by whose clocks days and weeks begin and end; none is UTC. */
  zone?: string;
  /** Ids that pages had, and those that they have now. */
  moved?: readonly (readonly [was: string, now: string])[];
  /** Pages that are gone, as the numbers name them. */
  gone?: readonly { id: string; title: string }[];
}

interface AssetFact {
  id: string;
  title: string;
  kind: string;
  products: readonly string[];
  /** Undefined where nobody knows. */
  publishedOn?: Day | undefined;
  /** Last day of the quarter in which it was published; undefined where nobody knows. */
  quarterEndsOn?: Day | undefined;
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
    assetById: new Map([
      ...(facts.gone ?? []).map((page): [string, AssetFact] => [
        page.id,
        { ...page, kind: '', products: [] },
      ]),
      ...facts.assets.map((asset): [string, AssetFact] => [asset.id, asset]),
    ]),
    objectionWords: new Map(
      facts.assets.flatMap(({ id, objections = [] }) =>
        objections.map((heard): [string, string] => [`${id}#${objectionId(heard)}`, heard]),
      ),
    ),
    heads: facts.teams.reduce((sum, { reps }) => sum + reps, 0),
  };
}
