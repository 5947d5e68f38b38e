/** What somebody is writing, kept in this browser alone, so that a closed tab loses nothing. */
import type { Draft } from '../../library/draft-text.ts';
import { kindNames } from '../../library/kinds/kinds.ts';

const SLOT = 'hub:new-asset';

/** The draft that was kept; undefined when there is none, or what lies there is none. */
export function readDraft(): Draft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(SLOT) ?? 'null') as Partial<Draft> | null;
    if (kept === null || typeof kept.body !== 'string' || typeof kept.values !== 'object') return undefined;
    const kind = kindNames.find((name) => name === kept.kind);
    return kind && { kind, body: kept.body, values: { ...kept.values } };
  } catch {
    return undefined;
  }
}

/** Whether the draft is kept now: a browser that keeps nothing says so by false. */
export function keepDraft(draft: Draft): boolean {
  try {
    localStorage.setItem(SLOT, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(): void {
  try {
    localStorage.removeItem(SLOT);
  } catch {
    // There is none where nothing is kept.
  }
}
