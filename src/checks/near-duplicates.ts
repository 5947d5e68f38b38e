import type { Asset } from '../library/asset.ts';
import { buildDataSections } from '../library/kinds/asset-data.ts';
import type { Finding } from '../library/finding.ts';
import type { Library } from '../library/library.ts';

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
/** One asset is told about so many others. */
const TOLD = 3;

interface Passage {
  asset: Asset;
  slug: string;
  heading: string;
  runs: ReadonlySet<string>;
}

/** Words in small letters. Scripts without blanks give one word a sign. */
export function splitWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu) ??
    []
  );
}

/** Runs of words of a text; none when it is too short to be judged. */
export function runsOf(text: string): ReadonlySet<string> {
  const words = splitWords(text);
  const runs = new Set<string>();
  if (words.length < LEAST_WORDS) return runs;
  for (let at = 0; at + RUN_WORDS <= words.length; at++) runs.add(words.slice(at, at + RUN_WORDS).join(' '));
  return runs;
}

function passagesOf(asset: Asset): Passage[] {
  const parts = [...buildDataSections(asset), ...asset.sections];
  return parts
    .map(({ slug, heading, text }) => ({ asset, slug, heading, runs: runsOf(text) }))
    .filter(({ runs }) => runs.size > 0);
}

/**
 * For each of the wanted assets the other assets that it nearly repeats, the nearest first. The work grows with the
 * words of the library, not with its square: all are read once against the runs of the wanted ones.
 */
export function findNearDuplicates(
  library: Pick<Library, 'assets'>,
  wanted: (asset: Asset) => boolean,
): Map<Asset, NearDuplicate[]> {
  const mine = library.assets.filter(wanted).flatMap(passagesOf);
  const byRun = new Map<string, number[]>();
  mine.forEach(({ runs }, number) => {
    for (const run of runs) {
      const list = byRun.get(run);
      if (list === undefined) byRun.set(run, [number]);
      else list.push(number);
    }
  });
  const found = new Map<Asset, Map<Asset, NearDuplicate>>();
  for (const theirs of byRun.size === 0 ? [] : library.assets.flatMap(passagesOf)) {
    const shared = new Map<number, number>();
    for (const run of theirs.runs)
      for (const number of byRun.get(run) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1);
    for (const [number, count] of shared) {
      const own = mine[number];
      if (own === undefined || own.asset === theirs.asset) continue;
      const share = count / Math.min(own.runs.size, theirs.runs.size);
      if (share < COPY_FROM) continue;
      const others = found.get(own.asset) ?? new Map<Asset, NearDuplicate>();
      found.set(own.asset, others);
      if (share <= (others.get(theirs.asset)?.share ?? 0)) continue;
      const { slug, heading } = own;
      others.set(theirs.asset, {
        slug,
        heading,
        other: theirs.asset,
        otherHeading: theirs.heading,
        share,
      });
    }
  }
  return new Map(
    [...found].map(([asset, others]) => [
      asset,
      [...others.values()].sort((a, b) => b.share - a.share || (a.other.id < b.other.id ? -1 : 1)),
    ]),
  );
}

/** Wanted assets that say again what another one says. */
export function checkNearDuplicates(
  library: Pick<Library, 'assets'>,
  wanted: (asset: Asset) => boolean,
): Finding[] {
  return [...findNearDuplicates(library, wanted)].flatMap(([asset, duplicates]) =>
    duplicates.slice(0, TOLD).map(({ slug, heading, other, otherHeading, share }) => {
      const there = otherHeading === '' ? other.path : `"${otherHeading}" in ${other.path}`;
      return {
        path: asset.path,
        line: lineOfPart(asset, slug),
        severity: 'warning',
        rule: 'near-duplicate',
        message: `${heading === '' ? 'The text' : `"${heading}"`} says nearly the same as ${there} (${String(Math.floor(share * 100))}% of it word for word).`,
        hint: 'Link to that page instead of saying it again, or say here only what is different.',
      };
    }),
  );
}

/** The line on which a part begins: its heading, else the first key or the first line of text. */
function lineOfPart(asset: Asset, slug: string): number {
  const section = asset.sections.find((each) => each.slug === slug);
  if (section !== undefined) return asset.bodyLine + section.line - 1;
  const data = buildDataSections(asset).find((each) => each.slug === slug);
  return asset.lineOf(data === undefined ? [] : [data.key]);
}
