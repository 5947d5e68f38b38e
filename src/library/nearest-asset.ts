import { idOfPath } from './asset.ts';
import { nearest } from './nearest.ts';

/** So many names are compared at most: beyond that a hint costs more than it helps. */
const COMPARED_NAMES = 3000;

/**
 * The id of the asset that a person most likely meant: the one whose path or address was written instead, else the one
 * whose file name is nearest, and of several with that name the one whose folders are most alike.
 */
export function nearestAsset(typed: string, known: readonly string[]): string | undefined {
  const written = typed.replace(/^\/|\/$/g, '');
  const asId = idOfPath(written);
  if (known.includes(asId)) return asId;
  if (known.length > COMPARED_NAMES) return undefined;
  const name = nearest(nameOf(written), [...new Set(known.map(nameOf))]);
  const folders = written.split('/').reverse();
  return known
    .filter((id) => nameOf(id) === name)
    .map((id) => ({
      id,
      alike: id
        .split('/')
        .reverse()
        .filter((part, at) => part === folders[at]).length,
    }))
    .sort((a, b) => b.alike - a.alike)[0]?.id;
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
