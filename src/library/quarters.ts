import { addDays, daysBetween, type Day } from './dates.ts';
import type { Hub } from './hub.ts';

/** The quarter that a day lies in, as far as launches and closing care. */
export interface QuarterEnd {
  /** Last day of the quarter. */
  ends: Day;
  /** From this day on major launches are held, and closing comes first. */
  from: Day;
  isHeld: boolean;
  /** Name of the region whose quarter it is, where it has days of its own. */
  region?: string;
}

type Calendars = Pick<Hub, 'calendar'> & Partial<Pick<Hub, 'regions'>>;

/** Last days of the quarters of a region, in order: its own where it has some, else those of the calendar. */
export function quarterEndsOf({ calendar, regions = [] }: Calendars, region?: string): readonly Day[] {
  const own = regions.find(({ id }) => id === region)?.quarter_ends;
  return [...(own ?? calendar.quarter_ends)].sort();
}

/**
 * The quarter that ends next, on `today` or later, where something is for some regions, or for all when none is named;
 * undefined where hub.yaml names no end that is still to come.
 */
export function quarterOf(hub: Calendars, today: Day, of: readonly string[] = []): QuarterEnd | undefined {
  const { calendar, regions = [] } = hub;
  const concerned = of.length > 0 ? of : [undefined, ...regions.map(({ id }) => id)];
  const coming = concerned
    .flatMap((region) => {
      const ends = quarterEndsOf(hub, region).find((day) => day >= today);
      const own = regions.find(({ id, quarter_ends: days }) => id === region && days !== undefined);
      return ends === undefined ? [] : [{ ends, region: own?.name }];
    })
    .sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : 0));
  const [next] = coming;
  if (next === undefined) return undefined;
  const { ends, region } = next;
  return {
    ends,
    from: holdFrom(hub, ends),
    isHeld: daysBetween(today, ends) < calendar.hold_days,
    ...(region !== undefined && { region }),
  };
}

/** The first of the last days of a quarter; the last day itself is one of them. */
export function holdFrom({ calendar }: Pick<Hub, 'calendar'>, ends: Day): Day {
  return addDays(ends, 1 - calendar.hold_days);
}

/** A sales quarter, first and last day. */
export interface Quarter {
  /** Undefined where the end of the one before is not known. */
  from: Day | undefined;
  until: Day;
}

/** The quarter of the whole company in which a day lies; undefined where it lies behind the last end that hub.yaml names. */
export function companyQuarterOf(hub: Pick<Hub, 'calendar'>, today: Day): Quarter | undefined {
  const ends = quarterEndsOf(hub);
  const at = ends.findIndex((end) => end >= today);
  const [before, until] = [ends[at - 1], ends[at]];
  return until === undefined ? undefined : { from: before && addDays(before, 1), until };
}
