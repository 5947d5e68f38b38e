import type { Day } from '../library/dates.ts';

/**
 * The day where the reader is, not the company's: what is due or expired is decided by it, however old the page is, since
 * a rep reads it in a call of theirs. Swedes write a date as the hub does.
 */
export function readToday(): Day {
  return new Date().toLocaleDateString('sv');
}
