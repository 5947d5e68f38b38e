/**
 * What was reported on a page that went away before tracking had started, also on the first that is ever opened here. Kept
 * only in a browser that may be recorded; `left-reports.ts` takes it up on the next page.
 */
import { readStoredJson, writeStored } from '../storage.ts';
import { whoOptedOut } from './consent.ts';
import type { ReportedEvent } from './hub-event.ts';

/** A report and when it was made, in milliseconds since 1970. */
export type UnsentReport = ReportedEvent & { at: number };

export const LEFT_REPORTS = 'hub:drafts';
const MAX_REPORTS = 50;

/** Moves reports to where they outlive the page. What finds no room stays, in case the page does. */
export function storeUnsentReports(reports: UnsentReport[]): void {
  if (reports.length === 0 || whoOptedOut() !== undefined) return;
  const left = (readStoredJson(LEFT_REPORTS) ?? []) as UnsentReport[];
  if (writeStored(LEFT_REPORTS, JSON.stringify([...left, ...reports].slice(-MAX_REPORTS))))
    reports.length = 0;
}
