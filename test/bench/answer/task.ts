import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** What a rep wants, in the words that a rep has for it, and what has to be there in the end. */
const task = z.strictObject({
  /** The situation, as one would tell it to a colleague. */
  wants: z.string(),
  /** Typed into the search, letter by letter, as far as is needed. */
  search: z.string().optional(),
  /** The competitor whose card is opened first, where one goes by call mode or by a brief. */
  card: z.string().optional(),
  /** Typed in call mode. */
  hears: z.string().optional(),
  /** The page that has it, such as `/answers/what-does-it-cost/`. */
  page: z.string().optional(),
  /** The beginning of the sentence that is wanted. */
  sentence: z.string().optional(),
  /** The stage of a brief, by its name. */
  stage: z.string().optional(),
  does: z.enum(['copy', 'open', 'brief', 'request', 'copy in call']),
});
export type Task = z.infer<typeof task>;

/** As the judged lists of the search have it: an asset and the words of a sentence in it, or a card and an objection of it. */
const said = z.union([
  z.object({ said: z.string(), finds: z.string(), at: z.string().optional() }),
  z.object({ said: z.string(), card: z.string(), heard: z.string() }),
]);

/** Words that are typed, and where their first hit is to open. */
export interface Said {
  said: string;
  page: string;
  /** The beginning of the words that it is to open at; undefined where the page is to open at its top. */
  at: string | undefined;
}

async function readList<Item>(file: string, item: z.ZodType<Item>): Promise<Item[]> {
  const content: unknown = parse(await readFile(file, 'utf8'));
  const list = Array.isArray(content) ? content : (content as { said?: unknown } | null)?.said;
  const read = z.array(item).safeParse(list);
  if (read.success) return read.data;
  throw new Error(`${file} is no such list: ${z.prettifyError(read.error)}`);
}

/** Reads tasks in YAML. Throws with what is wrong in it. */
export const readTasks = (file: string): Promise<Task[]> => readList(file, task);

/** Reads what is said, in YAML, as a list or under `said`. Throws with what is wrong in it. */
export async function readSaid(file: string): Promise<Said[]> {
  return (await readList(file, said)).map((each) =>
    'card' in each
      ? { said: each.said, page: `/battlecards/${each.card}/`, at: each.heard }
      : { said: each.said, page: `/${each.finds}/`, at: each.at === 'top' ? undefined : each.at },
  );
}
