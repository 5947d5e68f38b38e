import type { Asset } from '../library/asset.ts';
import { buildDataSections } from '../library/kinds/asset-data.ts';
import type { Found } from '../library/finding.ts';
import { countShared, repeatedRuns, runsOf } from '../library/word-runs.ts';

/** A part of an asset that says nearly what a part of another one says. */
export interface NearDuplicate {
  slug: string;
  heading: string;
  other: Asset;
  otherHeading: string;
  /** Share of the runs of words of the shorter part that stand in the longer one too, 0 to 1. */
  share: number;
}

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
