import { z } from 'zod';
import { renderDay, type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { nameOf } from '../name-of.ts';
import { sentence } from '../kinds/fields.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';
import { beatOf, SESSION_KINDS, type Ritual } from './rhythm.ts';

/** Path of the file inside the content folder. */
const RITUALS_PATH = 'rituals.yaml';

const rules = defineRules('record', {
  'rituals-yaml': { severity: 'error', says: 'rituals.yaml cannot be read as YAML.' },
  'ritual-days': { severity: 'error', says: 'A ritual has days of its own and those of sessions as well.' },
  'ritual-overdue': { severity: 'warning', says: 'A ritual was not held for longer than its interval.' },
});

/** `content/rituals.yaml`, with the people of a hub. */
function buildRitualsSchema({ people }: Pick<Hub, 'people'>) {
  return z.strictObject({
    rituals: z
      .array(
        z.strictObject({
          ritual: sentence(120).describe('What it is called.'),
          why: sentence(300).describe('What people get from it, in a sentence.'),
          owner: z.enum(people.map(({ id }) => id)).describe('Id of the person who sees to it.'),
          every_days: z.int().min(1).max(366).describe('How many days may pass from one time to the next.'),
          sessions: z
            .enum(SESSION_KINDS)
            .optional()
            .describe('The kind of sessions that it consists of: their days in sessions.yaml are its days.'),
          held: z
            .array(day)
            .default([])
            .describe('The days on which it was held or will be, where it consists of no sessions.'),
        }),
      )
      .default([])
      .describe('One entry for each thing that is done again and again.'),
  });
}

/** The record of what is done again and again; sessions tell the days of two of them. */
export const rituals = defineRecord({
  path: RITUALS_PATH,
  list: 'rituals',
  rules,
  yamlRule: 'rituals-yaml',
  buildSchema: buildRitualsSchema,
  readEntry({ every_days: everyDays, sessions, ...rest }, lineOf): Ritual | Finding {
    const line = lineOf(['ritual']);
    if (sessions === undefined || rest.held.length === 0)
      return { ...rest, everyDays, line, ...(sessions !== undefined && { sessions }) };
    return rules.found('ritual-days', {
      path: RITUALS_PATH,
      line: lineOf(['held']),
      message: `“${rest.ritual}” takes its days from sessions.yaml and has days of its own here.`,
      hint: 'Keep one of the two lines sessions and held.',
    });
  },
  check: (entries, { hub }, today, { sessions }) =>
    entries.flatMap((ritual) => overdue(ritual, sessions, hub, today)),
});

function overdue(ritual: Ritual, sessions: Parameters<typeof beatOf>[1], hub: Hub, today: Day): Finding[] {
  const { last, next, dueBy, lateDays } = beatOf(ritual, sessions, today);
  if (last === undefined || dueBy === undefined || lateDays === 0) return [];
  const planned =
    next === undefined ? 'and no next day is written down' : `and the next is on ${renderDay(next)}`;
  const where = ritual.sessions === undefined ? 'under held' : 'into sessions.yaml';
  return [
    rules.found('ritual-overdue', {
      path: RITUALS_PATH,
      line: ritual.line,
      message: `“${ritual.ritual}” was last held on ${renderDay(last)}; with an interval of ${String(ritual.everyDays)} days it was due by ${renderDay(dueBy)}, ${planned}.`,
      hint: `${nameOf(hub.people, ritual.owner)}: ${next === undefined ? `write the next day ${where}` : 'bring it forward'}, or write the interval that is true under every_days.`,
    }),
  ];
}
