import type { DemoEvent, DemoSpec } from './demo-events.ts';
import type { PageLoads } from '../snapshot/missed-views.ts';
import { addDays, type Day } from '../../library/dates.ts';
import { dayIn, startOf } from '../../library/time-zone.ts';

/** One view in so many is lost on its way, as where a browser stops what it takes for tracking. */
const LOST_EVERY = 24;

/** Page loads that go with made-up views: one for each, and some whose view never arrived. */
export function createDemoPageLoads({ until, days, zone }: DemoSpec): {
  add: (event: DemoEvent) => void;
  read: () => PageLoads;
} {
  const loads: Record<Day, number> = {};
  let views = 0;
  return {
    add({ event, timestamp }) {
      if (event !== 'asset_viewed') return;
      views += 1;
      const day = dayIn(zone, Date.parse(timestamp));
      loads[day] = (loads[day] ?? 0) + (views % LOST_EVERY === 0 ? 2 : 1);
    },
    read: () => {
      const first = addDays(dayIn(zone, Date.parse(until)), 1 - days);
      return { since: new Date(startOf(zone, first)).toISOString(), days: loads };
    },
  };
}
