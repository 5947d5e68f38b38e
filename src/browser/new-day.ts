/**
 * Tells when the day where the reader is has turned under a page that stays open, was asleep with its machine, or comes back
 * out of the browser's memory. What shows or hides by a date listens here, beside reading the day when it is first shown.
 */
import { readToday } from './today.ts';

/** A clock of the page that is set to midnight stands still while the machine sleeps; so it looks now and then. */
const LOOK_MS = 30_000;
const TURNED = 'turned';

/** Nothing happens before somebody listens: the library is rendered where there is no page. */
let clock: EventTarget | undefined;
let day = readToday();

/** Calls the listener on each new day, from now on. Gives what ends that. */
export function onNewDay(listener: () => void): () => void {
  const listened = (clock ??= startClock());
  listened.addEventListener(TURNED, listener);
  return () => listened.removeEventListener(TURNED, listener);
}

/** Whether a new day has begun since anybody looked; all that goes by the day has heard of it then. */
export function hasDayTurned(): boolean {
  const today = readToday();
  if (today === day) return false;
  day = today;
  clock?.dispatchEvent(new Event(TURNED));
  return true;
}

function startClock(): EventTarget {
  document.addEventListener('visibilitychange', hasDayTurned);
  for (const name of ['focus', 'pageshow']) addEventListener(name, hasDayTurned);
  setInterval(hasDayTurned, LOOK_MS);
  return new EventTarget();
}
