import { z } from 'zod';
import { countsFor, day, sameCustomer, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'win-loss',
  label: 'Win/loss note',
  plural: 'Win/loss notes',
  reviewDays: 365,
} as const satisfies KindNames;

export const icon =
  '<path d="m16 16 3-8 3 8c-.87.65-1.92 1-3 1s-2.13-.35-3-1Z" /> <path d="m2 16 3-8 3 8c-.87.65-1.92 1-3 1s-2.13-.35-3-1Z" /> <path d="M7 21h10" /> <path d="M12 3v18" /> <path d="M3 7h2c2 0 5-1 7-2 2 1 5 2 7 2h2" />';

/** How a deal ended. */
export const OUTCOMES = { won: 'Won', lost: 'Lost', 'no-decision': 'No decision' } as const;

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    competitors: z.array(oneOf('competitors')).min(1).describe('Whom the customer compared us with.'),
    outcome: z
      .enum(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[])
      .describe('won, lost, or no-decision where the customer bought from nobody.'),
    decided: day('2026-10-20').describe('The day the customer decided.'),
    reason: sentence(280).describe('Why, in one sentence and by the customer’s own account.'),
    team: oneOf('teams')
      .optional()
      .describe('The sales team of the deal; left out for teams under ten reps, where it names a person.'),
    quotes: z
      .array(
        z.strictObject({
          said: sentence(300).describe('What was said, word for word, without names.'),
          by: oneOf('personas').optional().describe('Who said it, as a role and never as a name.'),
        }),
      )
      .default([])
      .describe('What the customer said about it.'),
    counts_for: countsFor(),
    same_customer_as: sameCustomer(),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  reason: {
    heading: 'What decided it',
    key: 'reason',
    is: 'entry',
    entries: (data) => [[data.reason]],
    isForReps: true,
  },
  quotes: {
    heading: 'In their words',
    key: 'quotes',
    is: 'entry',
    entries: (data) => data.quotes.map(({ said }) => [said]),
    // A customer who talked to us did not agree to be quoted to others.
    isForReps: true,
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'Why deals were won and lost, as customers told it. Claims on battlecards name these notes as their source.',
  navigation: { group: 'elsewhere', place: 1 },
  offline: 'opened',
  parts,
  isDataFirst: true,
  speaksByData: true,
  needs: ({ counts_for: id }) => (id === undefined ? [] : [{ at: ['counts_for'], id }]),
  sameCustomerAs: (data) => data.same_customer_as,
  demo: { opened: 0.3 },
  brief: 'nothing',
} as const satisfies KindDefinition<Data>;
