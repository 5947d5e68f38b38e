import { z } from 'zod';
import { assetId, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'sell-stories',
  label: 'How we sell it',
  plural: 'How we sell it',
  reviewDays: 365,
} as const satisfies KindNames;

export const icon =
  '<path d="m11 17 2 2a1 1 0 1 0 3-3" /> <path d="m14 14 2.5 2.5a1 1 0 1 0 3-3l-3.88-3.88a3 3 0 0 0-4.24 0l-.88.88a1 1 0 1 1-3-3l2.81-2.81a5.79 5.79 0 0 1 7.06-.87l.47.28a2 2 0 0 0 1.42.25L21 4" /> <path d="m21 3 1 11h-2" /> <path d="M3 3 2 14l6.5 6.5a1 1 0 1 0 3-3" /> <path d="M3 4h8" />';

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    team: oneOf('teams').optional().describe('The sales team that tells it.'),
    department: oneOf('departments')
      .optional()
      .describe('The department whose work it sells: it is asked for the other half where that is missing.'),
    recording: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where the rep who tells it can be heard.'),
    takeaways: z
      .array(sentence(160))
      .length(3)
      .optional()
      .describe('The three things that a builder should remember of it.'),
    pairs_with: assetId('The story that tells the other half. Begin to type its title, then choose.')
      .optional()
      .describe('Id of the build story that tells the other half.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  takeaways: {
    heading: 'Three things to remember',
    key: 'takeaways',
    is: 'entry',
    entries: ({ takeaways = [] }) => takeaways.map((each) => [each]),
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'How the people in front of customers sell what you build, and what they hear back.',
  navigation: { group: 'learn', place: 2 },
  offline: 'opened',
  parts,
  isDataFirst: true,
  links: ({ pairs_with: id }) => (id === undefined ? [] : [{ at: ['pairs_with'], id }]),
  brief: 'nothing',
} as const satisfies KindDefinition<Data>;
