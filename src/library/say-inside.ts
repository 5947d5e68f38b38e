/** What is inside of a file and nobody sees, in words. */
import type { PlacedPart } from '../files/file-text.ts';
import type { Inside, InsideSort } from '../files/inside.ts';
import { renderList } from './render-list.ts';

/** What is concealed inside of a part that is shown. */
const CONCEALED = { slide: 'shapes', sheet: 'rows or columns', section: 'text', page: 'text' } as const;

const WORDS: Readonly<Record<Exclude<InsideSort, 'hidden' | 'concealed' | 'label'>, string>> = {
  notes: 'notes for the speaker',
  comments: 'comments',
  changes: 'tracked changes',
  orphans: 'what was deleted and still lies in it',
  workbooks: 'all the figures behind charts',
  embedded: 'other files inside of it',
  crops: 'pictures of which the part that was cut off is still there',
  revisions: 'what it said before',
};

/** Parts that a sentence names; of more it says how many. */
const MAX_NAMED = 5;

/** In words that end a sentence: `comments (slides 2 and 7)`. */
export function sayInside({ is, parts, detail }: Inside): string {
  const sort = parts[0]?.is ?? 'section';
  const words =
    is === 'hidden'
      ? `hidden ${sort}s`
      : is === 'concealed'
        ? `hidden ${CONCEALED[sort]}`
        : is === 'label'
          ? 'a sensitivity label'
          : WORDS[is];
  const places = [detail, sayPlaces(parts)].filter((each) => each !== '').join(', ');
  return places === '' ? words : `${words} (${places})`;
}

/** `slides 2 and 7`; of sheets and sections their names. */
export function sayPlaces(parts: readonly PlacedPart[]): string {
  const [first] = parts;
  if (first === undefined) return '';
  const names = parts.map(({ is, number, title }) =>
    is === 'slide' || is === 'page' || title === '' ? String(number) : `“${title}”`,
  );
  const more = names.length - MAX_NAMED;
  const shown = more > 1 ? [...names.slice(0, MAX_NAMED), `${String(more)} more`] : names;
  return `${first.is}${parts.length === 1 ? '' : 's'} ${renderList(shown)}`;
}
