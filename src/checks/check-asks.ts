import { ASKS_PATH, type Ask } from '../library/records/asks.ts';
import { addDays, renderDay, type Day } from '../library/dates.ts';
import type { Finding } from '../library/finding.ts';
import type { Hub } from '../library/hub.ts';
import { burdenOf, weeksFrom } from '../library/records/rep-burden.ts';

/** So many days after its last day an ask owes its readers what came of it. */
export const OUTCOME_DAYS = 14;

/**
 * Weeks in which reps would be asked for more than the cap, from the present one on (what is over cannot be moved), and
 * asks that are long over without a word about what came of them.
 */
export function checkAsks(asks: readonly Ask[], hub: Hub, today: Day): Finding[] {
  return [...overfullWeeks(asks, hub, today), ...asks.flatMap((ask) => outcomeMissing(ask, hub, today))];
}

/** Weeks that are too full of the same asks are one finding: one of these asks has to give way. */
function overfullWeeks(asks: readonly Ask[], hub: Hub, today: Day): Finding[] {
  const cap = hub.rep_burden.minutes_a_week;
  const tooMany = new Map<string, { asks: Ask[]; minutes: number; weeks: Set<Day>; teams: Set<string> }>();
  for (const monday of weeksFrom(asks, today))
    for (const { team, minutes, asks: own } of burdenOf(asks, hub.teams, monday)) {
      if (minutes <= cap) continue;
      const key = own.map(({ line }) => line).join(' ');
      const found = tooMany.get(key) ?? { asks: own, minutes, weeks: new Set(), teams: new Set() };
      found.weeks.add(monday);
      found.teams.add(hub.teams.find(({ id }) => id === team)?.name ?? team);
      tooMany.set(key, found);
    }
  return [...tooMany.values()].map(({ asks: own, minutes, weeks, teams }) => ({
    path: ASKS_PATH,
    // The one that begins last is the one that can most easily wait.
    line: own.reduce((last, ask) => (ask.from >= last.from ? ask : last)).line,
    severity: 'error' as const,
    rule: 'rep-burden',
    message: `${sayWeeks([...weeks])} each rep of ${join([...teams])} would be asked for ${String(minutes)} minutes, and ${String(cap)} is the most: ${join(own.map(({ ask, minutes: each }) => `“${ask}” (${String(each)})`))}.`,
    hint:
      own.length === 1
        ? 'Make it shorter, or cut it into parts for several weeks.'
        : 'Move one of them to other weeks, ask fewer teams, or make one shorter; /asks/ shows which weeks have room.',
  }));
}

function outcomeMissing({ ask, owner, until, cameOfIt, line }: Ask, hub: Hub, today: Day): Finding[] {
  if (cameOfIt !== undefined || addDays(until, OUTCOME_DAYS) >= today) return [];
  const name = hub.people.find(({ id }) => id === owner)?.name ?? owner;
  return [
    {
      path: ASKS_PATH,
      line,
      severity: 'warning',
      rule: 'ask-outcome-missing',
      message: `“${ask}” ended on ${renderDay(until)}, and nobody has told reps what came of it.`,
      hint: `${name}: write a sentence under came_of_it, also when nothing did.`,
    },
  ];
}

function sayWeeks(mondays: readonly Day[]): string {
  const first = renderDay(mondays[0] ?? '');
  return mondays.length === 1
    ? `In the week from ${first}`
    : `In ${String(mondays.length)} weeks, the first from ${first},`;
}

/** `a`, `a and b`, `a, b and c`. */
function join(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
