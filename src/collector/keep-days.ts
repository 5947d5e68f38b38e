import type { EventStore } from '../usage/event-store.ts';

const DAY_MS = 86_400_000;

/** What keeping no more than some days is done with. */
export interface Keeping {
  store: Pick<EventStore, 'dropBefore'>;
  /** For how many days events are kept; undefined where they are kept for good. Asked each time. */
  keepDays: () => number | undefined;
  clock: () => number;
  /** Told why it failed; it is tried again a day later. */
  report: (error: unknown) => void;
}

/**
 * Deletes what is older than it may be, now and once a day. The number stands in `hub.yaml` and not in the environment: it
 * is a promise to everybody who is counted, so it is changed where others review it, and the page that makes the promise
 * is built from it also where no collector runs. Gives what ends it.
 */
export function keepNoLonger({ store, keepDays, clock, report }: Keeping): () => void {
  const drop = () => {
    const days = keepDays();
    if (days === undefined) return;
    store.dropBefore(new Date(clock() - days * DAY_MS).toISOString()).catch(report);
  };
  drop();
  const timer = setInterval(drop, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
