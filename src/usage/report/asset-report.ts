import { addDays, renderDay, type Day } from '../../library/dates.ts';
import { objectionsHeard } from '../questions/objections-heard.ts';
import { useOverTime } from '../questions/use-over-time.ts';
import { UNDER_TEN } from '../snapshot/answer.ts';
import { countedRows } from '../snapshot/counted-rows.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { useOfLastBlocks } from '../verdict/use-since.ts';
import type { Report, ReportWords } from './report.ts';
import { lateOf } from './say-late.ts';

const SAYS = {
  up: 'more',
  down: 'fewer',
  'no-change': 'no sure change',
  'too-few': 'too few to say',
} as const;

const reps = (value: number | null): string => (value === null ? UNDER_TEN : String(value));

/** What a page comes to: its use in the last four weeks beside the four before, what was heard on it, what is late. */
export function buildAssetReport({
  asset,
  snapshot,
  words,
  today,
}: {
  asset: string;
  snapshot: Snapshot;
  words: ReportWords;
  today: Day;
}): Report {
  const page = words.assets.get(asset);
  const use = useOfLastBlocks(snapshot, asset);
  const objections = countedRows(snapshot, objectionsHeard);
  const own = objections?.filter((row) => row.asset === asset) ?? [];
  const late = page && lateOf(page, today);
  return {
    title: page?.title ?? asset,
    counted:
      use === undefined
        ? 'Nothing was counted yet.'
        : `Counted over the four weeks from ${renderDay(use.after)} to ${renderDay(addDays(use.after, 27))}. People are rounded to fives; ${UNDER_TEN} can be nobody.`,
    parts: [
      {
        id: 'used',
        heading: 'Reps who used it',
        lines:
          use === undefined
            ? []
            : [
                {
                  says: `${reps(use.reps.after)} in four weeks, ${reps(use.reps.before)} in the four before: ${SAYS[use.says]}.`,
                },
              ],
        question: useOverTime.id,
      },
      {
        id: 'objections',
        heading: 'What customers object to',
        lines: own
          .slice(0, 3)
          .map(({ objection, reps: heardBy }) => ({ says: `“${objection}” ${String(heardBy)}` })),
        question: objectionsHeard.id,
      },
      {
        id: 'late',
        heading: 'What is late',
        lines: [{ says: late === undefined ? 'Nothing.' : `${late.says}.`, url: page?.url }],
      },
    ],
  };
}
