import { z } from 'zod';
import { addDays, renderDay, type Day } from '../dates.ts';
import { salesTeams } from '../departments.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { renderList } from '../render-list.ts';
import { burdenOf, weeksFrom, type Ask } from './rep-burden.ts';
import { sentence } from '../kinds/fields.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';

/*
 * What is asked of reps stands in a file of its own, `content/asks.yaml`, one entry an ask. A page for each ask, like an
 * asset, would put it into the search, among what reps look for in a call, and hide what else is asked in the same week;
 * a list in hub.yaml would let a slip in one ask stop the whole hub, and would put the asks beside the cap. So whoever
 * adds one sees all others above it, and whoever wants a higher cap has to change another file, which others review.
 */

/** Path of the file inside the content folder. */
const ASKS_PATH = 'asks.yaml';

const rules = defineRules('record', {
  'asks-yaml': { severity: 'error', says: 'asks.yaml cannot be read as YAML.' },
  'ask-dates': { severity: 'error', says: 'An ask ends before it begins.' },
  'rep-burden': { severity: 'error', says: 'A week asks more minutes of a rep than the cap.' },
  'ask-outcome-missing': {
    severity: 'warning',
    says: 'An ask is long over, and nobody said what came of it.',
  },
});

/** `content/asks.yaml`, with the people and teams of a hub. */
function buildAsksSchema(hub: Pick<Hub, 'people' | 'teams'>) {
  return z.strictObject({
    asks: z
      .array(
        z.strictObject({
          ask: sentence(120).describe('What a rep is to do, in one sentence that begins with a verb.'),
          owner: z.enum(hub.people.map(({ id }) => id)).describe('Id of the person who asks.'),
          teams: z
            .array(z.enum(salesTeams(hub).map(({ id }) => id)))
            .min(1)
            .optional()
            .describe('Ids of the sales teams that are asked; all of them when left out.'),
          minutes: z
            .int()
            .min(1)
            .max(480)
            .describe('How many minutes it takes one rep. They count in full in every week that it runs.'),
          from: day.describe('First day on which it is asked.'),
          until: day.describe('Last day on which it is asked.'),
          why: sentence(300).describe('What reps get for their minutes, in a sentence.'),
          came_of_it: sentence(300)
            .optional()
            .describe('What came of it, once it is over: the answer to everybody who took part.'),
        }),
      )
      .default([])
      .describe('One entry for each thing that is asked of reps.'),
  });
}

/** The record of what is asked of reps. */
export const asks = defineRecord({
  path: ASKS_PATH,
  list: 'asks',
  rules,
  yamlRule: 'asks-yaml',
  buildSchema: buildAsksSchema,
  readEntry({ came_of_it: cameOfIt, teams, ...rest }, lineOf, hub): Ask | Finding {
    const line = lineOf(['ask']);
    const asked = teams ?? salesTeams(hub).map(({ id }) => id);
    if (rest.until >= rest.from) return { ...rest, teams: asked, line, ...(cameOfIt && { cameOfIt }) };
    return rules.found('ask-dates', {
      path: ASKS_PATH,
      line: lineOf(['until']),
      message: `“${rest.ask}” ends before it begins.`,
      hint: 'Write the first day under from and the last under until.',
    });
  },
  check: (entries, { hub }, today) => checkAsks(entries, hub, today),
});

/** So many days after its last day an ask owes its readers what came of it. */
export const OUTCOME_DAYS = 14;

/**
 * Weeks in which reps would be asked for more than the cap, from the present one on (what is over cannot be moved), and
 * asks that are long over without a word about what came of them.
 */
function checkAsks(asks: readonly Ask[], hub: Hub, today: Day): Finding[] {
  return [...overfullWeeks(asks, hub, today), ...asks.flatMap((ask) => outcomeMissing(ask, hub, today))];
}

/** Weeks that are too full of the same asks are one finding: one of these asks has to give way. */
function overfullWeeks(asks: readonly Ask[], hub: Hub, today: Day): Finding[] {
  const cap = hub.rep_burden.minutes_a_week;
  const tooMany = new Map<string, { asks: Ask[]; minutes: number; weeks: Set<Day>; teams: Set<string> }>();
  for (const monday of weeksFrom(asks, today))
    for (const { team, minutes, asks: own } of burdenOf(asks, salesTeams(hub), monday)) {
      if (minutes <= cap) continue;
      const key = own.map(({ line }) => line).join(' ');
      const found = tooMany.get(key) ?? { asks: own, minutes, weeks: new Set(), teams: new Set() };
      found.weeks.add(monday);
      found.teams.add(hub.teams.find(({ id }) => id === team)?.name ?? team);
      tooMany.set(key, found);
    }
  return [...tooMany.values()].map(({ asks: own, minutes, weeks, teams }) =>
    rules.found('rep-burden', {
      path: ASKS_PATH,
      // The one that begins last is the one that can most easily wait.
      line: own.reduce((last, ask) => (ask.from >= last.from ? ask : last)).line,
      message: `${sayWeeks([...weeks])} each rep of ${renderList([...teams])} would be asked for ${String(minutes)} minutes, and ${String(cap)} is the most: ${renderList(own.map(({ ask, minutes: each }) => `“${ask}” (${String(each)})`))}.`,
      hint:
        own.length === 1
          ? 'Make it shorter, or cut it into parts for several weeks.'
          : 'Move one of them to other weeks, ask fewer teams, or make one shorter; /asks/ shows which weeks have room.',
    }),
  );
}

function outcomeMissing({ ask, owner, until, cameOfIt, line }: Ask, hub: Hub, today: Day): Finding[] {
  if (cameOfIt !== undefined || addDays(until, OUTCOME_DAYS) >= today) return [];
  const name = hub.people.find(({ id }) => id === owner)?.name ?? owner;
  return [
    rules.found('ask-outcome-missing', {
      path: ASKS_PATH,
      line,
      message: `“${ask}” ended on ${renderDay(until)}, and nobody has told reps what came of it.`,
      hint: `${name}: write a sentence under came_of_it, also when nothing did.`,
    }),
  ];
}

function sayWeeks(mondays: readonly Day[]): string {
  const first = renderDay(mondays[0] ?? '');
  return mondays.length === 1
    ? `In the week from ${first}`
    : `In ${String(mondays.length)} weeks, the first from ${first},`;
}
