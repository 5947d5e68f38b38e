import type { Day } from '../dates.ts';
import type { Hub } from '../hub.ts';
import { readAmount, valueIn, type WrittenAmount } from './amounts.ts';
import type { Column, DateOrder, DecimalMark } from './crm-words.ts';
import { dayIn, readDate, type WrittenDate } from './dates.ts';
import type { ExportLine } from './export-table.ts';
import { quoteSome, type MappedTable } from './headings.ts';
import type { ExportProblem } from './problem.ts';

/** A cell with the line on which it stands. */
interface Read<Value> {
  line: number;
  text: string;
  value: Value;
}

/** Reads the cells of one file: dates and numbers mean the same on all of its lines, or it is a problem. */
export interface FileReader {
  textOf(line: ExportLine, column: Column): string;
  dayOf(line: ExportLine, column: Column): Day | undefined;
  numberOf(line: ExportLine, column: Column): number | undefined;
  /** The code of the currency that an amount is in, as far as its own sign says. */
  signOf(line: ExportLine, column: Column): readonly string[];
  problems: readonly ExportProblem[];
}

/** Looks at all dates and amounts of a file, and decides how they are read. */
export function openFile(
  table: MappedTable,
  lines: readonly ExportLine[],
  hub: Pick<Hub, 'crm'>,
  { days, amounts }: { days: readonly Column[]; amounts: readonly Column[] },
): FileReader {
  const { file, columns, headings } = table;
  const textOf = ({ cells }: ExportLine, column: Column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
  const readAll = <Value>(of: readonly Column[], read: (text: string) => Value) => {
    const shown = of.filter((column) => columns.has(column));
    return shown.map((column) => ({
      heading: headings[columns.get(column) ?? -1] ?? column,
      cells: lines.flatMap((line): Read<Value>[] => {
        const text = textOf(line, column);
        return text === '' ? [] : [{ line: line.line, text, value: read(text) }];
      }),
    }));
  };
  const dates = readAll(days, readDate);
  const money = readAll(amounts, readAmount);
  const order = decideOrder(file, dates, hub.crm.date_order);
  const mark = decideMark(file, money, hub.crm.decimal_mark);
  return {
    textOf,
    dayOf: (line, column) => dayIn(readDate(textOf(line, column)), order.decided),
    numberOf(line, column) {
      const amount = readAmount(textOf(line, column));
      return amount && valueIn(amount, mark.decided);
    },
    signOf: (line, column) => readAmount(textOf(line, column))?.currencies ?? [],
    problems: [...order.problems, ...mark.problems],
  };
}

interface ReadColumn<Value> {
  heading: string;
  cells: readonly Read<Value>[];
}

interface Decision<Way> {
  decided: Way;
  problems: ExportProblem[];
}

const linesOf = (cells: readonly Read<unknown>[]) =>
  [...new Set(cells.map(({ line }) => line))].sort((a, b) => a - b);

function unreadable<Value>(
  file: string,
  columns: readonly ReadColumn<Value>[],
  isNone: (value: Value) => boolean,
  what: string,
  hint: string,
): ExportProblem[] {
  return columns.flatMap(({ heading, cells }): ExportProblem[] => {
    const bad = cells.filter(({ value }) => isNone(value));
    if (bad.length === 0) return [];
    const kinds = new Set(bad.map(({ text }) => shapeOf(text)));
    return [
      {
        file,
        lines: linesOf(bad),
        message: `Column “${heading}” holds what is no ${what}, written like ${quoteSome([...kinds].slice(0, 3))}.`,
        hint,
      },
    ];
  });
}

/** A value with its letters and digits taken away: what is misread may be the name of somebody. */
const shapeOf = (text: string): string => text.slice(0, 24).replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0');

function decideOrder(
  file: string,
  columns: readonly ReadColumn<WrittenDate>[],
  told: DateOrder | undefined,
): Decision<DateOrder> {
  const problems = unreadable(
    file,
    columns,
    ({ is }) => is === 'none',
    'date',
    'Export it with dates such as 2026-11-30.',
  );
  const all = columns.flatMap(({ cells }) => cells);
  const only = (order: DateOrder) => all.filter(({ value }) => value.is === 'two' && value.only === order);
  const [dayFirst, monthFirst] = [only('day-first'), only('month-first')];
  const open = columns.flatMap(({ heading, cells }) => {
    const of = cells.filter(({ value }) => value.is === 'two' && value.only === undefined);
    return of.length === 0 ? [] : [{ heading, cells: of }];
  });
  const headings = columns.map(({ heading }) => `“${heading}”`).join(', ');
  if (dayFirst.length > 0 && monthFirst.length > 0)
    problems.push({
      file,
      lines: linesOf([...dayFirst.slice(0, 2), ...monthFirst.slice(0, 2)]),
      message: `The dates in ${headings} are written in two orders: ${quoteSome([dayFirst[0]?.text ?? '', monthFirst[0]?.text ?? ''])}.`,
      hint: 'Export it with one form of dates, such as 2026-11-30.',
    });
  const decided = dayFirst.length > 0 ? 'day-first' : monthFirst.length > 0 ? 'month-first' : told;
  if (decided === undefined)
    problems.push(
      ...open.map(({ heading, cells }): ExportProblem => ({
        file,
        lines: linesOf(cells),
        message: `Column “${heading}” holds dates such as “${cells[0]?.text ?? ''}”, and nothing in the file says whether the day or the month comes first.`,
        hint: 'Write date_order: day-first or month-first under crm: in hub.yaml, or export it with dates such as 2026-11-30.',
      })),
    );
  return { decided: decided ?? 'day-first', problems };
}

function decideMark(
  file: string,
  columns: readonly ReadColumn<WrittenAmount | undefined>[],
  told: DecimalMark | undefined,
): Decision<DecimalMark> {
  const problems = unreadable(
    file,
    columns,
    (value) => value === undefined,
    'amount',
    'Export it as plain numbers, such as 1234.50, with the currency in a column of its own.',
  );
  const all = columns.flatMap(({ cells }) => cells);
  const of = (mark: DecimalMark) => all.filter(({ value }) => value?.mark === mark);
  const [point, comma] = [of('point'), of('comma')];
  const open = columns.flatMap(({ heading, cells }) => {
    const some = cells.filter(({ value }) => value?.isPlain === false && value.mark === undefined);
    return some.length === 0 ? [] : [{ heading, cells: some }];
  });
  if (point.length > 0 && comma.length > 0)
    problems.push({
      file,
      lines: linesOf([...point.slice(0, 2), ...comma.slice(0, 2)]),
      message: `Numbers in ${columns.map(({ heading }) => `“${heading}”`).join(', ')} are written in two ways: ${quoteSome([point[0]?.text ?? '', comma[0]?.text ?? ''])}.`,
      hint: 'Export it with one form of numbers, such as 1234.50.',
    });
  const decided = point.length > 0 ? 'point' : comma.length > 0 ? 'comma' : told;
  if (decided === undefined)
    problems.push(
      ...open.map(({ heading, cells }): ExportProblem => ({
        file,
        lines: linesOf(cells),
        message: `Column “${heading}” holds numbers such as “${cells[0]?.text ?? ''}”, and nothing in the file says whether that is a thousand or a decimal mark.`,
        hint: 'Write decimal_mark: point or comma under crm: in hub.yaml, or export it as plain numbers.',
      })),
    );
  return { decided: decided ?? 'point', problems };
}
