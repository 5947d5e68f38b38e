/** What the page about recording does; every page only asks what was decided. */
import { removeStored, writeStored } from '../storage.ts';
import { OPT_OUT, type ConsentEvent } from './consent.ts';
import { dropLeftReports } from './left-reports.ts';

/** Switches recording off in this browser, at once and with all that waits to be sent; or on again from the next page on. */
export function setOptedOut(off: boolean): void {
  if (off) writeStored(OPT_OUT, 'yes');
  else removeStored(OPT_OUT);
  dropLeftReports();
  document.dispatchEvent(new Event('hub:consent' satisfies ConsentEvent));
}
