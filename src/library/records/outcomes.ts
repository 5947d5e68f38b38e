import { z } from 'zod';
import { renderDay, type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import type { Library } from '../library.ts';
import { sentence } from '../kinds/fields.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';

/** Path of the file inside the content folder. */
const OUTCOMES_PATH = 'outcomes.yaml';

/** What is looked at beside adoption. */
export const OUTCOMES = ['revenue', 'satisfaction', 'churn'] as const;

/** What a product or the company came to in a quarter, by somebody who knows. */
export interface Outcome {
  outcome: (typeof OUTCOMES)[number];
  /** Undefined for the whole company. */
  product?: string | undefined;
  /** Last day of the quarter. */
  quarter: Day;
  value: number;
  /** What the value is in, such as GBP, % or points. */
  unit: string;
  source: string;
  /** The day on which the source said so. */
  on: Day;
  /** The 1-based line of the entry. */
  line: number;
}

const rules = defineRules('record', {
  'outcomes-yaml': { severity: 'error', says: 'outcomes.yaml cannot be read as YAML.' },
  'outcome-too-early': {
    severity: 'error',
    says: 'An outcome is dated before its quarter was over, or in the future.',
  },
  'outcome-twice': { severity: 'error', says: 'One outcome of a quarter is told twice.' },
  'outcome-quarter': { severity: 'error', says: 'The quarter of an outcome is none of the calendar.' },
});

function buildOutcomesSchema(hub: Pick<Hub, 'products'>) {
  return z.strictObject({
    outcomes: z
      .array(
        z.strictObject({
          outcome: z.enum(OUTCOMES).describe('What it is: revenue, satisfaction or churn.'),
          product: z
            .enum(hub.products.map(({ id }) => id))
            .optional()
            .describe('Id of the product; left out for the whole company.'),
          quarter: day.describe('Last day of the quarter that it is about.'),
          value: z.number().describe('The number.'),
          unit: sentence(20).describe(
            'What the number is in, such as GBP, % or points; the same in every quarter.',
          ),
          source: sentence(120).describe(
            'Who or what says so, such as Management accounts or the yearly survey.',
          ),
          on: day.describe('The day on which the source said so.'),
        }),
      )
      .default([])
      .describe('One entry for each outcome, product and quarter.'),
  });
}

/** The record of what products and the company came to. */
export const outcomes = defineRecord({
  path: OUTCOMES_PATH,
  list: 'outcomes',
  rules,
  yamlRule: 'outcomes-yaml',
  buildSchema: buildOutcomesSchema,
  readEntry: (entry, lineOf): Outcome | Finding => ({ ...entry, line: lineOf(['outcome']) }),
  check: checkOutcomes,
});

function checkOutcomes(entries: readonly Outcome[], { hub }: Library, today: Day): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry): Finding[] => {
    const { outcome, product, quarter, on, line } = entry;
    const at = { path: OUTCOMES_PATH, line };
    const name = `${outcome}${product === undefined ? '' : ` of ${product}`}`;
    if (!hub.calendar.quarter_ends.includes(quarter))
      return [
        rules.found('outcome-quarter', {
          ...at,
          message: `No quarter ends on ${renderDay(quarter)}, so ${name} stands beside no other number.`,
          hint: 'Write a day of calendar: quarter_ends in hub.yaml, or add it there.',
        }),
      ];
    if (on < quarter || on > today)
      return [
        rules.found('outcome-too-early', {
          ...at,
          message: `${name} to ${renderDay(quarter)} is dated ${renderDay(on)}, ${on > today ? 'which is still to come' : 'before the quarter was over'}.`,
          hint: 'Write the day on which the source said so under on.',
        }),
      ];
    const key = [outcome, product, quarter].join();
    if (seen.has(key))
      return [
        rules.found('outcome-twice', {
          ...at,
          message: `${name} to ${renderDay(quarter)} is told twice.`,
          hint: 'Leave the one that counts; git keeps the other.',
        }),
      ];
    seen.add(key);
    return [];
  });
}
