import type { Snapshot } from '../usage/snapshot/snapshot.ts';
import { steadySnapshot } from '../usage/privacy/steady-snapshot.ts';

/**
 * Counts anew for everybody who looks, and shows of it what may follow what was shown before on the same day (see
 * `steadySnapshot`). By team and span it is counted only when there is something new: that is as much work again.
 * Requests at the same time share one round. `before` is what was shown last before this process began.
 */
export function createSteadyCount(
  count: (isSplit: boolean) => Promise<Snapshot>,
  before: Snapshot | undefined,
): (isSplit: boolean) => Promise<Snapshot> {
  let shown = before;
  let round: Promise<Snapshot> | undefined;
  const takeRound = async (): Promise<Snapshot> => {
    if (shown !== undefined && steadySnapshot(shown, await count(false)) === shown) return shown;
    shown = steadySnapshot(shown, await count(true));
    return shown;
  };
  return async (isSplit) => {
    round ??= takeRound().finally(() => {
      round = undefined;
    });
    const { slices, ...snapshot } = await round;
    return isSplit && slices !== undefined ? { ...snapshot, slices } : snapshot;
  };
}
