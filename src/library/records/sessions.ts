import { z } from 'zod';
import { addDays, renderDay, type Day } from '../dates.ts';
import { SALES, salesTeams } from '../departments.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import type { Library } from '../library.ts';
import { sentence } from '../kinds/fields.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';
import { SESSION_KINDS, type Session } from './rhythm.ts';

/** Path of the file inside the content folder. */
const SESSIONS_PATH = 'sessions.yaml';

const rules = defineRules('record', {
  'sessions-yaml': { severity: 'error', says: 'sessions.yaml cannot be read as YAML.' },
  'session-by': {
    severity: 'error',
    says: 'A session is shown by somebody who cannot show that kind of session.',
  },
  'session-story': { severity: 'error', says: 'The page that a session tells is not there.' },
  'session-untold': { severity: 'warning', says: 'A session is over, and nobody said how many came.' },
});

/** `content/sessions.yaml`, with the people, departments and teams of a hub. */
function buildSessionsSchema({ people, departments, teams }: Pick<Hub, 'people' | 'departments' | 'teams'>) {
  const group = z.enum([
    ...new Set([SALES, ...departments.map(({ id }) => id), ...teams.map(({ id }) => id)]),
  ]);
  return z.strictObject({
    sessions: z
      .array(
        z.strictObject({
          session: sentence(120).describe('What it is about, in the words of the invitation.'),
          kind: z
            .enum(SESSION_KINDS)
            .describe(
              'build: a department shows how it builds what is sold; sell: a sales team shows how it sells what is built.',
            ),
          by: group.describe('Who shows it: the id of a department for build, of a sales team for sell.'),
          for: z
            .array(group)
            .default([])
            .describe('Ids of the departments and teams it is for; everybody when left out.'),
          owner: z.enum(people.map(({ id }) => id)).describe('Id of the person who prepares it.'),
          on: day.describe('The day on which it is held.'),
          recording: z
            .url({ protocol: /^https?$/ })
            .optional()
            .describe('Where those who could not come can watch it.'),
          attended: z.int().nonnegative().optional().describe('How many came, once it is over; no names.'),
          story: z
            .string()
            .optional()
            .describe('Id of the page that it tells, such as build-stories/how-a-probe-is-made.'),
        }),
      )
      .default([])
      .describe('One entry for each session, held or planned.'),
  });
}

/** The record of sessions in which departments and sales show each other their work. */
export const sessions = defineRecord({
  path: SESSIONS_PATH,
  list: 'sessions',
  rules,
  yamlRule: 'sessions-yaml',
  buildSchema: buildSessionsSchema,
  readEntry(written, lineOf, hub): Session | Finding {
    const { recording, attended, story, ...rest } = written;
    const line = lineOf(['session']);
    const isSales = rest.by === SALES || salesTeams(hub).some(({ id }) => id === rest.by);
    if (isSales === (rest.kind === 'sell'))
      return {
        ...rest,
        line,
        ...(recording !== undefined && { recording }),
        ...(attended !== undefined && { attended }),
        ...(story !== undefined && { story }),
      };
    return rules.found('session-by', {
      path: SESSIONS_PATH,
      line: lineOf(['by']),
      message: `“${rest.session}” is a session of the kind ${rest.kind}, and ${rest.by} ${isSales ? 'sells' : 'does not sell'}.`,
      hint: `Write the id of a ${isSales ? 'department' : 'sales team'} under by, or ${isSales ? 'sell' : 'build'} under kind.`,
    });
  },
  check: checkSessions,
});

/** So many days after it a session owes the number of those who came. */
const ATTENDANCE_DAYS = 7;

function checkSessions(entries: readonly Session[], { hub, byId, leftOut }: Library, today: Day): Finding[] {
  return entries.flatMap(({ session, on, attended, owner, story, line }) => {
    const at = { path: SESSIONS_PATH, line };
    const name = hub.people.find(({ id }) => id === owner)?.name ?? owner;
    return [
      ...(story === undefined || byId.has(story) || leftOut.has(story)
        ? []
        : [
            rules.found('session-story', {
              ...at,
              message: `“${session}” tells ${story}, and there is no such page.`,
              hint: 'Write the id that the page has now, or take the line out.',
            }),
          ]),
      ...(attended !== undefined || addDays(on, ATTENDANCE_DAYS) >= today
        ? []
        : [
            rules.found('session-untold', {
              ...at,
              message: `“${session}” was on ${renderDay(on)}, and nobody said how many came.`,
              hint: `${name}: write the number under attended, or take the entry out if it was not held.`,
            }),
          ]),
    ];
  });
}
