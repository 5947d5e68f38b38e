import { z } from 'zod';
import { assetId, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'plays',
  label: 'Play',
  plural: 'Plays',
  reviewDays: 180,
} as const satisfies KindNames;

export const icon =
  '<circle cx="6" cy="19" r="3" /> <path d="M9 19h8.5a3.5 3.5 0 0 0 0-7h-11a3.5 3.5 0 0 1 0-7H15" /> <circle cx="18" cy="5" r="3" />';

const schema = ({ common }: Fields) =>
  common.extend({
    situation: sentence(300).describe('When to reach for it: what just happened in the deal.'),
    steps: z
      .array(
        z.strictObject({
          do: sentence(300).describe('What to do.'),
          use: assetId('The page to use. Begin to type its title, then choose.')
            .optional()
            .describe('Id of the asset to use, such as collateral/pilot-plan.'),
        }),
      )
      .min(1)
      .describe('The kit, in order.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  when: {
    heading: 'When to reach for it',
    key: 'situation',
    is: 'entry',
    entries: (data) => [[data.situation]],
  },
  steps: {
    heading: 'Steps',
    key: 'steps',
    is: 'step',
    entries: (data) => data.steps.map((step) => [step.do]),
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'What to do when something just happened in the deal.',
  navigation: { group: 'browse', place: 3 },
  offline: 'list',
  parts,
  isDataFirst: true,
  speaksByData: true,
  isKit: true,
  links: ({ steps }) =>
    steps.flatMap(({ use }, index) => (use === undefined ? [] : [{ at: ['steps', index, 'use'], id: use }])),
  demo: { opened: 1.5 },
  brief: { says: ({ situation }) => situation, first: ({ steps }) => steps[0]?.do },
} as const satisfies KindDefinition<Data>;
