import { foldCase } from '../library/fold.ts';
import type { Asset } from '../library/asset.ts';
import { buildDataSections } from '../library/kinds/asset-data.ts';
import type { Found } from '../library/finding.ts';

/** A part of an asset that says nearly what a part of another one says. */
export interface NearDuplicate {
  slug: string;
  heading: string;
  other: Asset;
  otherHeading: string;
  /** Share of the runs of words of the shorter part that stand in the longer one too, 0 to 1. */
  share: number;
}

/** So many words in a row make one run (Broder 1997, "On the resemblance and containment of documents"). */
const RUN_WORDS = 4;
/** Shorter parts have too few runs to tell copying from chance. */
const LEAST_WORDS = 30;
/**
 * From this share on a part counts as a copy. Measured on the sample content and ten public handbooks: nine in ten copies
 * of which every eighth word was changed have more; of parts that have more, all that were read were indeed copied.
 */
export const COPY_FROM = 0.4;

/** Of a run that stands in many parts, so many are remembered: the first ones are enough to name a copy's source. */
const HOLDERS = 20;

interface Passage {
  asset: Asset;
  slug: string;
  heading: string;
  runs: Uint32Array;
}

/** Words in small letters. Scripts without blanks give one word a sign. */
export function splitWords(text: string): string[] {
  return (
    foldCase(text).match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu,
    ) ?? []
  );
}

/**
 * Runs of words of a text as numbers of 32 bits, each once; none when it is too short to be judged. Two runs that have one
 * number by chance count as one: of the dozens that a part has, that changes nothing.
 */
export function runsOf(text: string): Uint32Array {
  const words = splitWords(text).map(numberOf);
  if (words.length < LEAST_WORDS) return new Uint32Array();
  const runs = new Set<number>();
  for (let at = 0; at + RUN_WORDS <= words.length; at++) {
    let run = 0;
    for (let step = 0; step < RUN_WORDS; step++) run = (Math.imul(run, 31) + (words[at + step] ?? 0)) | 0;
    runs.add(run >>> 0);
  }
  return Uint32Array.from(runs);
}

/** FNV-1a of a word. */
function numberOf(word: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) number = Math.imul(number ^ word.charCodeAt(at), 0x01000193);
  return number;
}

function passagesOf(asset: Asset): Passage[] {
  const parts = [...buildDataSections(asset), ...asset.sections];
  return parts
    .map(({ slug, heading, text }) => ({ asset, slug, heading, runs: runsOf(text) }))
    .filter(({ runs }) => runs.length > 0);
}

/**
 * For each asset those before it in the list that it nearly repeats, the nearest first. The work grows with the words of
 * the library, not with its square: each part is looked up among the runs of the parts before it.
 */
export function findNearDuplicates(assets: readonly Asset[]): Map<Asset, NearDuplicate[]> {
  const passages = assets.flatMap(passagesOf);
  const byRun = new Map<number, number[]>([...repeatedRuns(passages)].map((run) => [run, []]));
  const found = new Map<Asset, Map<Asset, NearDuplicate>>();
  passages.forEach(({ asset, slug, heading, runs }, number) => {
    for (const [earlier, count] of countShared(runs, byRun)) {
      const there = passages[earlier];
      if (there === undefined || there.asset === asset) continue;
      const share = count / Math.min(runs.length, there.runs.length);
      const others = found.get(asset) ?? new Map<Asset, NearDuplicate>();
      if (share < COPY_FROM || share <= (others.get(there.asset)?.share ?? 0)) continue;
      others.set(there.asset, { slug, heading, other: there.asset, otherHeading: there.heading, share });
      found.set(asset, others);
    }
    for (const run of runs) {
      const holders = byRun.get(run);
      if (holders !== undefined && holders.length < HOLDERS) holders.push(number);
    }
  });
  return new Map(
    [...found].map(([asset, others]) => [
      asset,
      [...others.values()].sort((a, b) => b.share - a.share || (a.other.id < b.other.id ? -1 : 1)),
    ]),
  );
}

/** Runs that stand in two parts or more: the only ones worth remembering, and few of all there are. */
function repeatedRuns(passages: readonly Passage[]): Set<number> {
  const all = new Uint32Array(passages.reduce((sum, { runs }) => sum + runs.length, 0));
  let end = 0;
  for (const { runs } of passages) {
    all.set(runs, end);
    end += runs.length;
  }
  all.sort();
  const repeated = new Set<number>();
  for (let at = 1; at < all.length; at++) if (all[at] === all[at - 1]) repeated.add(all[at] ?? 0);
  return repeated;
}

/** How many of the runs stand in each earlier part, by its number. */
function countShared(runs: Uint32Array, byRun: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const shared = new Map<number, number>();
  for (const run of runs)
    for (const number of byRun.get(run) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1);
  return shared;
}

/** How a part that says again what another one says is told: where, what, and the way out. */
export function sayNearDuplicate(
  asset: Asset,
  { slug, heading, other, otherHeading, share }: NearDuplicate,
): Found {
  const there = otherHeading === '' ? other.path : `"${otherHeading}" in ${other.path}`;
  return {
    path: asset.path,
    line: lineOfPart(asset, slug),
    message: `${heading === '' ? 'The text' : `"${heading}"`} says nearly the same as ${there} (${String(Math.floor(share * 100))}% of it word for word).`,
    hint: 'Link to that page instead of saying it again, or say here only what is different.',
  };
}

/** The line on which a part begins: its heading, else the first key or the first line of text. */
function lineOfPart(asset: Asset, slug: string): number {
  const section = asset.sections.find((each) => each.slug === slug);
  if (section !== undefined) return asset.bodyLine + section.line - 1;
  const data = buildDataSections(asset).find((each) => each.slug === slug);
  return asset.lineOf(data === undefined ? [] : [data.key]);
}
