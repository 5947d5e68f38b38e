import type { Day } from '../../library/dates.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import { carriedIntoCalls } from '../questions/carried-into-calls.ts';
import { UNDER_TEN } from '../snapshot/answer.ts';
import { countedRows } from '../snapshot/counted-rows.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { useOfLastBlocks } from '../verdict/use-since.ts';
import { sayCompared } from '../verdict/compare-weeks.ts';
import { readProductWeeks } from './product-weeks.ts';
import type { ReportWords } from './report.ts';
import { lateOf } from './say-late.ts';

/** What somebody follows, and at which thresholds they are told. */
export interface Followed {
  about: { product: string } | { asset: string };
  below?: number;
  fall: boolean;
  late: boolean;
}

export const ALERTS = ['below', 'fall', 'late'] as const;

/** One thing that is as somebody wanted to be told. */
export interface Alert {
  kind: (typeof ALERTS)[number];
  says: string;
}

interface Input {
  /** Undefined where no numbers are known: then they are no reason for an alert. */
  snapshot: Snapshot | undefined;
  words: ReportWords;
  today: Day;
}

/** What is to be told of what somebody follows on a day. */
export function findAlerts(followed: Followed, { snapshot, words, today }: Input): Alert[] {
  const { about, below, fall, late } = followed;
  const alerts: Alert[] = [];
  const reps = snapshot && repsOf(about, snapshot);
  if (below !== undefined && reps !== undefined && (reps ?? 0) < below) {
    const did = 'product' in about ? 'carried it into calls' : 'used it';
    alerts.push({
      kind: 'below',
      says: `${reps === null ? UNDER_TEN : String(reps)} reps ${did} in four weeks, fewer than ${String(below)}.`,
    });
  }
  const fell = fall ? snapshot && sayFall(about, snapshot, words) : undefined;
  if (fell !== undefined) alerts.push({ kind: 'fall', says: fell });
  if (late) {
    const pages = [...words.assets]
      .filter(([id, { products }]) =>
        'product' in about ? products.includes(about.product) : id === about.asset,
      )
      .flatMap(([, page]) => {
        const how = lateOf(page, today);
        return how === undefined ? [] : [`${page.title}: ${how.says}`];
      });
    if (pages.length > 0)
      alerts.push({
        kind: 'late',
        says: `${pages.slice(0, 5).join('; ')}${pages.length > 5 ? `; and ${String(pages.length - 5)} more pages` : ''}.`,
      });
  }
  return alerts;
}

/** Reps in four weeks; null is under ten, undefined where nothing was counted. */
function repsOf(about: Followed['about'], snapshot: Snapshot): number | null | undefined {
  if ('asset' in about) return useOfLastBlocks(snapshot, about.asset)?.reps.after;
  const rows = countedRows(snapshot, carriedIntoCalls);
  if (rows === undefined) return undefined;
  const row = rows.find(({ product, team }) => product === about.product && team === ALL_TEAMS);
  return row?.carried ?? null;
}

function sayFall(about: Followed['about'], snapshot: Snapshot, words: ReportWords): string | undefined {
  if ('product' in about) {
    const compared = readProductWeeks(about.product, snapshot, words)?.compareLast();
    return compared?.says === 'down'
      ? `Fewer reps use it than in the four weeks before: ${sayCompared(compared)}.`
      : undefined;
  }
  const use = useOfLastBlocks(snapshot, about.asset);
  return use?.says === 'down'
    ? `Its use fell from ${String(use.reps.before)} reps in four weeks to ${use.reps.after === null ? UNDER_TEN : String(use.reps.after)}.`
    : undefined;
}
