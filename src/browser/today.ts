import type { Day } from '../library/dates.ts';

/**
 * The day where the reader is: what is due or expired is decided by it, however old the page is. Swedes write a date as
 * the hub does.
 */
export function readToday(): Day {
  return new Date().toLocaleDateString('sv');
}
