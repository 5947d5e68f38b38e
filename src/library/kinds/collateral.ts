import { z } from 'zod';
import { filePath, sentence, type Fields } from './fields.ts';
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
    format: oneOf('formats').optional().describe('What sort of piece it is.'),
    downloads: z
      .array(
        z.strictObject({
          label: sentence(80).describe('What the button says.'),
          file: filePath('The name of a file that was uploaded.').describe(
            'Path of the file below content/files, such as roi-calculator.csv.',
          ),
        }),
      )
      .default([])
      .describe('Files that a rep takes along.'),
  });

export const definition = {
  schema,
  lead: 'Pieces to send, show or fill in: one-pagers, case studies, scripts and emails.',
  navigation: { group: 'call', place: 4 },
  offline: 'list',
  parts: {},
  downloads: ({ downloads }) =>
    downloads.map(({ file }, index) => ({ at: ['downloads', index, 'file'], file })),
} as const satisfies KindDefinition<z.infer<ReturnType<typeof schema>>>;
