/** Ranked documents → what a result shows of them. */
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Match, RankedDocument } from './rank.ts';
import type { Row, TitleRow } from '../files/rows.ts';
import { pathOf } from '../files/rows.ts';
import { wordingOf } from './title-wording.ts';
import { searchWeights as weights } from '../weights.ts';
import { wordsInRow } from '../text/words.ts';

export interface SearchHit extends Omit<TitleRow, 'reviewBy' | 'expires'>, Omit<Row, 'sections'> {
  /** The section that answers best; slug '' for the asset as a whole. */
  section: { slug: string; heading: string };
  /** Comparable within one search only. */
  score: number;
  /** Which word of the asset answered which typed one, and how. */
  why: Match[];
  freshness: { reviewBy?: string; expires?: string };
}

/** A document that is to be shown, and its title. */
export interface TitledDocument {
  entry: RankedDocument;
  title: TitleRow;
}

/** Of rows whose title may be the search, at most this many are compared letter by letter. */
const MAX_TITLES_COMPARED = 24;

/** A hit; without its row what only the row tells is empty. */
function hitOf({ entry, title }: TitledDocument, row: Row | undefined): SearchHit {
  const { reviewBy, expires, ...shown } = title;
  // Where the title has every word, the page as a whole is meant, and it opens at its top.
  const meansPage = entry.matches.every(({ inTitle }) => inTitle);
  return {
    ...shown,
    path: row === undefined ? '' : pathOf(title, row),
    note: row?.note ?? '',
    revision: row?.revision ?? '',
    product: row?.product ?? '',
    section: (meansPage ? undefined : row?.sections[entry.section]) ?? { slug: '', heading: '' },
    score: Math.round(entry.score * 1000) / 1000,
    why: entry.matches,
    freshness: { ...(reviewBy === '' ? {} : { reviewBy }), ...(expires === '' ? {} : { expires }) },
  };
}

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** The first so many are put in order by what their titles say, which is known of no more without fetching more. */
const FIRST_PLACES = 10;

/** Scores within about two in a hundred count as equal. */
const rankOf = (score: number): number => Math.round(Math.log(score) * 50);
/** Never comes after every date. */
const lastDay = (expires: string): string => (expires === '' ? '~' : expires);

/**
 * The documents on the first places, those first whose titles read most like the search. Of equals what is valid longer
 * stands first, so that an expired asset never hides the one that took its place.
 */
function orderByWording(titled: readonly TitledDocument[], asked: number): TitledDocument[] {
  return titled
    .map(({ entry, title }) => {
      const gain = 1 + weights.wording * wordingOf(title.title, entry.matches, asked);
      return { entry: { ...entry, score: entry.score * gain }, title };
    })
    .sort(
      (a, b) =>
        rankOf(b.entry.score) - rankOf(a.entry.score) ||
        byText(lastDay(b.title.expires), lastDay(a.title.expires)) ||
        b.entry.score - a.entry.score,
    );
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
  const titled = await Promise.all(
    candidates.map(async (entry) => ({ entry, title: await files.title(entry.document) })),
  );
  const asked = ranked.reduce((most, { matches }) => Math.max(most, matches.length), 0);
  const top = titled.slice(0, FIRST_PLACES);
  const first = asked === 0 ? top : orderByWording(top, asked);
  // The wording of further titles is not asked for, and their scores stay below those that were raised.
  const ordered = [...first, ...titled.slice(FIRST_PLACES)];
  const wanted = wordsInRow(query);
  const best = Math.max(0, ...first.slice(0, 1).map(({ entry }) => entry.score));
  const isTyped = ({ title }: TitledDocument): boolean => wordsInRow(title.title) === wanted;
  const raised = ordered
    .filter(isTyped)
    .map(({ entry, title }) => ({ entry: { ...entry, score: Math.max(entry.score, best) }, title }));
  return [...raised, ...ordered.filter((each) => !isTyped(each))].slice(0, limit);
}

/** Hits that know of themselves what their titles tell. */
export const titleHits = (titled: readonly TitledDocument[]): SearchHit[] =>
  titled.map((each) => hitOf(each, undefined));

export const readHits = (files: OpenedFiles, titled: readonly TitledDocument[]): Promise<SearchHit[]> =>
  Promise.all(titled.map(async (each) => hitOf(each, await files.row(each.entry.document))));
