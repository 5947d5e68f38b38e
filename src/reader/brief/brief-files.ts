import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { briefFacets, type BriefChoice, type BriefFacet, type BriefTerms } from './brief-choice.ts';
import { entryKinds } from './brief-kinds.ts';
import { compareTrust, fitOf, fitsAtAll } from './brief-fit.ts';
import type { BriefCard, BriefAsset } from './brief-sources.ts';
import type { Day } from '../../library/dates.ts';
import { freshnessOn } from '../../library/freshness.ts';

/**
 * What a browser fetches to put a brief together: one file for all rivals, one for each. A company has thousands of
 * assets, and their JSON would be megabytes; a situation needs a dozen of them. A file holds those that are among the
 * best in some situation, so that any choice is answered on the device, also with no network.
 */
export interface BriefFile {
  cards: BriefCard[];
  assets: BriefAsset[];
}

/** Most characters of assets in a file: about 25 kB of brotli. */
const MAX_FILE_CHARACTERS = 100_000;
/** So many of a kind for each situation: what a brief shows at most, as one or two of them may expire meanwhile. */
const MAX_OF_KIND = 8;

/** The file of the assets for any rival, and for none. */
export function buildCommonFile(
  assets: readonly BriefAsset[],
  terms: BriefTerms,
  today: Day,
  mostCharacters = MAX_FILE_CHARACTERS,
): BriefFile {
  const silent = assets.filter(({ fits }) => fits.competitor.length === 0);
  return { cards: [], assets: bestOf([assets, silent], {}, terms, today, mostCharacters) };
}

/** The file of one rival: its cards and the assets that name it; undefined when there is nothing. */
export function buildRivalFile(
  competitor: string,
  cards: readonly BriefCard[],
  assets: readonly BriefAsset[],
  terms: BriefTerms,
  today: Day,
  mostCharacters = MAX_FILE_CHARACTERS,
): BriefFile | undefined {
  const own = cards.filter((card) => card.competitor === competitor);
  const naming = assets.filter(({ fits }) => fits.competitor.includes(competitor));
  if (own.length + naming.length === 0) return undefined;
  return { cards: own, assets: bestOf([naming], { competitor }, terms, today, mostCharacters) };
}

/** The best for each situation: first the best of all situations, then the second best, as many as the file may hold. */
function bestOf(
  groups: readonly (readonly BriefAsset[])[],
  always: BriefChoice,
  terms: BriefTerms,
  today: Day,
  mostCharacters: number,
): BriefAsset[] {
  const byRank: Set<BriefAsset>[] = Array.from({ length: MAX_OF_KIND }, () => new Set());
  for (const group of groups) {
    for (const kind of Object.keys(entryKinds)) {
      const sorted = bestOfEqualFits(
        group
          .filter((asset) => asset.kind === kind && freshnessOn(asset, today) !== 'expired')
          .sort(compareTrust(today)),
      );
      for (const choice of situations(always, terms)) {
        bestFor(sorted, choice).forEach((asset, rank) => byRank[rank]?.add(asset));
      }
    }
  }
  const taken = new Set<BriefAsset>();
  let characters = 0;
  for (const asset of new Set(byRank.flatMap((rank) => [...rank]))) {
    characters += JSON.stringify(asset).length;
    if (characters > mostCharacters) break;
    taken.add(asset);
  }
  return [...taken];
}

/**
 * Assets that are made for the same situations fit every choice alike, so that the first of them in an order are enough.
 */
function bestOfEqualFits(sorted: readonly BriefAsset[]): BriefAsset[] {
  const seen = new Map<string, number>();
  return sorted.filter(({ fits }) => {
    const situation = JSON.stringify(fits);
    const count = (seen.get(situation) ?? 0) + 1;
    seen.set(situation, count);
    return count <= MAX_OF_KIND;
  });
}

/** The first of each fit in an order are enough: what comes after them is not among the best. */
function bestFor(sorted: readonly BriefAsset[], choice: BriefChoice): BriefAsset[] {
  const byFit = new Map<number, BriefAsset[]>();
  for (const asset of sorted) {
    const fit = fitOf(asset, choice);
    if (!fitsAtAll(asset, fit)) continue;
    const list = byFit.get(fit) ?? [];
    if (list.length === 0) byFit.set(fit, list);
    if (list.length < MAX_OF_KIND) list.push(asset);
  }
  return [...byFit]
    .sort(([first], [second]) => second - first)
    .flatMap(([, list]) => list)
    .slice(0, MAX_OF_KIND);
}

/** Every choice there is beside the one that is always made; each facet may also be left open. */
function situations(always: BriefChoice, terms: BriefTerms): BriefChoice[] {
  let choices: BriefChoice[] = [always];
  for (const facet of briefFacets.filter((each) => each !== 'competitor')) {
    choices = choices.flatMap((choice) => [
      choice,
      ...terms[facet].map(({ id }) => withWord(choice, facet, id)),
    ]);
  }
  return choices;
}

const withWord = (choice: BriefChoice, facet: BriefFacet, id: string): BriefChoice => ({
  ...choice,
  [facet]: id,
});

/**
 * A file as JSON, and its name with a hash of what is in it, `all-3f2a91c07b4e.json`: a page never reads the file of
 * another build.
 */
export function renderBriefFile(name: string, file: BriefFile): { name: string; text: string } {
  const text = JSON.stringify(file);
  return { name: `${name}-${bytesToHex(sha256(utf8ToBytes(text))).slice(0, 12)}.json`, text };
}
