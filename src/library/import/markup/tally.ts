import type { MarkupCount } from '../import-plan.ts';

/** Counts one thing that was met in a page. */
export type MetMarkup = (markup: string, became: string, count?: number) => void;

/** Counts the markup of other tools over all pages. */
export function createMarkupTally(): { at(path: string): MetMarkup; counts(): MarkupCount[] } {
  const counts = new Map<string, MarkupCount>();
  const last = new Map<string, string>();
  return {
    at:
      (path) =>
      (markup, became, count = 1) => {
        const key = `${markup}\n${became}`;
        const there = counts.get(key) ?? { markup, became, count: 0, pages: 0, example: path };
        there.count += count;
        if (last.get(key) !== path) there.pages++;
        last.set(key, path);
        counts.set(key, there);
      },
    counts: () => [...counts.values()].sort((a, b) => b.count - a.count || (a.markup < b.markup ? -1 : 1)),
  };
}
