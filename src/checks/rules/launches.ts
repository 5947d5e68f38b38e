import type { Asset } from '../../library/asset.ts';
import { addDays, daysBetween, renderDay, type Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { changeRule } from '../rule.ts';

/** The quarter that a day lies in, as far as launches care. */
export interface QuarterEnd {
  /** Last day of the quarter. */
  ends: Day;
  /** From this day on major launches are held. */
  from: Day;
  isHeld: boolean;
}

/** The quarter of `today`; undefined where hub.yaml names no end that is still to come. */
export function quarterOf({ calendar }: Pick<Hub, 'calendar'>, today: Day): QuarterEnd | undefined {
  const ends = [...calendar.quarter_ends].sort().find((day) => day >= today);
  if (ends === undefined) return undefined;
  // The last day itself is one of the days.
  const from = addDays(ends, 1 - calendar.hold_days);
  return { ends, from, isHeld: calendar.hold_days > 0 && daysBetween(today, ends) < calendar.hold_days };
}

/** Major launches of a change: pages that are new, or were no major launch before. */
export function launchesOf(
  assets: readonly Asset[],
  before: ReadonlyMap<string, Asset> | undefined,
): Asset[] {
  return assets.filter(({ id, data }) => data.launch === 'major' && before?.get(id)?.data.launch !== 'major');
}

/** Launches that have to wait for the new quarter, unless their page says why they cannot. */
const launchHeld = changeRule(
  { 'launch-held': { severity: 'error', says: 'A major launch in the last days of a quarter.' } },
  ({ library, base, today }, found) =>
    heldPages(launchesOf(library.assets, base.byId), library.hub, today).map(({ asset, ends }) =>
      found('launch-held', {
        path: asset.path,
        line: asset.lineOf(['launch']),
        message: `The quarter ends on ${renderDay(ends)}, and in its last ${String(library.hub.calendar.hold_days)} days reps have no time for a major launch.`,
        hint: `Merge this from ${renderDay(addDays(ends, 1))} on, or add a line launch_anyway: with the reason why it cannot wait.`,
      }),
    ),
  ({ library, today }) => heldPages(library.assets, library.hub, today).length > 0,
);

function heldPages(
  assets: readonly Asset[],
  hub: Pick<Hub, 'calendar'>,
  today: Day,
): { asset: Asset; ends: Day }[] {
  const quarter = quarterOf(hub, today);
  if (quarter?.isHeld !== true) return [];
  return launchesOf(assets, undefined)
    .filter(({ data }) => data.launch_anyway === undefined)
    .map((asset) => ({ asset, ends: quarter.ends }));
}

export const launchRules = [launchHeld] as const;
