/** What earlier pages have left unsent, see `unsent-reports.ts`. */
import { readStoredJson, removeStored } from '../storage.ts';
import { LEFT_REPORTS, type UnsentReport } from './unsent-reports.ts';

/** Gives it, once. */
export function takeLeftReports(): UnsentReport[] {
  const left = (readStoredJson(LEFT_REPORTS) ?? []) as UnsentReport[];
  dropLeftReports();
  return left;
}

export function dropLeftReports(): void {
  removeStored(LEFT_REPORTS);
}
