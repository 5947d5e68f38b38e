/** Loaded by pages that a browser renders ahead, and by no other. Such a page is shown to nobody at first, perhaps never. */
import { readStoredJson, writeStored } from '../storage.ts';
import type { openTracking } from './tracking.ts';
import { LEFT_REPORTS, type UnsentReport } from './unsent-reports.ts';

const isAhead = (): boolean => (document as { prerendering?: boolean }).prerendering === true;

/** Waits until the page is shown. Gives what opens tracking then: what was reported meanwhile happens at that moment. */
export async function untilShown(open: typeof openTracking): Promise<typeof openTracking> {
  const beganAt = Date.now() - performance.now();
  if (isAhead())
    await new Promise((shown) => document.addEventListener('prerenderingchange', shown, { once: true }));
  const [loading] = performance.getEntriesByType('navigation') as { activationStart?: number }[];
  // A browser that does not say when has shown the page just now.
  const shownAt = loading?.activationStart ? beganAt + loading.activationStart : Date.now();
  const date = (report: UnsentReport): UnsentReport =>
    report.at >= beganAt && report.at < shownAt ? { ...report, at: shownAt } : report;
  return async () => {
    // To be shown is to be seen, and with that pages put aside what waits.
    const left = (readStoredJson(LEFT_REPORTS) ?? []) as UnsentReport[];
    if (left.length > 0) writeStored(LEFT_REPORTS, JSON.stringify(left.map(date)));
    const send = await open();
    return (report) => send(date(report));
  };
}
