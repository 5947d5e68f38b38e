/** What a hit tells beside its title, once typing rests: its row, and the sentence that answers. */
import { SPOKEN_KINDS, type Sentence } from '../../library/sentence.ts';
import { chooseSentence, type Asked } from './choose-sentence.ts';
import { entryAt, type OpenedFiles } from '../files/opened-files.ts';
import type { RankedDocument } from './rank.ts';
import { parseRowFile, pathOf, type Row } from '../files/rows.ts';
import {
  bestFirst,
  FIRST_PLACES,
  mostMatches,
  titleHit,
  topOfPage,
  type SearchHit,
  type TitledDocument,
} from './hits.ts';
import { wordingOf } from './title-wording.ts';
import { sentenceWeights } from '../sentence-weights.ts';
import { searchWeights as weights } from '../weights.ts';

/** What a hit tells beside its title. */
interface HitDetails {
  row: Row;
  sentence: Sentence | undefined;
  /** Where it opens when no sentence answers. */
  section: { slug: string; heading: string };
}

function hitOf(titled: TitledDocument, { row, sentence, section }: HitDetails, isNamed: boolean): SearchHit {
  const { note, revision, product, competitor, place, pictures } = row;
  return {
    ...titleHit(titled),
    path: pathOf(titled.title, row),
    note,
    revision,
    product,
    competitor,
    place,
    pictures,
    section: sentence === undefined ? section : { slug: sentence.slug, heading: sentence.heading },
    ...(sentence === undefined ? {} : { sentence }),
    ...(isNamed ? { isNamed } : {}),
  };
}

/**
 * Hits with all that is shown of them, each with the sentence that answers, and in the order that headings and sentences
 * tell. One whose title was typed stays first.
 */
export async function readHits(
  files: OpenedFiles,
  titled: readonly TitledDocument[],
  asked: Asked,
  today: string,
): Promise<SearchHit[]> {
  const details = await Promise.all(
    titled.map(async (each) => ({ each, told: await readDetails(files, each.entry, asked, today) })),
  );
  const most = mostMatches(titled.map(({ entry }) => entry));
  const read = details.map(({ each, told }, at) => {
    const { entry } = each;
    if (at >= FIRST_PLACES || most === 0) return { each, told, isNamed: false };
    const wordingsOf = (texts: readonly string[]): number =>
      Math.max(0, ...texts.map((text) => wordingOf(text, entry.matches, most)));
    const aliasWording = wordingsOf(told.row.aliases);
    const gain =
      1 +
      weights.headingWording * wordingsOf(told.row.sections.map(({ heading }) => heading)) +
      weights.aliasWording * aliasWording +
      told.nearness +
      sentenceWeights.gain * told.said;
    return {
      each: { ...each, entry: { ...entry, score: entry.score * gain } },
      told,
      isNamed: aliasWording === 1,
    };
  });
  return read
    .toSorted((a, b) => bestFirst(a.each, b.each))
    .map(({ each, told, isNamed }) => hitOf(each, told, isNamed));
}

const readFiles = new WeakMap<Uint8Array, Row[]>();

/** Read once: a sentence is known again by being the same. */
export async function readRow(files: OpenedFiles, document: number): Promise<Row> {
  const { bytes, at } = await files.row(document);
  const rows = readFiles.get(bytes) ?? parseRowFile(bytes);
  readFiles.set(bytes, rows);
  return entryAt(rows, at, document);
}

async function readDetails(
  files: OpenedFiles,
  { document, matches, section }: RankedDocument,
  asked: Asked,
  today: string,
): Promise<HitDetails & { said: number; nearness: number }> {
  const row = await readRow(files, document);
  const { known } = row;
  const chosen = known && chooseSentence(known.sentences, asked, matches, today);
  // Where the title has every word, the page as a whole is meant; where all sentences are known, and none answers, too.
  const meansPage = (known?.isWhole ?? false) || matches.every(({ inTitle }) => inTitle);
  const place = meansPage ? undefined : row.sections[section];
  // What stands in prose by chance says less of a page than what somebody wrote to be said.
  const isSpoken = chosen !== undefined && SPOKEN_KINDS.has(chosen.sentence.is);
  const isSaid = isSpoken && asked.words.length > 1 && chosen.strength >= sentenceWeights.said;
  return {
    row,
    sentence: chosen?.sentence,
    section: place === undefined || place.slug === '' ? topOfPage : place,
    said: isSaid ? chosen.strength : 0,
    nearness: chosen?.nearness ?? 0,
  };
}
