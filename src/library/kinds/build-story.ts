import { z } from 'zod';
import { assetId, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'build-stories',
  label: 'How we build it',
  plural: 'How we build it',
  reviewDays: 365,
} as const satisfies KindNames;

export const icon =
  '<path d="m15 12-9.373 9.373a1 1 0 0 1-3.001-3L12 9" /> <path d="m18 15 4-4" /> <path d="m21.5 11.5-1.914-1.914A2 2 0 0 1 19 8.172v-.344a2 2 0 0 0-.586-1.414l-1.657-1.657A6 6 0 0 0 12.516 3H9l1.243 1.243A6 6 0 0 1 12 8.485V10l2 2h1.172a2 2 0 0 1 1.414.586L18.5 14.5" />';

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    department: oneOf('departments').describe('Who builds it.'),
    pairs_with: assetId('The story that tells the other half. Begin to type its title, then choose.')
      .optional()
      .describe('Id of the sell story that tells the other half.'),
    requests: z
      .array(
        z.strictObject({
          ask: sentence(160).describe('What a rep asks for.'),
          try_first: sentence(200).optional().describe('What helps in most cases, before anybody is asked.'),
          bring: z
            .array(sentence(120))
            .default([])
            .describe('What to bring, so that nobody has to ask back.'),
          happens: sentence(300).describe('What then happens, and what comes back.'),
          steps: z
            .array(
              z.strictObject({
                does: sentence(160).describe('What is done.'),
                owner: sentence(80).describe('Who does it.'),
                days: z.number().positive().describe('Working days that it takes.'),
              }),
            )
            .default([])
            .describe('The way it goes, where it passes through several hands.'),
          owner: sentence(80).describe('Who takes it.'),
          days: z.number().positive().describe('Working days until there is an answer.'),
        }),
      )
      .default([])
      .describe('When you ask for X, this happens.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  'when-you-ask': {
    heading: 'When you ask for this, that happens',
    key: 'requests',
    is: 'entry',
    entries: (data) => data.requests.map((request) => [request.ask, sayRequest(request)]),
  },
} as const satisfies Record<string, DataPart<Data>>;

/** What becomes of a request, with what comes before it. */
function sayRequest({ try_first: tryFirst, bring, happens }: Data['requests'][number]): string {
  return [
    ...(tryFirst === undefined ? [] : [`Try first: ${tryFirst}`]),
    ...(bring.length === 0 ? [] : [`Bring: ${bring.join('; ')}.`]),
    happens,
  ].join(' ');
}

export const definition = {
  schema,
  lead: 'How the people behind the product make what you sell, and what happens when you ask them for something.',
  navigation: { group: 'learn', place: 1 },
  offline: 'opened',
  parts,
  links: ({ pairs_with: id }) => (id === undefined ? [] : [{ at: ['pairs_with'], id }]),
  demo: { opened: 0.5 },
  brief: 'nothing',
} as const satisfies KindDefinition<Data>;
