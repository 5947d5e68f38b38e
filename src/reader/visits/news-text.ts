import { renderList } from '../../library/render-list.ts';
import { shortenAtWord } from '../../library/shorten.ts';
import type { NewsItem, AssetNews } from './news.ts';

/** One row of what is new: a tag, what it is about, and the words. */
export interface NewsRow {
  tag: 'New' | 'Changed' | 'Gone' | 'Expired' | 'Internal now' | 'To be said now';
  about: string;
  /** Words that were there; with `now` beside it only those that are otherwise. */
  was?: string;
  now?: string;
}

const FILE_WORDS: Readonly<Record<NewsItem['what'], string>> = {
  added: 'A file that was not there.',
  changed: 'The file is another one than you know.',
  removed: 'The file is not there any more.',
  expired: '',
};

/** Longer texts are told by their beginning. */
const MAX_CHARACTERS = 180;
/** Words left on both sides of what changed, so that one knows where it stands. */
const CONTEXT_WORDS = 2;
/** More parts of a text are counted, not named. */
const MAX_NAMED = 3;

/** What became of an asset in a sentence or two, such as `2 claims are new, 1 changed and “Pricing” is gone.` */
export function renderNews({ items, unknownChanges }: AssetNews): string {
  const known = renderList([...claimWords(items), ...objectionWords(items), ...textWords(items)]);
  return [unknownChangesWords(unknownChanges), known]
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`)
    .join(' ');
}

export function buildNewsRow(news: NewsItem): NewsRow {
  const { what, subject, heading, about, was = '', now = '', say } = news;
  const place =
    subject === 'answer' ? `Answer to “${about ?? ''}”` : subject === 'objection' ? 'Objection' : heading;
  const row = { tag: tagOf(news), about: place };
  // Of a file no words are told, and what tells its versions apart are none.
  if (subject === 'file') return { ...row, now: FILE_WORDS[what] };
  if (what === 'removed') return { ...row, was: shortenAtWord(was, MAX_CHARACTERS) };
  if (what !== 'changed' || (say !== undefined && was === now))
    return { ...row, now: shortenAtWord(now, MAX_CHARACTERS) };
  return { ...row, ...changedWords(was, now) };
}

/** The words that are otherwise, without those that both begin and end with. */
export function changedWords(was: string, now: string): { was: string; now: string } {
  const before = was.split(/\s+/);
  const after = now.split(/\s+/);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const cut = (words: readonly string[]): string => {
    const [from, to] = [
      Math.max(0, start - CONTEXT_WORDS),
      Math.min(words.length, words.length - end + CONTEXT_WORDS),
    ];
    const middle = shortenAtWord(words.slice(from, to).join(' '), MAX_CHARACTERS);
    return `${from > 0 ? '… ' : ''}${middle}${to < words.length && !middle.endsWith('…') ? ' …' : ''}`;
  };
  return { was: cut(before), now: cut(after) };
}

function tagOf({ what, say }: NewsItem): NewsRow['tag'] {
  if (what === 'changed' && say !== undefined) return say === 'internal' ? 'Internal now' : 'To be said now';
  return ({ added: 'New', changed: 'Changed', removed: 'Gone', expired: 'Expired' } as const)[what];
}

function unknownChangesWords(unknownChanges: AssetNews['unknownChanges']): string {
  if (unknownChanges === undefined) return '';
  const { times, isLeast } = unknownChanges;
  const often = times === 1 ? '' : ` ${isLeast ? 'at least ' : ''}${String(times)} times`;
  return `it changed${often} since; what it said then is not kept any more`;
}

function claimWords(news: readonly NewsItem[]): string[] {
  const claims = news.filter(({ subject }) => subject === 'claim');
  const count = (tag: NewsRow['tag']) => claims.filter((each) => tagOf(each) === tag).length;
  const counted = (
    [
      ['New', 'is new', 'are new'],
      ['Changed', 'changed', 'changed'],
      ['Internal now', 'is not to be said any more', 'are not to be said any more'],
      ['To be said now', 'may be said now', 'may be said now'],
      ['Gone', 'is gone', 'are gone'],
      ['Expired', 'expired', 'expired'],
    ] as const
  )
    .map(([tag, one, many]) => ({ number: count(tag), one, many }))
    .filter(({ number }) => number > 0);
  return counted.map(({ number, one, many }, at) => {
    const noun = at > 0 ? '' : number === 1 ? ' claim' : ' claims';
    return `${String(number)}${noun} ${number === 1 ? one : many}`;
  });
}

function objectionWords(news: readonly NewsItem[]): string[] {
  const became = { added: 'is new', changed: 'changed', removed: 'is gone', expired: '' };
  const objections = news
    .filter(({ subject }) => subject === 'objection')
    .map(({ what, was, now }) => `the objection “${now ?? was ?? ''}” ${became[what]}`);
  const answered = new Set(news.flatMap(({ about }) => about ?? []));
  const answers = [...answered].map((about) => {
    const whats = new Set(news.filter((each) => each.about === about).map(({ what }) => what));
    const what = whats.size === 1 && whats.has('added') ? 'added' : 'changed';
    return `the answer to “${about}” ${became[what]}`;
  });
  return named([...objections, ...answers], 'answers');
}

/** Lists have several entries under one heading, a section of the text is one. */
function textWords(news: readonly NewsItem[]): string[] {
  const texts = Object.groupBy(
    news.filter(({ subject }) => subject === 'text' || subject === 'entry' || subject === 'file'),
    ({ heading, subject }) =>
      subject === 'entry' ? `under “${heading}”` : heading === '' ? 'the text' : `“${heading}”`,
  );
  const parts = Object.entries(texts).map(([place, found = []]) => {
    const whats = new Set(found.map(({ what }) => what));
    const [only = 'changed'] = whats;
    const what = whats.size === 1 ? only : 'changed';
    const many = place.startsWith('under') ? String(found.length) : '';
    const verb = { added: found.length === 1 ? 'is new' : 'are new', changed: 'changed', expired: 'expired' };
    const became = what === 'removed' ? (found.length === 1 ? 'is gone' : 'are gone') : verb[what];
    return many === '' ? `${place} ${became}` : `${many} ${became} ${place}`;
  });
  return named(parts, 'parts');
}

function named(parts: readonly string[], what: string): string[] {
  if (parts.length <= MAX_NAMED) return [...parts];
  const left = parts.length - MAX_NAMED + 1;
  return [...parts.slice(0, MAX_NAMED - 1), `${String(left)} more ${what} changed`];
}
