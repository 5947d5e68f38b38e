import { z } from 'zod';
import { LIBRARY_PATH } from '../../library/addresses.ts';
import { freshnessOn } from '../../library/freshness.ts';
import type { Day } from '../../library/dates.ts';
import { findTerm, type NamedTerm } from '../../library/find-term.ts';
import { nearest } from '../../library/nearest.ts';
import type { AssetRow } from '../files/asset-list.ts';
import type { AgentHub } from '../hub.ts';

/** One question that agents may ask of a hub. It changes nothing. */
export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  /** What a model reads to choose it. */
  description: string;
  input: Input;
  output: Output;
  /** The words of a question as they are counted; '' where it has none but the id of a page. */
  words: (input: z.output<Input>) => string;
  /** How much an answer holds: pages, claims or sentences. */
  holds: (answer: z.input<Output>) => number;
  /** Throws a QuestionError when the question cannot be answered. */
  answer: (hub: AgentHub, input: z.output<Input>, today: Day) => Promise<z.input<Output>>;
}

/** Keeps the types of a tool's question and answer together. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool<Input, Output> => tool;

/** A question that cannot be answered. The message says why, and what to ask. */
export class QuestionError extends Error {}

/** What several tools are asked. */
export const asked = {
  today: z.iso
    .date()
    .optional()
    .describe('The day of the person who asks, such as 2027-01-31: what has run out by then is left out.'),
  forCustomer: z
    .boolean()
    .default(false)
    .describe('true: only what may be said or sent to a customer; all that is internal is left out.'),
};

/** Told where nothing was found. */
export const askForIt = z
  .string()
  .nullable()
  .describe(
    'Where nothing was found: the address that the person you answer opens to ask for it in one tap. You cannot ask for them.',
  );

/** An asset as answers name it. */
export const page = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  url: z.string(),
  revision: z.string().describe('Changes when the meaning does.'),
  audience: z.enum(['internal', 'shareable']),
  owner: z.string().nullable().describe('Who answers for it.'),
  state: z
    .enum(['fresh', 'due', 'overdue', 'expired', 'unverified'])
    .describe(
      'overdue: its review was due; expired: nobody should use it; unverified: nobody checked it yet.',
    ),
  review_by: z.string().nullable(),
  expires: z.string().nullable(),
});

export function pageOf({ list }: AgentHub, row: AssetRow, today: Day): z.input<typeof page> {
  const { id, title, kind, url, revision, audience, owner, review_by: due, expires } = row;
  return {
    id,
    title,
    kind,
    url: (list.site ?? '') + url,
    revision,
    audience,
    owner: owner?.name ?? null,
    state: freshnessOn({ reviewBy: due, expires }, today),
    review_by: due ?? null,
    expires: expires ?? null,
  };
}

/** Where the person for whom an agent asks finds the same search, and one tap that asks for what it does not find. */
export const requestUrl = ({ list }: AgentHub, words: string): string =>
  `${list.site ?? ''}${LIBRARY_PATH}?q=${encodeURIComponent(words.toWellFormed())}`;

/** The row of an asset. Throws a QuestionError that names the nearest one. */
export function findRow({ byId }: AgentHub, id: string): AssetRow {
  const row = byId.get(id.replace(/^\/|\/$|\.md$/g, ''));
  if (row !== undefined) return row;
  const meant = nearest(id, [...byId.keys()]);
  throw new QuestionError(
    `The hub has no page "${id.slice(0, 80)}". ${meant === undefined ? 'Find its id with search.' : `Did you mean ${meant}?`}`,
  );
}

/** The id of a word of the hub by its id or name. Throws a QuestionError that names what there is. */
export function findWord(words: readonly NamedTerm[], typed: string, what: string): string {
  const known = findTerm(words, typed);
  if (known !== undefined) return known.id;
  const meant = nearest(
    typed,
    words.map(({ name }) => name),
  );
  const all = words.map(({ name }) => name).join(', ');
  throw new QuestionError(
    `The hub knows no ${what} "${typed.slice(0, 80)}". ${meant === undefined ? (all === '' ? 'It knows none.' : `It knows ${all}.`) : `Did you mean ${meant}?`}`,
  );
}
