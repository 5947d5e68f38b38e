import { z } from 'zod';
import { renderDay, type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import { defineRecord } from './record.ts';
import { day, secretName } from './record-fields.ts';
import { isShown, STEP_OF_DEALS } from './pipeline.ts';

/** Path of the file inside the content folder. */
export const FOLLOW_UP_PATH = 'lead-follow-up.yaml';

/** Leads of a quarter that were followed up in time, or were not, in fives. */
export interface FollowedLeads {
  /** Last day of the quarter in which they came. */
  quarter: Day;
  in_time: boolean;
  leads: number;
  /** How many became deals; left out where that is under ten. */
  converted?: number | undefined;
}

export interface LeadFollowUp {
  on: Day;
  secret: string;
  /** Within so many days is in time. */
  days: number;
  quarters: readonly FollowedLeads[];
}

const rules = defineRules('record', {
  'lead-follow-up-yaml': { severity: 'error', says: 'lead-follow-up.yaml cannot be read as YAML.' },
  'lead-follow-up-exact': {
    severity: 'error',
    says: 'A number in lead-follow-up.yaml is not rounded, so it could tell of single leads.',
  },
});

function buildFollowUpSchema() {
  return z.strictObject({
    leads: z
      .array(
        z.strictObject({
          on: day.describe('The day on which it was counted.'),
          secret: secretName.describe('Which secret the numbers are rounded by.'),
          days: z.int().nonnegative().describe('A lead touched within so many days was followed up in time.'),
          quarters: z
            .array(
              z.strictObject({
                quarter: day.describe('Last day of the quarter in which they came.'),
                in_time: z.boolean().describe('Whether they were followed up in time.'),
                leads: z.int().describe('How many leads, in fives, ten at least.'),
                converted: z
                  .int()
                  .optional()
                  .describe('How many of them became deals; left out where that is under ten.'),
              }),
            )
            .default([])
            .describe('What may be shown; all else is under ten leads.'),
        }),
      )
      .default([])
      .describe('One entry: npm run pipeline writes it, and git keeps those before.'),
  });
}

/** The record of how soon leads were followed up, and what became of them. */
export const leadFollowUp = defineRecord({
  path: FOLLOW_UP_PATH,
  list: 'leads',
  rules,
  yamlRule: 'lead-follow-up-yaml',
  buildSchema: buildFollowUpSchema,
  readEntry(entry, lineOf): LeadFollowUp | Finding {
    const at = entry.quarters.findIndex(
      ({ leads, converted }) =>
        !isShown(leads) || (converted !== undefined && (!isShown(converted) || converted > leads)),
    );
    if (at === -1) return entry;
    return rules.found('lead-follow-up-exact', {
      path: FOLLOW_UP_PATH,
      line: lineOf(['quarters', at]),
      message: `The numbers of ${renderDay(entry.on)} hold one that is not rounded to ${String(STEP_OF_DEALS)} leads.`,
      hint: 'Numbers come from npm run pipeline alone: run it again, or restore the file as it was.',
    });
  },
  check: () => [],
});
