import { foldCase } from '../../library/fold.ts';
import type { Library } from '../../library/library.ts';
import type { RequiredSearch } from '../../library/records/required-searches.ts';
import type { SearchOutcome, FoundAsset } from '../../search/query/required-searches.ts';

/** A question whose asset stands in another place than on the base branch. */
export interface RankChange {
  question: string;
  /** Id and title of the asset that must be found. */
  asset: string;
  title: string;
  /** It must stand among the first so many. */
  within: number;
  /** Place on the base branch and now, 1 for the first; null when it is not among the first twenty. */
  before: number | null;
  now: number | null;
  /** Who stands before it now, `within` of them at most. */
  above: FoundAsset[];
  /** Where the question is written. */
  path: string;
  line: number;
}

/** What became of all questions since the base branch: data for a terminal, an annotation or a comment. */
export interface RankReport {
  /** How many questions were asked. */
  questions: number;
  /** The branch they were compared with; null when there was none. */
  base: string | null;
  /** Those that moved, the deepest fall first. */
  ranks: RankChange[];
  /** Questions of the base branch that nobody asks any more. */
  unasked: { question: string; asset: string }[];
}

/** The answers of the base branch to the questions of now, and its own questions. */
export interface BaseAnswers {
  name: string;
  /** In the order of the questions of now. Undefined where the base branch has no such asset. */
  asked: readonly (SearchOutcome | undefined)[];
  questions: readonly RequiredSearch[];
}

/** For sorting, an asset that is not found stands behind all places looked at. */
const LAST_PLACE = 21;

/** Compares places now with those on the base branch. Assets that are new have not moved. */
export function buildRankReport(
  asked: readonly SearchOutcome[],
  { byId }: Pick<Library, 'byId'>,
  base?: BaseAnswers,
): RankReport {
  if (base === undefined) return { questions: asked.length, base: null, ranks: [], unasked: [] };
  const ranks = asked.flatMap(({ question, place, above }, at): RankChange[] => {
    const before = base.asked[at];
    if (before === undefined || before.place === place) return [];
    const { words, asset, within, path, line } = question;
    const moved = {
      question: words,
      asset,
      title: byId.get(asset)?.data.title ?? asset,
      within,
      before: before.place,
      now: place,
    };
    return [{ ...moved, above, path, line }];
  });
  const still = new Set(asked.map(({ question }) => foldCase(question.words)));
  const unasked = base.questions
    .filter(({ words }) => !still.has(foldCase(words)))
    .map(({ words, asset }) => ({ question: words, asset }));
  return {
    questions: asked.length,
    base: base.name,
    ranks: ranks.sort((a, b) => fallOf(b) - fallOf(a)),
    unasked,
  };
}

function fallOf({ before, now }: RankChange): number {
  return (now ?? LAST_PLACE) - (before ?? LAST_PLACE);
}
