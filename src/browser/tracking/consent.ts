import { readStored } from '../storage.ts';

export const OPT_OUT = 'hub:opt-out';

/** The DOM event by which the document hears that the reader has decided anew. */
export type ConsentEvent = 'hub:consent';

/**
 * Who wants this browser to be left alone: the reader said so here; or the browser says so everywhere (Do Not Track,
 * Global Privacy Control), or lets nothing be remembered, such a wish included. Undefined where nobody does.
 */
export function whoOptedOut(): 'reader' | 'browser' | undefined {
  const asked = navigator as { doNotTrack?: unknown; globalPrivacyControl?: unknown };
  if (asked.doNotTrack === '1' || asked.globalPrivacyControl === true) return 'browser';
  const said = readStored(OPT_OUT);
  if (said === undefined) return 'browser';
  return said === 'yes' ? 'reader' : undefined;
}
