import { addDays, mondayOf, type Day } from '../../library/dates.ts';
import { nameOfTable, type Counted, type FrozenTable } from '../privacy/freeze.ts';
import { valuesOfPeriod, type Period } from '../questions/periods.ts';
import type { QuestionText } from '../questions/question-pages.ts';
import type { AnyQuestion } from '../questions/questions.ts';
import { readSelected } from '../questions/selected.ts';
import type { Cell } from './answer.ts';
import { countedQuestions, periodsOf } from './tables.ts';

/** A question over periods that follow each other and are not kept yet, which one text asks for. */
export interface Missing {
  question: AnyQuestion;
  /** Oldest first; several only of a series of weeks. */
  periods: readonly [Period, ...Period[]];
}

/**
 * So many weeks of a series are asked for at once. A week costs little beside finding out who was known by then, so asking
 * for each by itself would take ten times as long; all at once could take longer than a source lets a question take.
 */
const WEEKS_AT_ONCE = 13;

/** Periods that follow each other, so many at most together. */
function inRuns(periods: readonly Period[], most: number): Missing['periods'][] {
  const runs: [Period, ...Period[]][] = [];
  for (const period of periods) {
    const run = runs.at(-1);
    if (run !== undefined && run.length < most && run.at(-1)?.to === period.from) run.push(period);
    else runs.push([period]);
  }
  return runs;
}

/** What is over and not kept, beginning with the week after the first receipt: before it nobody is known. */
export function findMissing(
  kept: readonly FrozenTable[],
  source: FrozenTable['source'],
  today: Day,
  firstReceipt: Day,
): Missing[] {
  const names = new Set(kept.map(nameOfTable));
  const since = addDays(mondayOf(firstReceipt), 7);
  return countedQuestions.flatMap((question) => {
    const columns = Object.keys(question.selects);
    const missing = periodsOf(question, today).filter(
      (period) =>
        period.to > since && !names.has(nameOfTable({ ...period, source, question: question.id, columns })),
    );
    const most = 'weekly' in question.span ? WEEKS_AT_ONCE : 1;
    return inRuns(missing, most).map((periods) => ({ question, periods }));
  });
}

/** The same in two parts, where it is more than one period: what takes too long together may not in two. */
export function halvesOf({ question, periods }: Missing): Missing[] {
  const middle = Math.ceil(periods.length / 2);
  return inRuns(periods, middle).map((half) => ({ question, periods: half }));
}

/** The text that asks for what is missing. */
export function textOf({ question, periods }: Missing): QuestionText {
  const [first] = periods;
  const { to } = periods.at(-1) ?? first;
  return { hogql: question.hogql, values: valuesOfPeriod({ from: first.from, to }, question.lookBack) };
}

/** The rows that came for it, by period. A week without a row had nobody. */
export function splitRows({ question, periods }: Missing, rows: readonly (readonly Cell[])[]): Counted[] {
  const [only, ...more] = periods;
  if (more.length === 0) return [{ question, period: only, rows }];
  const { selects, countedIn } = question;
  const week = Object.keys(selects).find((name) => selects[name] === 'day') ?? '';
  const read = readSelected(selects, rows);
  const byWeek = Map.groupBy(rows.keys(), (place) => {
    const row = read[place] ?? {};
    return countedIn?.(row) ?? String(row[week]);
  });
  return periods.map((period) => ({
    question,
    period,
    rows: (byWeek.get(period.from) ?? []).map((place) => rows[place] ?? []),
  }));
}
