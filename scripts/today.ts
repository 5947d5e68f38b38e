import { isDay, type Day } from '../src/library/dates.ts';
import type { Hub } from '../src/library/hub.ts';
import { dayIn } from '../src/library/time-zone.ts';
import { UserError } from '../src/library/user-error.ts';

/** The day where the reader is, by which a page is fresh or late in their hands: the one of this machine. */
export function readersDay(): Day {
  return dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now());
}

/** The day a command works on: the one given with --today, else the day it is in the company's zone, or UTC before one is known. */
export function dayOf(given: string | undefined, hub?: Hub): Day {
  if (given === undefined) return dayIn(hub?.company.time_zone, Date.now());
  if (isDay(given)) return given;
  throw new UserError(
    `--today says "${given}", which is not a date.`,
    'Write it like 2027-01-31. Nothing was written.',
  );
}
