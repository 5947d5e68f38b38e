const KEY = 'hub:opt-out';

/** Whether this browser is left alone: the reader said so here, or the browser says so everywhere. */
export function isOptedOut(): boolean {
  return localStorage.getItem(KEY) === 'yes' || navigator.doNotTrack === '1';
}

/** Switches recording off, or on again, for this browser from the next page on. */
export function setOptedOut(off: boolean): void {
  if (off) localStorage.setItem(KEY, 'yes');
  else localStorage.removeItem(KEY);
}
