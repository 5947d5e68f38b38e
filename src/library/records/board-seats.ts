import { z } from 'zod';
import { type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';

/** Path of the file inside the content folder. */
const SEATS_PATH = 'board-seats.yaml';

/** A seat on the advisory board of sales. */
export interface BoardSeat {
  /** Id of the team that it speaks for; undefined for a seat of the company. */
  team?: string | undefined;
  /** Who sits there, only with their consent; undefined while the seat is free, or nobody wants to be named. */
  name?: string | undefined;
  from: Day;
  /** The last day of the term. */
  until: Day;
}

const rules = defineRules('record', {
  'board-seats-yaml': { severity: 'error', says: 'board-seats.yaml cannot be read as YAML.' },
  'board-seat-dates': { severity: 'error', says: 'A term on the board ends before it begins.' },
});

function buildSeatsSchema(hub: Pick<Hub, 'teams'>) {
  return z.strictObject({
    seats: z
      .array(
        z.strictObject({
          team: z
            .enum(hub.teams.map(({ id }) => id))
            .optional()
            .describe('Id of the sales team that the seat speaks for.'),
          name: z
            .string()
            .trim()
            .min(1)
            .max(80)
            .optional()
            .describe('Who sits there, if they agreed to be named; left out, the team alone is shown.'),
          from: day.describe('First day of the term.'),
          until: day.describe('Last day of the term.'),
        }),
      )
      .default([])
      .describe('One entry for each seat and term.'),
  });
}

/** The record of who sits on the advisory board. */
export const boardSeats = defineRecord({
  path: SEATS_PATH,
  list: 'seats',
  rules,
  yamlRule: 'board-seats-yaml',
  buildSchema: buildSeatsSchema,
  readEntry(seat, lineOf): BoardSeat | Finding {
    if (seat.until >= seat.from) return seat;
    return rules.found('board-seat-dates', {
      path: SEATS_PATH,
      line: lineOf(['until']),
      message: 'The term ends before it begins.',
      hint: 'Write the first day under from and the last under until.',
    });
  },
  check: () => [],
});
