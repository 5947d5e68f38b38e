import type { Day } from '../../library/dates.ts';
import { renderDay } from '../../library/dates.ts';
import type { Library } from '../../library/library.ts';
import type { BoardSession, Decision } from '../../library/records/board.ts';
import { UNDER_TEN } from '../../usage/snapshot/answer.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { readUseByBlock, useSince, type UseSince } from '../../usage/verdict/use-since.ts';

/** How the use of one page moved since a decision that was to move it. */
export interface Movement {
  asset: string;
  title: string;
  use: UseSince;
}

/** A decision, and what became of it. */
export interface DecisionOutcome {
  decision: Decision;
  /** The day of its session. */
  on: Day;
  movements: readonly Movement[];
}

/** What became of the decisions of some sessions, the newest session first, by the rounded numbers of a snapshot. */
export function decisionOutcomes(
  sessions: readonly BoardSession[],
  { byId }: Library,
  snapshot: Snapshot | undefined,
): DecisionOutcome[] {
  const use = readUseByBlock(snapshot);
  return newestFirst(sessions).flatMap(({ on, decisions }) =>
    decisions.map((decision) => ({
      decision,
      on,
      movements: decision.useOf.flatMap((id) => {
        const asset = byId.get(id);
        if (asset === undefined) return [];
        const { title, published: publishedOn } = asset.data;
        return [
          {
            asset: id,
            title,
            use: use === undefined ? ({ state: 'unknown' } as const) : useSince(use, { id, publishedOn }, on),
          },
        ];
      }),
    })),
  );
}

/** Sessions with the newest first. */
export function newestFirst(sessions: readonly BoardSession[]): BoardSession[] {
  return sessions.toSorted((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
}

const reps = (number: number | null) => (number === null ? UNDER_TEN : `about ${String(number)}`);

const factor = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '∞');

/** How use moved, in words that claim no cause: `more, about 30 → about 60 reps in four weeks, × 1.31 to 3.05`. */
export function renderMovement(use: UseSince): string {
  if (use.state === 'open') return `too early to say; counted from ${renderDay(use.countedOn)} on`;
  if (use.state === 'unknown') return 'the weeks before were not counted, so nothing can be said';
  const { says, ratio } = use;
  if (says === 'too-few') return 'too few to say, under 10 reps in four weeks before and now';
  const moved = { up: 'more', down: 'less', 'no-change': 'no change that can be told' }[says];
  const interval = ratio === undefined ? '' : `, × ${factor(ratio.low)} to ${factor(ratio.high)}`;
  return `${moved}, ${reps(use.reps.before)} → ${reps(use.reps.after)} reps in four weeks${interval}`;
}

/** Where a decision stands; on a day that is known, also whether it is late. */
export function standingOf({ closed, by }: Decision, today?: Day): string {
  if (closed !== undefined) return `closed on ${renderDay(closed)}`;
  return today !== undefined && by < today
    ? `open, was due by ${renderDay(by)}`
    : `open, due by ${renderDay(by)}`;
}
