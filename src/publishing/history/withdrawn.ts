import type { ContentHistory } from './history.ts';
import type { PastText } from './past.ts';

/** A page whose past is not told: its path, and the day of its mark. */
export interface WithdrawnPast {
  path: string;
  withdraw: string;
}

/** The history without the versions of these pages that lack the mark: all that was before it, its words and its subjects. */
export function cutWithdrawn(
  history: ContentHistory,
  pages: readonly WithdrawnPast[],
  past: ReadonlyMap<string, readonly PastText[]>,
): ContentHistory {
  if (pages.length === 0) return history;
  const byPath = new Map(history.byPath);
  for (const { path, withdraw } of pages) {
    const mark = new RegExp(`^withdraw:\\s*['"]?${withdraw}\\b`, 'm');
    const texts = past.get(path) ?? [];
    const first = texts.findIndex(
      ({ bytes }) => bytes === undefined || !mark.test(new TextDecoder().decode(bytes)),
    );
    const kept = new Set(
      texts.slice(0, first === -1 ? texts.length : first).map(({ version }) => version.commit),
    );
    const versions = (byPath.get(path) ?? []).filter(({ commit }) => kept.has(commit));
    byPath.set(path, versions);
  }
  return { ...history, byPath };
}
