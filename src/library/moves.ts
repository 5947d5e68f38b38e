/**
 * What became of addresses that the hub had. A record of all of them, `content/moves.yaml`, stands beside the pages, since
 * a key in the front matter of the new page (`was: answers/old`) could say nothing of pages that are gone, would be lost
 * with the page when that goes too, and could not be looked through. Git knows renames as well, but only those that
 * changed little, and a build from a shallow copy knows none: redirects must not depend on that. Git's own renames still
 * count where nothing is written down.
 */
import type { Day } from './dates.ts';

/** What became of one id. */
export interface Move {
  from: string;
  /** The id under which the page is found now. */
  to?: string | undefined;
  /** What a page was called that is gone: its name in the numbers. */
  title?: string | undefined;
  /** The day on which its words were withdrawn for a reason: nothing of it is told any more. */
  withdrawn?: Day | undefined;
  /** Line of the entry in its file, from 1. */
  line: number;
}

/** Where moved ids lead in the end, by the old id: of a chain, its last one. Rings lead nowhere and are left out. */
export function followMoves(moves: readonly Move[]): ReadonlyMap<string, string> {
  const next = new Map(moves.flatMap(({ from, to }) => (to === undefined ? [] : [[from, to] as const])));
  const ends = new Map<string, string>();
  for (const from of next.keys()) {
    let end = from;
    for (let steps = 0; next.has(end) && steps <= next.size; steps++) end = next.get(end) ?? end;
    if (!next.has(end)) ends.set(from, end);
  }
  return ends;
}

/** Old ids and the pages that stand for them now; an id that is a page again stands for itself. */
export function movedPages<Page>(moves: readonly Move[], byId: ReadonlyMap<string, Page>): Map<string, Page> {
  return new Map(
    [...followMoves(moves)].flatMap(([from, to]) => {
      const page = byId.get(to);
      return page === undefined || byId.has(from) ? [] : [[from, page] as const];
    }),
  );
}

/** What pages were called that are gone. What was withdrawn has no name any more. */
export function namesOfGone(moves: readonly Move[]): { id: string; title: string }[] {
  return moves.flatMap(({ from, to, title, withdrawn }) =>
    title === undefined || to !== undefined || withdrawn !== undefined ? [] : [{ id: from, title }],
  );
}
