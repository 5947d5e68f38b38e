import type { Day } from '../library/dates.ts';

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The day where the reader is: what is due or expired is decided by it, however old the page is. */
export function readToday(): Day {
  const now = new Date();
  return `${String(now.getFullYear())}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
