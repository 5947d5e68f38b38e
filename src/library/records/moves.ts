import { z } from 'zod';
import { idOfPath } from '../asset.ts';
import { defineRules, type Finding } from '../finding.ts';
import { kindOfPath } from '../kinds/kinds.ts';
import type { Library } from '../library.ts';
import { followMoves, type Move } from '../moves.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';

/** Path of the file inside the content folder. */
export const MOVES_PATH = 'moves.yaml';

const rules = defineRules('record', {
  'moves-yaml': { severity: 'error', says: 'moves.yaml cannot be read as YAML.' },
  'move-from': { severity: 'error', says: 'An old address in moves.yaml is a page, or stands there twice.' },
  'move-to': { severity: 'error', says: 'An old address leads to no page.' },
});

// The page at an old address would lie over a list or a call otherwise.
const id = z.string().refine((text) => idOfPath(text) === text && kindOfPath(text) !== undefined);

const movesSchema = z.strictObject({
  moves: z
    .array(
      z.strictObject({
        from: id.describe('The id that the page had, such as answers/old-price.'),
        to: id
          .optional()
          .describe('The id that it has now: its old address leads there, and its numbers go on.'),
        title: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .optional()
          .describe('What a page was called that is gone, so that the numbers still name it.'),
        withdrawn: day
          .optional()
          .describe('The day on which its words were withdrawn: nothing names it any more.'),
        because: z.string().trim().min(1).max(300).optional().describe('Why, for whoever reads this later.'),
      }),
    )
    .default([])
    .describe('One entry for each page that moved or is gone.'),
});

/** The record of what became of pages. */
export const moves = defineRecord({
  path: MOVES_PATH,
  list: 'moves',
  rules,
  yamlRule: 'moves-yaml',
  buildSchema: () => movesSchema,
  readEntry: ({ from, to, title, withdrawn }, lineOf): Move => ({
    from,
    to,
    title,
    withdrawn,
    line: lineOf(['from']),
  }),
  check: (entries, library) => checkMoves(entries, library),
});

function checkMoves(entries: readonly Move[], { byId, leftOut }: Library): Finding[] {
  const ends = followMoves(entries);
  const ended = new Set(entries.flatMap(({ from, to }) => (to === undefined ? [from] : [])));
  const seen = new Set<string>();
  return entries.flatMap(({ from, to, line }) => {
    const at = { path: MOVES_PATH, line };
    const isTwin = seen.has(from);
    seen.add(from);
    if (isTwin)
      return [
        rules.found('move-from', {
          ...at,
          message: `What became of ${from} stands here twice.`,
          hint: 'Keep the entry that is right now, and take the other one out.',
        }),
      ];
    const page = byId.get(from);
    if (page !== undefined)
      return [
        rules.found('move-from', {
          ...at,
          message: `${from} is a page: ${page.path}.`,
          hint: 'Take this entry out, or give that page another name.',
        }),
      ];
    const end = ends.get(from);
    const isThere = end !== undefined && (byId.has(end) || leftOut.has(end) || ended.has(end));
    if (to === undefined || isThere) return [];
    return [
      rules.found('move-to', {
        ...at,
        message:
          end === undefined
            ? `${from} leads round in a ring.`
            : `${from} leads to ${end}, and there is no such page.`,
        hint: 'Write under to the id of the page that holds its words now, or write title in the place of to when it is gone.',
      }),
    ];
  });
}
