import { z } from 'zod';
import { day, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'field-notes',
  label: 'Field note',
  plural: 'Field notes',
  reviewDays: 365,
} as const satisfies KindNames;

export const icon =
  '<path d="M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4" /> <path d="M2 6h4" /> <path d="M2 10h4" /> <path d="M2 14h4" /> <path d="M2 18h4" /> <path d="M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z" />';

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    visited: day('2026-10-20').describe('The day of the ride-along.'),
    team: oneOf('teams').optional().describe('The sales team that was joined.'),
    struggled: z
      .array(
        z.strictObject({
          here: sentence(240).describe('Where the rep or the customer struggled.'),
          need: sentence(240).describe('What would have helped.'),
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
    texts: (data) => data.struggled.flatMap((each) => [each.here, each.need]),
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'What colleagues saw when they joined a rep for a day.',
  navigation: { group: 'company', place: 4 },
  offline: 'opened',
  parts,
  isDataFirst: true,
  demo: { opened: 0.3 },
} as const satisfies KindDefinition<Data>;
