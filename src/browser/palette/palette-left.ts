/**
 * What was searched when a hit was opened, so that the way back leads to the list again. It lies with the entry of the
 * browser's history from which the hit was opened: each entry of a way back has its own, it goes when the tab goes, and a
 * page that was left by any other way has none. The other design, one place in `sessionStorage`, holds the last search alone,
 * and has to find out whether a page was come back to or opened anew.
 */
export interface LeftSearch {
  typed: string;
  /** The chosen option, by what `palette-list` calls it. */
  chosen: string;
  /** How far the list was scrolled, in CSS pixels. */
  top: number;
}

/** Under this name in the state of an entry; `palette-loader.ts` looks for it. */
const NAME = 'search';

type EntryState = Record<string, unknown> | null;

export function rememberLeft(left: LeftSearch): void {
  history.replaceState({ ...(history.state as EntryState), [NAME]: left }, '');
}

export function readLeft(): LeftSearch | undefined {
  return (history.state as EntryState)?.[NAME] as LeftSearch | undefined;
}

/** The search was closed: the way back leads to the page alone. */
export function forgetLeft(): void {
  if (readLeft() === undefined) return;
  const { [NAME]: _, ...others } = history.state as Record<string, unknown>;
  history.replaceState(others, '');
}
