import type { Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { needsOf, sameCustomerAs } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import type { Need } from '../../library/records/needs.ts';
import { wordsInRow } from '../../search/text/words.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { collectMissed } from '../review/missed.ts';

/**
 * So many different customers must have spoken for a need before it is shown: behind one or two a colleague still knows
 * which rep was meant. Reps who searched are ten or more wherever they are counted at all.
 */
export const LEAST_CUSTOMERS = 3;

/** So many reps who looked for it in vain weigh as much as one customer: the step in which their numbers are rounded. */
export const REPS_A_VOICE = 5;

/** Who speaks for a need. */
export interface Demand {
  /** Ids of the notes, oldest id first. */
  notes: readonly string[];
  /** Different customers in these notes. */
  customers: number;
  /** About so many reps searched for it in vain or asked for it; 0 for under ten. */
  reps: number;
  /** Customers, and reps by fives. */
  voices: number;
}

/** A need with its place. */
export interface RankedNeed {
  need: Need;
  demand: Demand;
  /** What its stage counts. */
  value: number;
  /** Voices × value ÷ weeks. */
  score: number;
  /** Weeks of it and of all needs before it. */
  weeksSoFar: number;
  /** The quarter has room for it and for all before it. */
  isAbove: boolean;
}

export interface NeedsRanking {
  /** Open and taken ones, the highest score first. */
  ranked: RankedNeed[];
  /** How many more are open and have too few voices to be shown. */
  waiting: number;
  /** What was shipped or refused, the newest first. */
  closed: { need: Need; demand: Demand }[];
}

/** Ranks what reps need: who speaks for it × what its stage counts ÷ what it takes; the line is where the quarter is full. */
export function rankNeeds(
  needs: readonly Need[],
  library: Library,
  snapshot: Snapshot | undefined,
  today: Day,
): NeedsRanking {
  const { hub } = library;
  const demandOf = openDemand(library, snapshot, today);
  const all = needs.map((need) => ({ need, demand: demandOf(need) }));
  const pending = all.filter(({ need }) => need.became === 'open' || need.became === 'taken');
  const shown = pending.filter(({ demand }) => isShown(demand));
  const scored = shown
    .map(({ need, demand }) => {
      const value = valueOf(hub, need.stage);
      return { need, demand, value, score: (demand.voices * value) / need.weeks };
    })
    .sort((a, b) => b.score - a.score || (a.need.id < b.need.id ? -1 : 1));
  return {
    ranked: drawLine(scored, hub.needs.weeks_a_quarter),
    waiting: pending.length - shown.length,
    closed: all
      .filter(({ need }) => need.became === 'shipped' || need.became === 'refused')
      .sort((a, b) =>
        a.need.on > b.need.on ? -1 : a.need.on < b.need.on ? 1 : a.need.id < b.need.id ? -1 : 1,
      ),
  };
}

const isShown = ({ customers, reps }: Demand): boolean => customers >= LEAST_CUSTOMERS || reps > 0;

function valueOf({ stages }: Hub, stage: string): number {
  return stages.find(({ id }) => id === stage)?.value ?? 1;
}

/** From the first one that does not fit into the quarter on, all are below the line. */
function drawLine(scored: readonly Omit<RankedNeed, 'weeksSoFar' | 'isAbove'>[], room: number): RankedNeed[] {
  let weeksSoFar = 0;
  return scored.map((each) => {
    weeksSoFar += each.need.weeks;
    return { ...each, weeksSoFar, isAbove: weeksSoFar <= room };
  });
}

function openDemand(library: Library, snapshot: Snapshot | undefined, today: Day): (need: Need) => Demand {
  const missed = collectMissed(snapshot, today);
  const notes = new Map<string, string[]>();
  for (const asset of library.assets)
    for (const id of new Set(needsOf(asset).map((each) => each.id)))
      notes.set(id, [...(notes.get(id) ?? []), asset.id]);
  return ({ id, searches }) => {
    const own = (notes.get(id) ?? []).toSorted();
    const customers = new Set(own.map((note) => firstNote(note, library))).size;
    // The same people may have typed several of these words, so the most of one is taken and nothing is added up.
    const reps = Math.max(0, ...searches.map((words) => missed.get(wordsInRow(words))?.most ?? 0));
    return { notes: own, customers, reps, voices: customers + reps / REPS_A_VOICE };
  };
}

/** The first of all notes about the customer that a note is about; it stands for the customer. */
function firstNote(id: string, { byId }: Library): string {
  const seen = new Set<string>();
  let at = id;
  while (!seen.has(at)) {
    seen.add(at);
    const asset = byId.get(at);
    const before = asset && sameCustomerAs(asset);
    if (before === undefined) return at;
    at = before;
  }
  // Notes that name each other in a ring are about one customer all the same.
  return [...seen].sort()[0] ?? id;
}
