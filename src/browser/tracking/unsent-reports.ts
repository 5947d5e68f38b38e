/**
 * What was reported on a page that went away before tracking had started. Kept only in a browser where tracking has
 * left a slot for it: one that may be recorded.
 */
import { readStoredJson, removeStored, writeStored } from '../storage.ts';
import type { ReportedEvent } from './hub-event.ts';

/** A report and when it was made, in milliseconds since 1970. */
export type UnsentReport = ReportedEvent & { at: number };

const SLOT = 'hub:drafts';
const MAX_REPORTS = 50;

/** Gives what earlier pages have left, and makes room for what this or later ones may leave. */
export function takeUnsentReports(): UnsentReport[] {
  const drafts = (readStoredJson(SLOT) ?? []) as UnsentReport[];
  writeStored(SLOT, '[]');
  return drafts;
}

/** Moves drafts to where they outlive the page, if there is a slot. */
export function storeUnsentReports(drafts: UnsentReport[]): void {
  const slot = readStoredJson(SLOT) as UnsentReport[] | undefined;
  if (slot === undefined || drafts.length === 0) return;
  // A browser that keeps nothing loses what it has not sent, and says nothing.
  writeStored(SLOT, JSON.stringify([...slot, ...drafts.splice(0)].slice(-MAX_REPORTS)));
}

/** Forgets them and closes the slot: nothing may be recorded here any more. */
export function dropUnsentReports(): void {
  removeStored(SLOT);
}
