import type { DemoEvent, DemoSpec } from './demo-events.ts';
import type { PageLoads } from '../snapshot/missed-views.ts';
import { addDays, type Day } from '../../library/dates.ts';

/** One view in so many is lost on its way, as where a browser stops what it takes for tracking. */
const LOST_EVERY = 24;

/** Page loads that go with made-up views: one for each, and some whose view never arrived. */
export function createDemoPageLoads({ until, days }: DemoSpec): {
  add: (event: DemoEvent) => void;
  read: () => PageLoads;
} {
  const loads: Record<Day, number> = {};
  let views = 0;
  return {
    add({ event, timestamp }) {
      if (event !== 'asset_viewed') return;
      views += 1;
      const day = timestamp.slice(0, 10);
      loads[day] = (loads[day] ?? 0) + (views % LOST_EVERY === 0 ? 2 : 1);
    },
    read: () => ({ since: `${addDays(until.slice(0, 10), 1 - days)}T00:00:00.000Z`, days: loads }),
  };
}
