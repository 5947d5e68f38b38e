import { addDays, type Day } from '../../library/dates.ts';
import { ALL_TEAMS } from './all-teams.ts';
import type { LibraryIndex } from './library-facts.ts';

/**
 * What somebody did, from its narrowest description to its widest: whoever did the first did all the others, in the same
 * time. Equal words mean the same, in whichever question they stand, so they are made here only.
 */
export type Activity = readonly [string, ...string[]];

/** From a day on, up to and not including another one. */
export interface Window {
  from: Day;
  to: Day;
}

/** Groups of people that stand in an answer, by what they have in common. */
export const did = {
  useHub: ['use the hub'],
  /** A person may name two teams in a week; who is counted once is of the team named last. */
  useHubInTeam: (team: string): Activity =>
    team === ALL_TEAMS ? did.useHub : ['use the hub, by the team named last', ...did.useHub],
  comeBack: (later: number, team: string): Activity => [
    `use the hub and again ${String(later)} weeks later`,
    ...did.useHubInTeam(team),
  ],
  useProduct: (product: string): Activity => [`use ${product}`, ...did.useHub],
  useAsset: (asset: string, { assetById }: LibraryIndex): Activity => {
    const product = assetById.get(asset)?.products[0];
    return [`use ${asset}`, ...(product === undefined ? did.useHub : did.useProduct(product))];
  },
  /** Whoever says so had the card open, or call mode, which is counted as its use on the same day. */
  hearObjection: (objection: string, asset: string, library: LibraryIndex): Activity => [
    `hear ${objection} of ${asset}`,
    ...did.useAsset(asset, library),
  ],
  search: ['search', 'use the hub'],
  find: ['find', 'search', 'use the hub'],
  openHit: ['open a hit', 'find', 'search', 'use the hub'],
  /** Of no number but the head counts it is known that they hold those who typed some words. */
  type: (words: string, where: string): Activity => [`${where}: ${words}`, where],
} satisfies Record<string, Activity | ((...facts: never[]) => Activity)>;

/** The week from a Monday on. */
export function weekFrom(monday: Day): Window {
  return { from: monday, to: addDays(monday, 7) };
}
