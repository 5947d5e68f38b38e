import { addDays, daysBetween, mondayOf, type Day } from '../../library/dates.ts';
import type { Question } from '../questions/question.ts';

/** A Monday, and the days after it: whatever moves with the day or with the week shows within them. */
const MONDAY: Day = '2026-11-02';
const PROBES = Array.from({ length: 15 }, (_, index) => addDays(MONDAY, index));

function shift(start: string, days: number): string {
  if (days === 0) return start;
  return `${start} ${days < 0 ? '-' : '+'} toIntervalDay(${String(Math.abs(days))})`;
}

function isSame(distances: readonly number[]): boolean {
  return new Set(distances).size === 1;
}

/** How a day that a question is asked with follows from the day of asking, in HogQL. */
function followed(name: string, question: Pick<Question, 'id' | 'values'>): string {
  const valueOn = (today: Day) => String(question.values(today)[name]);
  const fromToday = PROBES.map((today) => daysBetween(today, valueOn(today)));
  const fromMonday = PROBES.map((today) => daysBetween(mondayOf(today), valueOn(today)));
  if (isSame(fromToday)) return shift('today()', fromToday[0] ?? 0);
  if (isSame(fromMonday)) return shift('toMonday(today())', fromMonday[0] ?? 0);
  throw new Error(`{${name}} of ${question.id} follows neither the day nor the week.`);
}

/**
 * The text of a question for a dashboard, where nobody fills in the days: each `{day}` is written as what it is on the day
 * of looking. The numbers are exact there, so they are those of all teams together.
 */
export function dashboardText(
  question: Pick<Question, 'id' | 'hogql' | 'values' | 'selects' | 'span'>,
): string {
  const { selects } = question;
  const names = Object.keys(selects);
  const keys = names.filter((name) => selects[name] !== 'people' && selects[name] !== 'team');
  const people = names.filter((name) => selects[name] === 'people');
  const text = question.hogql.replaceAll(/\{(\w+)\}/g, (_, name: string) => followed(name, question));
  const order =
    'weekly' in question.span ? keys.map((key) => `${key} ASC`) : [`${people[0] ?? ''} DESC`, ...keys];
  return [
    `SELECT ${[...keys, ...people.map((name) => `sum(counted.${name}) AS ${name}`)].join(', ')}`,
    `FROM (\n${text}\n) AS counted`,
    `GROUP BY ${keys.join(', ')}`,
    `ORDER BY ${order.join(', ')}`,
    'LIMIT 5000',
  ].join('\n');
}
