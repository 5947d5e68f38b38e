import { z } from 'zod';
import { countsFor, day, sameCustomer, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'field-notes',
  label: 'Field note',
  plural: 'Field notes',
  reviewDays: 365,
} as const satisfies KindNames;

export const icon =
  '<path d="M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4" /> <path d="M2 6h4" /> <path d="M2 10h4" /> <path d="M2 14h4" /> <path d="M2 18h4" /> <path d="M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z" />';

/** The calls that colleagues join, and a day on the road. */
export const CALLS = {
  discovery: 'a first call',
  demo: 'a demo',
  pilot: 'a call during a pilot',
  negotiation: 'a call about terms',
  review: 'a review with a customer',
  'ride-along': 'a ride-along',
} as const;

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    visited: day('2026-10-20').describe('The day of the ride-along.'),
    call: z
      .enum(Object.keys(CALLS) as (keyof typeof CALLS)[])
      .default('ride-along')
      .describe(
        'What was joined: discovery, demo, pilot, negotiation or review for a call; ride-along for a day on the road.',
      ),
    spoke: sentence(200)
      .optional()
      .describe('Only where the colleague did not just listen: what they were there to say.'),
    team: oneOf('teams')
      .optional()
      .describe(
        'The sales team that was joined; left out for teams under ten reps, where it names a person.',
      ),
    same_customer_as: sameCustomer(),
    struggled: z
      .array(
        z.strictObject({
          here: sentence(240).describe('Where the rep or the customer struggled.'),
          need: sentence(240).describe('What would have helped.'),
          counts_for: countsFor(),
        }),
      )
      .default([])
      .describe('Struggled here → need.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  struggled: {
    heading: 'Where it was hard, and what would have helped',
    key: 'struggled',
    is: 'entry',
    entries: (data) => data.struggled.map((each) => [each.here, each.need]),
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'What colleagues saw when they joined a rep for a day.',
  navigation: { group: 'learn', place: 4 },
  offline: 'opened',
  parts,
  isDataFirst: true,
  needs: (data) =>
    data.struggled.flatMap(({ counts_for: id }, index) =>
      id === undefined ? [] : [{ at: ['struggled', index, 'counts_for'], id }],
    ),
  sameCustomerAs: (data) => data.same_customer_as,
  demo: { opened: 0.3 },
  brief: 'nothing',
} as const satisfies KindDefinition<Data>;
