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
 * tree as `from` come first, and none of another tree is named when both lie deep in theirs. Undefined when two are
 * equally likely, or none is.
 */
export function nearestAsset(typed: string, known: readonly string[], from?: string): string | undefined {
  const written = typed.replace(/^\/|\/$/g, '');
  const asId = idOfPath(written);
  if (known.includes(asId)) return asId;
  const name = nameOf(asId);
  const all = known.flatMap((id) => {
    const apart = name === nameOf(id) ? 0 : misspelling(name, nameOf(id));
    return apart === undefined || id === from
      ? []
      : [{ id, apart, tail: sharedTail(id, asId), tree: inTreeOf(from ?? asId, id) }];
  });
  const likely = all.filter(
    ({ apart, tail, tree, id }) =>
      (tree !== 'other' || tail > 1) &&
      (apart > 0 || tail > 1 || !COMMON_NAMES.has(name)) &&
      // A misspelt name must lie where it was looked for, or be long enough to be meant.
      (apart === 0 || folderOf(id) === folderOf(asId) || name.length >= 6),
  );
  const score = (each: (typeof likely)[number]) =>
    each.tail * 4 -
    each.apart * 5 +
    (each.tree === 'same' ? 2 : 0) +
    (folderOf(each.id) === folderOf(asId) ? 3 : 0);
  const [best, second] = likely.sort((a, b) => score(b) - score(a));
  return best === undefined || (second !== undefined && score(second) === score(best)) ? undefined : best.id;
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
