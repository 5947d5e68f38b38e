import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Activity } from '../questions/people-group.ts';
import type { TeamGroup } from './team-groups.ts';

/** Numbers of people are shown in steps of so many. */
const BASE = 5;

/** The numbers from 0 to 4 in an order that the secret alone tells (Fisher and Yates). */
function permutation(secret: Uint8Array, name: readonly (string | number)[]): number[] {
  const bytes = hmac(sha256, secret, utf8ToBytes(JSON.stringify(name)));
  const draws = new DataView(bytes.buffer, bytes.byteOffset);
  const order = Array.from({ length: BASE }, (_, index) => index);
  for (let last = BASE - 1; last > 0; last -= 1) {
    const other = draws.getUint32(4 * last) % (last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** A whole number from 0 to below `below` that the secret alone tells, the same for the same name. */
export function drawOffset(secret: Uint8Array, name: readonly (string | number)[], below: number): number {
  const bytes = hmac(sha256, secret, utf8ToBytes(JSON.stringify(name)));
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0) % BigInt(below));
}

/** What tells a secret from another one, and nothing of it. */
export function nameSecret(secret: Uint8Array): string {
  return drawOffset(secret, ['name'], 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

/** Numbers of people who did the same in a year, one a team → the numbers that may be shown. */
export type Round = (activity: Activity, year: string, people: readonly number[]) => number[];

/** By year, teams as they were counted together in it before, in order; none where they have always been as they are. */
export type EarlierGroups = ReadonlyMap<string, readonly (readonly TeamGroup[])[]>;

/**
 * The offsets of groups that followed each other in a year, those of the last. The first have them by their place. Later a
 * group keeps what its teams had, the largest where several are counted together, and one that is new has at least what
 * those had that went with its coming, as when a team gets another name: numbers of a longer time, which are counted last,
 * are so never shown as less than those of its parts. A drop there would tell how many were behind both.
 */
function offsetsOfLast(
  groupings: readonly (readonly TeamGroup[])[],
  draw: (place: number) => number,
): readonly number[] {
  const ofTeams = new Map<string, number>();
  let places = 0;
  let offsets: number[] = [];
  for (const groups of groupings) {
    const teams = new Set(groups.flatMap((group) => group.teams));
    const gone = [...ofTeams].flatMap(([team, offset]) => (teams.has(team) ? [] : [offset]));
    offsets = groups.map((group) => {
      const known = group.teams.flatMap((team) => ofTeams.get(team) ?? []);
      if (known.length > 0) return Math.max(...known);
      places += 1;
      return Math.max(draw(places - 1), ...gone);
    });
    groups.forEach((group, place) => {
      for (const team of group.teams) ofTeams.set(team, offsets[place] ?? 0);
    });
  }
  return offsets;
}

/**
 * Rounds to fives, up or down by an offset that the secret gives, and never beyond the seats of a team: where a team is
 * shown, the truth is within 4 of it. The offset of a team holds for all weeks and spans of a year: who watches a group week
 * after week learns no more than who sees it once, more people are never shown as fewer, and a longer time never as less
 * than a part of it. Of five teams each has another offset, so that what is added and what is left out even out in their
 * sum.
 *
 * A part has the smallest of the offsets that it and all that hold it drew. With one drawn for itself, whoever knows five ids
 * that do both and five that do the wider thing alone, and reads 10 for both, knows of one to four others: at least one in
 * the part, at most four in the whole. One offset for all of them would be no way out: it shows in a part in which somebody
 * is alone with ids of his own. So a part comes out lower on average, by 0.8 people a team where one thing holds it and 1.2
 * where two do; what nothing holds has the right mean.
 */
export function createRound(
  secret: Uint8Array,
  groups: readonly TeamGroup[],
  earlier: EarlierGroups = new Map(),
): Round {
  const known = new Map<string, readonly number[]>();
  const blocks = new Map<string, number[]>();
  const drawOf = (activity: string, year: string, place: number): number => {
    const block = Math.floor(place / BASE);
    const name = ['round', 1, activity, year, block];
    const key = JSON.stringify(name);
    const order = blocks.get(key) ?? permutation(secret, name);
    blocks.set(key, order);
    return order[place % BASE] ?? 0;
  };
  const offsetsOf = (activity: Activity, year: string) =>
    offsetsOfLast([...(earlier.get(year) ?? []), groups], (place) =>
      Math.min(...activity.map((each) => drawOf(each, year, place))),
    );
  return (activity, year, people) => {
    const key = JSON.stringify([year, ...activity]);
    const offsets = known.get(key) ?? offsetsOf(activity, year);
    known.set(key, offsets);
    return groups.map(({ seats }, place) => {
      const counted = Math.min(people[place] ?? 0, seats ?? Infinity);
      return BASE * Math.floor((counted + (offsets[place] ?? 0)) / BASE);
    });
  };
}
