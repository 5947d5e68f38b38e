import { isDay, type Day } from '../src/library/dates.ts';
import { UserError } from '../src/library/user-error.ts';

/** The day a command works on: the one given with --today, else the day it is in UTC. */
export function dayOf(given: string | undefined): Day {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  if (isDay(given)) return given;
  throw new UserError(
    `--today says "${given}", which is not a date.`,
    'Write it like 2027-01-31. Nothing was written.',
  );
}
