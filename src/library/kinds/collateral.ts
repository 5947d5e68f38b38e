import { z } from 'zod';
import { downloads, type Fields } from './fields.ts';
import type { KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'collateral',
  label: 'Collateral',
  plural: 'Collateral',
  reviewDays: 180,
} as const satisfies KindNames;

export const icon =
  '<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z" /> <path d="M14 2v5a1 1 0 0 0 1 1h5" /> <path d="M10 9H8" /> <path d="M16 13H8" /> <path d="M16 17H8" />';

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    format: oneOf('formats').optional().describe('What sort of collateral it is.'),
    // What lives elsewhere is collateral as a file is: a deck is a deck wherever it lies, is looked for by its format and
    // goes into a brief. A kind of its own would have said where it lies in the place of what it is, and would have asked for
    // formats, files and briefs once more. Its page is what search finds: what it holds stands in the text.
    link: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe(
        'Where it lives, when it is no file of the hub: the address of a Google, SharePoint, Loom, Gong, YouTube, Pitch, Figma or any other page. Its text says what it holds, so that it is found.',
      )
      .meta({
        formHelp: 'The address of what lives elsewhere: a deck in Google Slides, a recording, a board.',
      }),
    // Its revision has always counted the key, files or none.
    downloads: downloads().default([]),
  });

export const definition = {
  schema,
  lead: 'To send, show or fill in: one-pagers, case studies, scripts and emails.',
  navigation: { group: 'browse', place: 4 },
  offline: 'list',
  parts: {},
  sends: ({ format }) => (format === 'email' ? 'the texts in quotes, each by its copy button' : undefined),
  link: ({ link }) => link,
  brief: { says: ({ benefit, summary = '' }) => benefit ?? summary },
} as const satisfies KindDefinition<z.infer<ReturnType<typeof schema>>>;
