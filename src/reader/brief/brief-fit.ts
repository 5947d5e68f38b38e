import { foldWords } from '../../library/fold.ts';
import { entryKinds } from './brief-kinds.ts';
import { briefFacets, type BriefChoice, type BriefFacet, type BriefTerms } from './brief-choice.ts';
import type { BriefCard, BriefLine, BriefAsset, BriefSource } from './brief-sources.ts';
import type { Day } from '../../library/dates.ts';
import { freshnessOn, type Freshness } from '../../library/freshness.ts';
import { nameOf } from '../../library/name-of.ts';

/** How much a shared word says: the rival decides what a call is about. */
const WEIGHTS: Record<BriefFacet, number> = { competitor: 4, stage: 2, persona: 2, industry: 2 };

/** What is checked comes before what nobody checked, and that before what should have been checked again. */
const FRESHNESS_ORDER: Record<Freshness, number> = {
  fresh: 0,
  due: 0,
  unverified: 1,
  overdue: 2,
  expired: 3,
};

/**
 * How well an asset fits: what it shares with the choice less what it is not made for; an asset that names nothing of a
 * facet holds everywhere, and gains nothing by it: a whole number, 0 for neither. What is about other rivals fits never
 * (-Infinity).
 */
export function fitOf({ fits }: Pick<BriefAsset, 'fits'>, choice: BriefChoice): number {
  let fit = 0;
  for (const facet of briefFacets) {
    const wanted = choice[facet];
    const held = fits[facet];
    if (wanted === undefined || held.length === 0) continue;
    if (held.includes(wanted)) fit += WEIGHTS[facet];
    else if (facet === 'competitor') return -Infinity;
    else fit -= WEIGHTS[facet];
  }
  return fit;
}

export function fitsAtAll(asset: Pick<BriefAsset, 'fits' | 'kind'>, fit: number): boolean {
  return fit > 0 || (fit === 0 && entryKinds[asset.kind].holdsAnywhere === true);
}

/** The facets of a choice that an asset is made for. */
export function sharedFacets({ fits }: Pick<BriefAsset, 'fits'>, choice: BriefChoice): BriefFacet[] {
  return briefFacets.filter((facet) => fits[facet].includes(choice[facet] ?? ''));
}

type Ranked = BriefSource & Pick<BriefAsset, 'asked'>;

/** Freshness, then use in the field, then how often it was asked, then the id, so that no two ever change places. */
export function compareTrust(today: Day): (first: Ranked, second: Ranked) => number {
  return (first, second) =>
    FRESHNESS_ORDER[freshnessOn(first, today)] - FRESHNESS_ORDER[freshnessOn(second, today)] ||
    (second.people ?? 0) - (first.people ?? 0) ||
    (second.asked ?? 0) - (first.asked ?? 0) ||
    (first.id < second.id ? -1 : 1);
}

/** The assets of a kind that fit, best first; what has expired is not among them. */
export function rankAssets<Item extends BriefAsset>(
  assets: readonly Item[],
  choice: BriefChoice,
  today: Day,
): Item[] {
  const byStanding = compareTrust(today);
  return assets
    .map((asset) => ({ asset, fit: fitOf(asset, choice) }))
    .filter(({ asset, fit }) => fitsAtAll(asset, fit) && freshnessOn(asset, today) !== 'expired')
    .sort((a, b) => b.fit - a.fit || byStanding(a.asset, b.asset))
    .map(({ asset }) => asset);
}

/** A line of a card, and the facets of the choice that it speaks of. */
export interface RankedLine {
  card: BriefCard;
  line: BriefLine;
  speaksOf: BriefFacet[];
}

/**
 * The lines of some cards that may still be used: those that speak of the situation first, then what reps hear most,
 * else as their author had them.
 */
export function rankLines(
  cards: readonly BriefCard[],
  choice: BriefChoice,
  terms: BriefTerms,
  today: Day,
): RankedLine[] {
  return cards
    .flatMap((card) =>
      card.lines
        .filter(({ until }) => until === undefined || until >= today)
        .map((line) => ({ card, line, speaksOf: mentioned(line, choice, terms) })),
    )
    .sort(
      (first, second) =>
        second.speaksOf.length - first.speaksOf.length || (second.line.reps ?? 0) - (first.line.reps ?? 0),
    );
}

function mentioned(line: BriefLine, choice: BriefChoice, terms: BriefTerms): BriefFacet[] {
  const text = ` ${foldWords([line.says, line.heard, line.ask, line.source].join(' '))}`;
  return briefFacets.filter((facet) => {
    const id = choice[facet];
    // A card speaks of its rival all the time.
    if (id === undefined || facet === 'competitor') return false;
    const name = foldWords(nameOf(terms[facet], id));
    return name !== '' && text.includes(` ${name}`);
  });
}
