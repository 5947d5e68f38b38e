import type { Asset } from '../../library/asset.ts';
import { addDays, renderDay, type Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { quarterOf } from '../../library/quarters.ts';
import { changeRule } from '../rule.ts';

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
    heldPages(launchesOf(library.assets, base.byId), library.hub, today).map(({ asset, ends, region }) =>
      found('launch-held', {
        path: asset.path,
        line: asset.lineOf(['launch']),
        message: `The quarter${region === undefined ? '' : ` of ${region}`} ends on ${renderDay(ends)}, and in its last ${String(library.hub.calendar.hold_days)} days reps have no time for a major launch.`,
        hint: `Merge this from ${renderDay(addDays(ends, 1))} on, or add a line launch_anyway: with the reason why it cannot wait.`,
      }),
    ),
  ({ library, today }) => heldPages(library.assets, library.hub, today).length > 0,
);

function heldPages(
  assets: readonly Asset[],
  hub: Hub,
  today: Day,
): { asset: Asset; ends: Day; region?: string }[] {
  return launchesOf(assets, undefined)
    .filter(({ data }) => data.launch_anyway === undefined)
    .flatMap((asset) => {
      const quarter = quarterOf(hub, today, asset.data.regions);
      return quarter?.isHeld === true ? [{ asset, ...quarter }] : [];
    });
}

/** Whoever launches without a calendar is told that nobody looked, and not that all is well. */
const launchUnchecked = changeRule(
  {
    'launch-unchecked': {
      severity: 'warning',
      says: 'A major launch, and the hub knows no end of a quarter to go by.',
    },
  },
  ({ library, base, today }, found) =>
    launchesOf(library.assets, base.byId)
      .filter(({ data }) => quarterOf(library.hub, today, data.regions) === undefined)
      .map((asset) =>
        found('launch-unchecked', {
          path: asset.path,
          line: asset.lineOf(['launch']),
          message:
            'Nobody can say whether reps have time for this major launch: hub.yaml names no end of a quarter from today on.',
          hint: 'Write the last days of the coming quarters under quarter_ends, below calendar or the region in hub.yaml.',
        }),
      ),
  ({ library, today }) =>
    launchesOf(library.assets, undefined).some(
      ({ data }) => quarterOf(library.hub, today, data.regions) === undefined,
    ),
);

export const launchRules = [launchHeld, launchUnchecked] as const;
