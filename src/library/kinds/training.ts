import { z } from 'zod';
import { assetId, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'training',
  label: 'Training',
  plural: 'Training',
  reviewDays: 180,
} as const satisfies KindNames;

export const icon =
  '<path d="M21.42 10.922a1 1 0 0 0-.019-1.838L12.83 5.18a2 2 0 0 0-1.66 0L2.6 9.08a1 1 0 0 0 0 1.832l8.57 3.908a2 2 0 0 0 1.66 0z" /> <path d="M22 10v6" /> <path d="M6 12.5V16a6 3 0 0 0 12 0v-3.5" />';

const schema = ({ common }: Fields) =>
  common.extend({
    covers: z
      .enum(['departments'])
      .optional()
      .describe(
        'departments: it leads past every department of hub.yaml, and the check names those it misses.',
      ),
    steps: z
      .array(
        z.strictObject({
          read: assetId('The page to read. Begin to type its title, then choose.').describe(
            'Id of the page to read, such as roles/support.',
          ),
          question: sentence(200).describe('What is asked after it.'),
          answer: sentence(200).describe('The right answer, in a few words.'),
          wrong: z
            .array(sentence(200))
            .min(1)
            .max(3)
            .describe('One to three answers that are wrong and that somebody might give.'),
          stands_in: assetId('Only where the answer stands on another page.')
            .optional()
            .describe('Id of the page on which the answer stands, where that is another one.'),
          stands_under: sentence(200).describe(
            'The heading under which the answer stands, in its own words, or what follows # in its address.',
          ),
        }),
      )
      .min(1)
      .describe('The pages to read, in order, with a question after each.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  steps: {
    heading: 'Read, then answer',
    key: 'steps',
    is: 'entry',
    // Without the answer: whoever searches for it finds the place where it stands.
    entries: (data) => data.steps.map(({ question }) => [question]),
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'Pages in the order in which to read them, with a question after each. What you have done is kept in your browser alone.',
  navigation: { group: 'elsewhere', place: 2 },
  offline: 'opened',
  parts,
  speaksByData: true,
  links: ({ steps }) =>
    steps.flatMap(({ read, stands_in: place }, index) => [
      { at: ['steps', index, 'read'], id: read },
      ...(place === undefined ? [] : [{ at: ['steps', index, 'stands_in'], id: place }]),
    ]),
  demo: { opened: 2 },
  brief: 'nothing',
} as const satisfies KindDefinition<Data>;
