import { renderDay, type Day } from '../../library/dates.ts';
import type { ReportAsset } from './report.ts';

/** What of a page is late on a day, and since when; undefined where nothing is. */
export function lateOf(
  { careUntil, claimsUntil = [] }: Pick<ReportAsset, 'careUntil' | 'claimsUntil'>,
  today: Day,
): { since: Day; says: string } | undefined {
  const claims = claimsUntil.filter((day) => day < today);
  const isLate = careUntil !== undefined && careUntil < today;
  const [since] = [...claims, ...(isLate ? [careUntil] : [])].sort();
  if (since === undefined) return undefined;
  const what = [
    ...(isLate ? ['its review'] : []),
    ...(claims.length === 0 ? [] : [`${String(claims.length)} ${claims.length === 1 ? 'claim' : 'claims'}`]),
  ];
  return { since, says: `${what.join(' and ')}, since ${renderDay(since)}` };
}
