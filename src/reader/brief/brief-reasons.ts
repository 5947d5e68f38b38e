import { renderList } from '../../library/render-list.ts';
import type { BriefChoice, BriefFacet, BriefTerms } from './brief-choice.ts';
import { sharedFacets } from './brief-fit.ts';
import type { BriefLine, BriefAsset, BriefSource } from './brief-sources.ts';
import { strengthWords } from '../../library/claim-source.ts';
import { daysBetween, renderDay, type Day } from '../../library/dates.ts';
import { freshnessOn } from '../../library/freshness.ts';
import { nameOf } from '../../library/name-of.ts';

/** How long ago a day was, as people say it. */
function renderAgo(day: Day, today: Day): string {
  const days = daysBetween(day, today);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${String(days)} days ago`;
  if (days < 63) return `${String(Math.floor(days / 7))} weeks ago`;
  const months = Math.floor(days / 30.44);
  return months < 24 ? `${String(months)} months ago` : `${String(Math.floor(months / 12))} years ago`;
}

/** What an asset fits. */
export function fitReasons(asset: BriefAsset, choice: BriefChoice, terms: BriefTerms): string[] {
  const shared = sharedFacets(asset, choice);
  const others = shared.filter((facet) => facet !== 'competitor');
  return [
    ...(shared.includes('competitor') ? [competitorReason(choice, terms)] : []),
    ...(others.length > 0 ? [`fits ${namesOf(others, choice, terms)}`] : []),
  ];
}

/** Where an asset holds, how often it was asked for, how much it is used, and how far it is checked. */
export function assetReasons(asset: BriefAsset, today: Day): string[] {
  const { regions, asked = 0 } = asset;
  return [
    ...(regions.length > 0 ? [`for ${renderList(regions)} only`] : []),
    ...(asked > 0 ? [asked === 1 ? 'asked once' : `asked ${String(asked)} times`] : []),
    ...trustReasons(asset, today),
  ];
}

export const competitorReason = (choice: BriefChoice, terms: BriefTerms): string =>
  `because you face ${nameOf(terms.competitor, choice.competitor ?? '')}`;

const namesOf = (facets: readonly BriefFacet[], choice: BriefChoice, terms: BriefTerms): string =>
  renderList(facets.map((facet) => nameOf(terms[facet], choice[facet] ?? '')));

/** How much an asset is used, where that is known, and how far it is checked. */
export function trustReasons(source: BriefSource, today: Day): string[] {
  const { people, reviewed, reviewBy = today } = source;
  const freshness = freshnessOn(source, today);
  const used = people === undefined ? [] : [`used by about ${String(people)} reps in 4 weeks`];
  if (freshness === 'overdue') return [...used, `review was due ${renderDay(reviewBy)}`];
  if (reviewed === undefined) return freshness === 'unverified' ? [...used, 'not checked yet'] : used;
  return [...used, `checked ${renderAgo(reviewed, today)}`];
}

/** What of the situation a line speaks of. */
export function mentionReasons(
  facets: readonly BriefFacet[],
  choice: BriefChoice,
  terms: BriefTerms,
): string[] {
  return facets.length > 0 ? [`speaks of ${namesOf(facets, choice, terms)}`] : [];
}

/** How many heard an objection; where a claim is from, and how sure it is. */
export function lineReasons({ reps, source, seen, strength = 'primary' }: BriefLine, today: Day): string[] {
  return [
    ...(reps === undefined ? [] : [`heard by about ${String(reps)} reps in 13 weeks`]),
    ...(source === undefined ? [] : [source]),
    ...(seen === undefined ? [] : [`seen ${renderAgo(seen, today)}`]),
    ...(strength === 'primary' ? [] : [strengthWords[strength]]),
  ];
}
