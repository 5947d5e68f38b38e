import { z } from 'zod';
import { day, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'roles',
  label: 'Department',
  plural: 'Departments',
  reviewDays: 365,
} as const satisfies KindNames;

export const icon =
  '<path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2" /> <path d="M16 3.128a4 4 0 0 1 0 7.744" /> <path d="M22 21v-2a4 4 0 0 0-3-3.87" /> <circle cx="9" cy="7" r="4" />';

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    department: oneOf('departments').describe('Whose page it is.'),
    breaks_without_us: z.array(sentence(240)).default([]).describe('What goes wrong when we are not there.'),
    needs_from_you: z.array(sentence(240)).default([]).describe('What we need from the rest of the company.'),
    voice: z
      .strictObject({
        quote: sentence(300).describe('Their words.'),
        who: sentence(80).describe('Who said it, by name or by what they do.'),
        consent: day('2026-11-02')
          .optional()
          .describe('The day on which they agreed that the hub shows it; without it, nobody sees it.'),
      })
      .optional()
      .describe('What excites one of us about our customers.'),
    touchpoints: z
      .array(
        z.strictObject({
          moment: sentence(80).describe('Where a customer meets us, such as: The bill.'),
          owner: oneOf('people').describe('The id of the person who answers for it (people in hub.yaml).'),
          good: sentence(240).describe('What good looks like for the customer, so that anybody could tell.'),
          reviewed: day('2026-10-01').describe('The day on which the owner last looked whether it is so.'),
        }),
      )
      .default([])
      .describe('Where customers meet what we do: each is looked at as often as this page.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  'breaks-without-us': {
    heading: 'What breaks without us',
    key: 'breaks_without_us',
    is: 'entry',
    entries: (data) => data.breaks_without_us.map((each) => [each]),
  },
  'needs-from-you': {
    heading: 'What we need from you',
    key: 'needs_from_you',
    is: 'entry',
    entries: (data) => data.needs_from_you.map((each) => [each]),
  },
  touchpoints: {
    heading: 'Where customers meet us',
    key: 'touchpoints',
    is: 'entry',
    entries: (data) => data.touchpoints.map(({ moment, good }) => [moment, good]),
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'What each department does, what breaks without it, and what it needs from you.',
  navigation: { group: 'learn', place: 3 },
  offline: 'opened',
  parts,
  demo: { opened: 0.4 },
  brief: 'nothing',
} as const satisfies KindDefinition<Data>;
