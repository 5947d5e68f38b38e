import type { Day } from '../library/dates.ts';

/** What may have moved the numbers: a price, a launch, a new page, a change of one. Those that weigh most come first. */
export const NOTE_KINDS = ['price', 'launch', 'new', 'changed'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** What happened on a day to pages about a product. It says what happened beside the numbers, never that it moved them. */
export interface TimeNote {
  on: Day;
  kind: NoteKind;
  /** Id of the product; '' for pages that are about none. */
  product: string;
  /** The page it happened to, or the first of them; of a price what it was and what it is. */
  says: string;
  /** How many pages it happened to. */
  pages: number;
}

const WORDS: Readonly<Record<NoteKind, string>> = {
  price: 'Price',
  launch: 'Launch',
  new: 'New',
  changed: 'Changed',
};

/** Notes of one day and kind in words, such as `New: Pilot plan and 2 more pages`. */
function sayNotes(notes: readonly Omit<TimeNote, 'on' | 'product'>[]): string {
  const [first] = notes;
  if (first === undefined) return '';
  if (first.kind === 'price')
    return `${WORDS.price}: ${[...new Set(notes.map(({ says }) => says))].join('; ')}`;
  const more = notes.reduce((sum, { pages }) => sum + pages, 0) - 1;
  const rest = more === 0 ? '' : ` and ${String(more)} more ${more === 1 ? 'page' : 'pages'}`;
  return `${WORDS[first.kind]}: ${first.says}${rest}`;
}

/** One day of a list, and what happened on it. */
interface NotedDay {
  on: Day;
  says: string;
}

/** Notes day by day, oldest first, what weighs most of a day before the rest. */
export function tellDays(notes: readonly TimeNote[]): NotedDay[] {
  const byDay = Map.groupBy(notes, ({ on }) => on);
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, own]) => ({
      on,
      says: NOTE_KINDS.flatMap((kind) => sayNotes(own.filter((note) => note.kind === kind)) || []).join('. '),
    }));
}
