import { z } from 'zod';
import { LOST, WON } from '../crm/crm-words.ts';
import { renderDay, type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { defineRecord } from './record.ts';
import { day, secretName } from './record-fields.ts';

/** Path of the file inside the content folder. */
export const PIPELINE_PATH = 'pipeline.yaml';

/** Deals of one product, stage, quarter and currency, as they may be shown: in fives and in steps of money. */
export interface PipelineCell {
  /** Undefined for deals that name no product of the hub. */
  product?: string | undefined;
  /** Id of a stage, `won` or `lost`. */
  stage: string;
  /** Last day of the quarter in which they close. */
  quarter: Day;
  /** ISO 4217. */
  currency: string;
  deals: number;
  /** In whole units of the currency; 0 is less than a step. */
  amount: number;
}

/** What was counted from the CRM on a day. */
export interface Pipeline {
  on: Day;
  /** Tells the secret that the numbers are rounded by from another one. */
  secret: string;
  /** By currency, what sums are shown in and a deal counts for at most. */
  steps: Readonly<Partial<Record<string, number>>>;
  cells: readonly PipelineCell[];
}

/** No smaller number of deals is ever written: six to fourteen deals stand behind it. */
export const LEAST_DEALS = 10;
/** Deals and leads are shown in steps of so many. */
export const STEP_OF_DEALS = 5;

const rules = defineRules('record', {
  'pipeline-yaml': { severity: 'error', says: 'pipeline.yaml cannot be read as YAML.' },
  'pipeline-exact': {
    severity: 'error',
    says: 'A number in pipeline.yaml is not rounded, so it could tell of single deals.',
  },
});

const code = z.string().regex(/^[A-Z]{3}$/);

function buildPipelineSchema(hub: Pick<Hub, 'products' | 'stages'>) {
  return z.strictObject({
    pipeline: z
      .array(
        z.strictObject({
          on: day.describe('The day on which it was counted.'),
          secret: secretName.describe(
            'Which secret the numbers are rounded by; the secret itself never leaves its machine.',
          ),
          steps: z
            .partialRecord(code, z.int().positive())
            .describe('In which steps sums are shown; a deal counts for one step at most.'),
          cells: z
            .array(
              z.strictObject({
                product: z
                  .enum(hub.products.map(({ id }) => id))
                  .optional()
                  .describe('Id of the product; left out for deals that name none.'),
                stage: z
                  .enum([...hub.stages.map(({ id }) => id), WON, LOST])
                  .describe('Id of the stage, won or lost.'),
                quarter: day.describe('Last day of the quarter in which they close.'),
                currency: code.describe('The currency of the sum.'),
                deals: z.int().describe('How many deals, in fives, ten at least.'),
                amount: z.int().nonnegative().describe('Their sum, in steps.'),
              }),
            )
            .default([])
            .describe('What may be shown; all else is under ten deals.'),
        }),
      )
      .default([])
      .describe('One entry: npm run pipeline writes it, and git keeps those before.'),
  });
}

/** The record of what was counted from the CRM. */
export const pipeline = defineRecord({
  path: PIPELINE_PATH,
  list: 'pipeline',
  rules,
  yamlRule: 'pipeline-yaml',
  buildSchema: buildPipelineSchema,
  readEntry(entry, lineOf): Pipeline | Finding {
    const at = entry.cells.findIndex(
      ({ deals, amount, currency }) =>
        !isShown(deals) || entry.steps[currency] === undefined || amount % entry.steps[currency] !== 0,
    );
    if (at === -1) return entry;
    return rules.found('pipeline-exact', {
      path: PIPELINE_PATH,
      line: lineOf(['cells', at]),
      message: `The numbers of ${renderDay(entry.on)} hold one that is not rounded to ${String(STEP_OF_DEALS)} deals or to a step of its currency.`,
      hint: 'Numbers come from npm run pipeline alone: run it again, or restore the file as it was.',
    });
  },
  check: () => [],
});

/** Whether a number of deals or leads is one that may be written. */
export const isShown = (count: number): boolean => count >= LEAST_DEALS && count % STEP_OF_DEALS === 0;
