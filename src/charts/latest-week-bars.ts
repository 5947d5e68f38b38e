import { renderDay } from '../library/dates.ts';
import type { Answer, AnswerColumn, Cell } from '../usage/snapshot.ts';
import { columnOfPeople, columnOfType, numberAt, renderCell, renderNumber, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure } from './figure.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

/** The last week that has a row, as bars: one a product. */
export const productBars: Figure = figureOfLatestWeek((answer, rows, context) => {
  const product = columnOfType(answer, 'product');
  const people = columnOfPeople(answer);
  const column = answer.columns[product] as AnswerColumn;
  return rows
    .flatMap((row): Bar[] => {
      const value = numberAt(row, people);
      return value === undefined ? [] : [{ name: renderCell(row[product] ?? null, column, context), value }];
    })
    .sort((a, b) => b.value - a.value);
});

/** The same for steps that follow each other: one bar a column of numbers. */
export const funnelBars: Figure = figureOfLatestWeek((answer, [row = []]) =>
  answer.columns.flatMap((column, place): Bar[] => {
    const value = column.type === 'number' ? numberAt(row, place) : undefined;
    return value === undefined ? [] : [{ name: column.label, value }];
  }),
);

type BarsOf = (answer: Answer, rows: readonly (readonly Cell[])[], context: ChartContext) => Bar[];

function figureOfLatestWeek(barsOf: BarsOf): Figure {
  const latest = (answer: Answer, context: ChartContext) => {
    const place = columnOfType(answer, 'week');
    const week = answer.rows.map((row) => textAt(row, place)).reduce((a, b) => (a > b ? a : b), '');
    const rows = answer.rows.filter((row) => textAt(row, place) === week);
    return { week, bars: barsOf(answer, rows, context) };
  };
  return {
    finding: ({ answer, context }) => {
      const { week, bars } = latest(answer, context);
      const said = bars.map(({ name, value }) => `${name} ${renderNumber(value)}`);
      return bars.length === 0 ? undefined : `In the week from ${renderDay(week)}: ${said.join(', ')}.`;
    },
    headline: ({ answer, context }) => {
      const { bars } = latest(answer, context);
      const [first, last] = [bars[0], bars.at(-1)];
      if (first === undefined || last === undefined) return undefined;
      return first === last
        ? `${renderNumber(first.value)} ${first.name}`
        : `${renderNumber(first.value)} to ${renderNumber(last.value)} last week`;
    },
    render: ({ answer, context }) => {
      const { week, bars } = latest(answer, context);
      return renderBars(
        bars,
        `People, week from ${renderDay(week)}`,
        answer.title,
        'chart-tone-1 chart-bars-words',
      );
    },
  };
}
