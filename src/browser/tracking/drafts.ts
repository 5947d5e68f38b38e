/**
 * What was reported on a page that went away before tracking had started. Kept only in a browser where tracking has
 * left a slot for it: one that may be recorded.
 */
import type { ReportedEvent } from './hub-event.ts';

/** A report and when it was made, in milliseconds since 1970. */
export type Draft = ReportedEvent & { at: number };

const SLOT = 'hub:drafts';
const MOST = 50;

/** Gives what earlier pages have left, and makes room for what this or later ones may leave. */
export function takeDrafts(): Draft[] {
  try {
    const drafts = JSON.parse(localStorage.getItem(SLOT) ?? '[]') as Draft[];
    localStorage.setItem(SLOT, '[]');
    return drafts;
  } catch {
    return [];
  }
}

/** Moves drafts to where they outlive the page, if there is a slot. */
export function leaveDrafts(drafts: Draft[]): void {
  try {
    const slot = localStorage.getItem(SLOT);
    if (slot === null || drafts.length === 0) return;
    const all = [...(JSON.parse(slot) as Draft[]), ...drafts.splice(0)];
    localStorage.setItem(SLOT, JSON.stringify(all.slice(-MOST)));
  } catch {
    // A browser that keeps nothing loses what it has not sent, and says nothing.
  }
}

/** Forgets them and closes the slot: nothing may be recorded here any more. */
export function dropDrafts(): void {
  try {
    localStorage.removeItem(SLOT);
  } catch {
    // There is none where nothing is kept.
  }
}
