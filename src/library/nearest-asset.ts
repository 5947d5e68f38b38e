import { distance } from 'fastest-levenshtein';
import { idOfPath } from './asset.ts';

/** Names that so many pages have that the name alone says nothing. */
const COMMON_NAMES = new Set([
  'index',
  'readme',
  'overview',
  'introduction',
  'intro',
  'faq',
  'untitled',
  'template',
]);

/**
 * The id of the asset that a person most likely meant: the one whose path or address was written instead, else the one
 * with the same file name or a misspelt one, of several the one whose end of the path is most alike. Pages of the same
 * tree as `from` come first, and one of another tree is named only where three parts of the path are the same. A page that
 * stands for its folder goes by the folder's name. Undefined when two are equally likely, or none is.
 */
export function nearestAsset(typed: string, known: readonly string[], from?: string): string | undefined {
  const written = typed.replace(/^\/|\/$/g, '');
  const asId = idOfPath(written);
  if (known.includes(asId)) return asId;
  const wanted = withoutIndex(asId);
  const name = nameOf(wanted);
  const all = known.flatMap((id) => {
    const path = withoutIndex(id);
    const apart = name === nameOf(path) ? 0 : misspelling(name, nameOf(path));
    return apart === undefined
      ? []
      : [
          {
            id,
            apart,
            tail: sharedTail(path, wanted),
            tree: inTreeOf(from ?? asId, id),
            beside: folderOf(path) === folderOf(wanted),
          },
        ];
  });
  const likely = all.filter(
    ({ apart, tail, tree, beside }) =>
      (tree !== 'other' || tail > 2) &&
      (apart > 0 || tail > 1 || !(COMMON_NAMES.has(name) || wanted !== asId)) &&
      // A misspelt name must lie where it was looked for, or be long enough to be meant.
      (apart === 0 || beside || name.length >= 6),
  );
  const score = ({ apart, tail, tree, beside }: (typeof likely)[number]) =>
    tail * 4 - apart * 5 + (tree === 'same' ? 2 : 0) + (beside ? 3 : 0);
  const [best, ...others] = likely.sort((a, b) => score(b) - score(a));
  if (best === undefined || (best.id === from && best.tail < 2)) return undefined;
  // A name from another folder is no surer than a misspelt one where the page was looked for.
  const rival = others.some(
    (other) => score(other) === score(best) || (best.tail === 1 && !best.beside && other.beside),
  );
  return rival ? undefined : best.id;
}

/** `sales/index` and `sales/readme` are what `sales` leads to. */
function withoutIndex(id: string): string {
  return id.replace(/(?<=[^/])\/_?(?:index|readme)$/, '');
}

/** How many letters are wrong in a name that was misspelt: one in six at most, at least one. */
function misspelling(typed: string, name: string): number | undefined {
  const most = Math.max(1, Math.floor(typed.length / 6));
  if (typed.length < 3 || Math.abs(typed.length - name.length) > most) return undefined;
  const apart = isSwapped(typed, name) ? 1 : distance(typed, name);
  // Numbers are never misspelt into each other: `part-1` is not meant by `part-2`.
  return apart <= most && typed.replace(/\D+/g, ' ') === name.replace(/\D+/g, ' ') ? apart : undefined;
}

/** Two letters beside each other have changed places, as fingers do. */
function isSwapped(typed: string, name: string): boolean {
  if (typed.length !== name.length) return false;
  let at = 0;
  while (at < typed.length && typed[at] === name[at]) at++;
  return (
    typed[at] === name[at + 1] && typed[at + 1] === name[at] && typed.slice(at + 2) === name.slice(at + 2)
  );
}

/** How many parts two ids share, counted from their ends. */
function sharedTail(a: string, b: string): number {
  const [one, other] = [a.split('/').reverse(), b.split('/').reverse()];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}

/** Trees are told apart by the folder below the one of the kind, where both ids lie in one. */
function inTreeOf(a: string, b: string): 'same' | 'other' | 'unknown' {
  const [one, other] = [a.split('/'), b.split('/')];
  if (one.length < 3 || other.length < 3) return 'unknown';
  return one[1] === other[1] ? 'same' : 'other';
}

function folderOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
