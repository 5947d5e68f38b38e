import type { Day } from '../library/dates.ts';
import type { Snapshot } from '../usage/snapshot/snapshot.ts';

/**
 * Takes the snapshot once for everybody who looks on a day, since all its numbers are of days that are over; again where
 * a question failed, and for other facts. Requests at the same time share one round.
 */
export function createDailySnapshot<Facts>(
  take: (facts: Facts) => Promise<Snapshot>,
  today: (facts: Facts) => Day,
): (facts: Facts) => Promise<Snapshot> {
  let last: { day: Day; facts: Facts; round: Promise<Snapshot> } | undefined;
  return (facts) => {
    const day = today(facts);
    if (last?.day === day && last.facts === facts) return last.round;
    const own = { day, facts, round: take(facts) };
    last = own;
    const forget = () => {
      if (last === own) last = undefined;
    };
    own.round.then(({ answers }) => answers.some(({ state }) => state === 'failed') && forget(), forget);
    return own.round;
  };
}
