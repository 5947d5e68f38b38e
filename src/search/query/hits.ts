/** Ranked documents → their titles, which is all that a first answer shows of them. */
import type { Sentence } from '../../library/sentence.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Match, RankedDocument } from './rank.ts';
import type { Row } from '../files/rows.ts';
import type { TitleRow } from '../files/titles.ts';
import { wordingOf } from './title-wording.ts';
import { searchWeights as weights } from '../weights.ts';
import { wordsInRow } from '../text/words.ts';

/** An asset that was found, with what a row shows of it. */
export interface SearchHit
  extends Omit<TitleRow, 'reviewBy' | 'expires'>, Omit<Row, 'sections' | 'aliases' | 'known'> {
  /** Where it opens: at a sentence or a heading; slug '' for the top of the page. */
  section: { slug: string; heading: string };
  /** The sentence that answers; left out where the page is meant as a whole, and while only its title is known. */
  sentence?: Sentence;
  /** One of its other names is what was typed; left out otherwise, and while only its title is known. */
  isNamed?: true;
  /** 0 or more, the higher the better; comparable within one search only. */
  score: number;
  /** Which word of the asset answered which typed one, and how. */
  why: Match[];
  freshness: { reviewBy?: string; expires?: string };
}

/** A document that is to be shown, and its title. */
export interface TitledDocument {
  entry: RankedDocument;
  title: TitleRow;
  /** The title is what was typed. */
  isTyped: boolean;
}

/** Where a page opens as a whole. */
export const topOfPage = { slug: '', heading: '' };

/** Of rows whose title may be the search, at most this many are compared letter by letter. */
const MAX_TITLES_COMPARED = 24;

/** Of a hit what its title tells. */
export function titleHit({ entry, title }: TitledDocument): SearchHit {
  const { reviewBy, expires, ...shown } = title;
  return {
    ...shown,
    path: '',
    note: '',
    revision: '',
    product: '',
    competitor: '',
    place: '',
    pictures: '',
    section: topOfPage,
    score: Math.round(entry.score * 1000) / 1000,
    why: entry.matches,
    freshness: { ...(reviewBy === '' ? {} : { reviewBy }), ...(expires === '' ? {} : { expires }) },
  };
}

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** The first so many are put in order by what their titles say, which is known of no more without fetching more. */
export const FIRST_PLACES = 10;

/** Scores within about two in a hundred count as equal. */
const rankOf = (score: number): number => Math.round(Math.log(score) * 50);
/** Never comes after every date. */
const lastDay = (expires: string): string => (expires === '' ? '~' : expires);

/**
 * What was typed as a title first, then by score. Of equals what is valid longer stands first, so that an expired asset
 * never hides the one that took its place.
 */
export const bestFirst = (a: TitledDocument, b: TitledDocument): number =>
  Number(b.isTyped) - Number(a.isTyped) ||
  Number(b.entry.isNamed) - Number(a.entry.isNamed) ||
  rankOf(b.entry.score) - rankOf(a.entry.score) ||
  byText(lastDay(b.title.expires), lastDay(a.title.expires)) ||
  b.entry.score - a.entry.score;

export const mostMatches = (entries: readonly RankedDocument[]): number =>
  entries.reduce((most, { matches }) => Math.max(most, matches.length), 0);

/** The documents on the first places, those first whose titles read most like the search. */
function orderByWording(titled: readonly TitledDocument[], asked: number): TitledDocument[] {
  return titled
    .map((each) => {
      const { entry, title } = each;
      const gain = 1 + weights.wording * wordingOf(title.title, entry.matches, asked);
      return { ...each, entry: { ...entry, score: entry.score * gain } };
    })
    .sort(bestFirst);
}

/** The best `limit` with their titles. An asset whose title was typed stands first, whatever its text is like. */
export async function readTitles(
  files: OpenedFiles,
  query: string,
  ranked: readonly RankedDocument[],
  limit: number,
): Promise<TitledDocument[]> {
  const shown = Math.max(limit, FIRST_PLACES);
  const exact = ranked.slice(shown).filter(({ isTitle }) => isTitle);
  const candidates = [...ranked.slice(0, shown), ...exact.slice(0, MAX_TITLES_COMPARED)];
  const wanted = wordsInRow(query);
  const titled = await Promise.all(
    candidates.map(async (entry): Promise<TitledDocument> => {
      const title = await files.title(entry.document);
      return { entry, title, isTyped: wordsInRow(title.title) === wanted };
    }),
  );
  const asked = mostMatches(ranked);
  const top = titled.slice(0, FIRST_PLACES);
  const first = asked === 0 ? top : orderByWording(top, asked);
  // The wording of further titles is not asked for, and their scores stay below those that were raised.
  const ordered = [...first, ...titled.slice(FIRST_PLACES)];
  const best = Math.max(0, ...first.map(({ entry }) => entry.score));
  const raised = ordered
    .filter(({ isTyped }) => isTyped)
    .map((each) => ({ ...each, entry: { ...each.entry, score: Math.max(each.entry.score, best) } }));
  return [...raised, ...ordered.filter(({ isTyped }) => !isTyped)].slice(0, limit);
}
