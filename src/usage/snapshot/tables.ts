import { LEAST_SHOWN } from './answer.ts';
import type { Day } from '../../library/dates.ts';
import type { FrozenTable } from '../privacy/freeze.ts';
import { lastPeriods, SERIES_WEEKS, SPAN_WEEKS, type Period, type SpanWeeks } from '../questions/periods.ts';
import type { PeriodRow, Question } from '../questions/question.ts';
import { questions, type AnyQuestion } from '../questions/questions.ts';
import { readSelected, type Selected } from '../questions/selected.ts';

/** The questions that ask the source; the others are told from their numbers. */
export const countedQuestions: readonly AnyQuestion[] = questions.filter(({ id, counts }) => id === counts);

/** The periods over which a question is counted, so that all that is told from it is there; those that are over. */
export function periodsOf({ id, span }: AnyQuestion, today: Day): Period[] {
  if ('weekly' in span) return lastPeriods(1, SERIES_WEEKS, today);
  const blocks = Math.max(
    ...questions.map(({ counts, span: of }) => (counts === id && 'blocks' in of ? (of.blocks ?? 1) : 1)),
  );
  return SPAN_WEEKS.flatMap((weeks) => lastPeriods(weeks, weeks === SPAN_WEEKS[0] ? blocks : 1, today));
}

/**
 * The tables that an answer is told from, oldest first: all weeks of a series, the last blocks, or the last block of so
 * many weeks. Where the newest could not be counted it is the one before.
 */
export function tablesOf(
  tables: readonly FrozenTable[],
  { counts, span, selects }: Question,
  today: Day,
  chosen?: SpanWeeks,
): FrozenTable[] {
  const [weeks, count] =
    'weekly' in span
      ? [1, span.weekly]
      : [chosen ?? span.weeks, chosen === undefined ? (span.blocks ?? 1) : 1];
  const own = tables
    .filter(
      (table) =>
        table.question === counts &&
        table.weeks === weeks &&
        table.columns.join() === Object.keys(selects).join(),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  if (count === 1) return own.slice(-1);
  const first = lastPeriods(weeks, count, today)[0]?.from ?? '';
  return own.filter(({ from }) => from >= first);
}

/**
 * The rows of tables, of one team or of all of them, with pages under the ids that they have now. What is under ten is
 * nought from here on, so that nothing that is made of the rows, their order neither, can tell more.
 */
export function rowsOfTables<Names extends Selected>(
  tables: readonly FrozenTable[],
  selects: Names,
  isOf: (team: string) => boolean,
  moved: ReadonlyMap<string, string>,
): PeriodRow<Names>[] {
  const names = Object.keys(selects);
  const [team, asset] = [names.findIndex((name) => selects[name] === 'team'), names.indexOf('asset')];
  return tables.flatMap(({ rows, from, to }) => {
    const own = rows.filter((row) => isOf(String(row[team])));
    const there = new Set(own.map((row) => row[asset]));
    const now = own.flatMap((row) => {
      const is = moved.get(String(row[asset]));
      if (asset === -1 || is === undefined) return [row];
      // Who used a page under both its ids cannot be told any more, so the numbers are not added up.
      return there.has(is) ? [] : [row.map((cell, place) => (place === asset ? is : cell))];
    });
    const shown = now.map((row) =>
      row.map((cell, place) =>
        selects[names[place] ?? ''] === 'people' && Number(cell) < LEAST_SHOWN ? 0 : cell,
      ),
    );
    return readSelected(selects, shown).map((row) => ({ ...row, from, to }));
  });
}
