import type { Day } from '../../library/dates.ts';
import type { EventName } from '../events.ts';
import type { Cell } from '../snapshot/answer.ts';
import type {
  Columns,
  CountedValues,
  KeyColumn,
  MeasureColumn,
  PeopleNames,
  ShareColumn,
  ShownRow,
  SplitValues,
} from './columns.ts';
import type { LibraryIndex } from './library-facts.ts';
import type { Activity, Window } from './people-group.ts';
import type { Selected, SelectedRow } from './selected.ts';
import { valuesOfSpan, type QuestionSpan, type QuestionValues } from './window.ts';

/** The people of a column that is never shown: what they hold back. */
interface HiddenPeople {
  /** What is left out where they are fewer than five: the row, or only what is counted of them. */
  small: 'row' | 'number';
}

/** What is known of the people of a column: whose number it may not tell, and what it may be taken from. */
export interface PeopleGroup<
  Values = Readonly<Record<string, Cell>>,
  Name extends string = string,
> extends HiddenPeople {
  /** Other columns of the row that hold these people and more: who is in them alone is a group too. */
  within?: readonly Name[];
  /** What they did; what else they did by doing it stands behind it. `team` is `all` for everybody. */
  did: (row: Values, about: { team: string; library: LibraryIndex }) => Activity;
  /** When they did it, where that is neither the days that are asked for nor the week of the row. */
  when?: (row: Values, today: Day) => Window;
  /** A group of all teams at another time that these people are a part of. */
  also?: (row: Values) => { did: Activity; when: Window };
}

type People<Row> = {
  [Name in PeopleNames<Row>]: Row[Name] extends { isHidden: true }
    ? HiddenPeople
    : PeopleGroup<ShownRow<Row>, Exclude<keyof Row & string, Name>>;
};

/** People of one team whose innermost step is this one. */
export interface StepRow {
  key: readonly string[];
  team: string;
  step: number;
  people: number;
}

/**
 * How a question is counted by team and, where it looks at the last days, by span. The text gives disjoint people: each
 * row is about a key (an asset, a week and a product, …), one team, one step, and the number of people whose innermost
 * step it is. Steps are nested: whoever is in step 1 is in step 2 too. For a span the steps are the days back of
 * `SPAN_DAYS`: 0 are those who did it in the last 30 days, 1 those who did it in the last 90 but not in the last 30.
 * A person is of the team that they named last.
 */
export interface Split<Row = Columns> {
  hogql: string;
  values: (today: Day) => QuestionValues;
  /** The columns of the text: those of the key, then `team`, `step` where it gives one, and `people`. */
  selects: readonly string[];
  /** What the steps are: those of a span; parts of which `some` may be shown without others; or parts that need `all`. */
  steps: 'span' | 'some' | 'all';
  /** The step that the question itself shows for all teams; of a span the place in `SPAN_DAYS`. */
  given: number;
  /** Which number of people a count is a part of, and which may be taken from it by a reader. */
  within: 'head-count' | 'active-in-week' | 'itself';
  /** Rows of the text → disjoint people, where the text does not give these. */
  toSteps?(rows: readonly StepRow[], today: Day): StepRow[];
  /**
   * A row of the question. `at(step)` counts the people in a step with those inside it, null where that may not be shown;
   * of a span `at(0)` is the span that was chosen. `heads` is the head count of the team, or of all, 0 where nobody knows.
   */
  row(
    key: readonly string[],
    at: (step: number) => number | null,
    library: LibraryIndex,
    heads: number,
  ): SplitValues<Row>;
}

/** How PostHog draws a question on its dashboard, by the columns of the HogQL; a table where nothing is said. */
interface DashboardChart<Name extends string = string> {
  display: 'ActionsLineGraph' | 'ActionsBar';
  x: Name;
  y: readonly Name[];
  by?: Name;
}

/** Whether a question is `drawn` by a figure of its own in `charts/figures.ts`, or shown as its `table` alone. */
type Chart = 'drawn' | 'table';

/** One adoption question: its words, its text in HogQL, what a row of it holds and whom it is about. */
export interface QuestionSpec<
  Id extends string,
  Selects extends Selected,
  Row extends Columns,
  Drawn extends Chart = Chart,
> {
  id: Id;
  title: string;
  /** The question in words, for somebody who reads charts once a week; `span` is such as `last 30 days`. */
  asks: (span: string) => string;
  /** The time it looks at: days up to and with today, or weeks with the running one. */
  span: QuestionSpan;
  /** Runs unchanged on the embedded store and on PostHog. */
  hogql: string;
  selects: Selects;
  row: Row;
  /** For each number of people: whom it counts. */
  people: People<Row>;
  chart: Drawn;
  dashboard?: DashboardChart<keyof Selects & string>;
  /** The column of the day by which a reader's span picks rows, where the question is not counted by span. */
  pickedBy?: keyof Row & string;
  /** Without any of these events there is nothing to say, which is not the same as zero. */
  needs: readonly EventName[];
  /** What is left out and why, after a number; `one` for a single one. */
  withheldNote: { one: string; many: string };
  /** What is said, in bold and after it, where the answer is: nothing. */
  nothing?: readonly [string, string];
  /** How it is counted by team and span; undefined where it is not. */
  split?: Split<Row>;
  /** What came back → rows of the answer, in the order in which they are shown. */
  answer(
    rows: readonly SelectedRow<Selects>[],
    library: LibraryIndex,
    today: Day,
  ): readonly CountedValues<Row>[];
}

type PeopleSelected<Selects> = {
  [Name in keyof Selects]: Selects[Name] extends 'people' ? Name : never;
}[keyof Selects];

type FromNames<Row> = {
  [Name in keyof Row]: Row[Name] extends { role: 'people'; from: infer From } ? From : never;
}[keyof Row];

type UsedNames<Row> = {
  [Name in keyof Row]: Row[Name] extends MeasureColumn<infer By, 'count' | 'number' | 'text'>
    ? Exclude<By, PeopleNames<Row>>
    : Row[Name] extends ShareColumn<infer Part>
      ? Exclude<Part, keyof Row>
      : never;
}[keyof Row];

type ProductNames<Row> = {
  [Name in keyof Row]: Row[Name] extends KeyColumn<'asset'> | KeyColumn<'product'> ? Name : never;
}[keyof Row];

/** What a row must hold beside its form, as a type that says what is missing. */
type Whole<Selects, Row> = ([Exclude<PeopleSelected<Selects>, FromNames<Row>>] extends [never]
  ? unknown
  : { row: { 'needs a column of people from': Exclude<PeopleSelected<Selects>, FromNames<Row>> } }) &
  ([Exclude<FromNames<Row>, PeopleSelected<Selects>>] extends [never]
    ? unknown
    : { selects: { 'are no people': Exclude<FromNames<Row>, PeopleSelected<Selects>> } }) &
  ([UsedNames<Row>] extends [never] ? unknown : { row: { 'names no people': UsedNames<Row> } }) &
  ([ProductNames<Row>] extends [never]
    ? {
        /** Why a product picks no rows, as a sentence; or that the weeks of the products stand for its rows. */
        withoutProduct: { why: string } | 'weeks-of-product';
      }
    : unknown);

/** A question as the rest of the hub uses it. */
export type Question<
  Id extends string = string,
  Selects extends Selected = Selected,
  Row extends Columns = Columns,
  Drawn extends Chart = Chart,
> = Omit<QuestionSpec<Id, Selects, Row, Drawn>, 'asks' | 'people' | 'split' | 'dashboard' | 'pickedBy'> & {
  asks: string;
  asksOver: (span: string) => string;
  values: (today: Day) => QuestionValues;
  people: Readonly<Record<string, HiddenPeople | PeopleGroup>>;
  split?: Split;
  dashboard?: DashboardChart;
  pickedBy?: string;
  withoutProduct?: { why: string } | 'weeks-of-product';
};

/** The rows of a question as they are shown. */
export type RowOf<Of extends Question> = ShownRow<Of['row']>;

/** A question from its declaration. What a row of it needs and lacks is a type error. */
export function defineQuestion<
  const Id extends string,
  const Selects extends Selected,
  const Row extends Columns,
  const Drawn extends Chart,
>(spec: QuestionSpec<Id, Selects, Row, Drawn> & Whole<Selects, Row>): Question<Id, Selects, Row, Drawn> {
  const { asks, people, split, span, ...rest } = spec as QuestionSpec<Id, Selects, Row, Drawn>;
  return {
    ...rest,
    span,
    asks: asks(nameOfSpan(span)),
    asksOver: asks,
    values: valuesOfSpan(span),
    people: people as Question['people'],
    ...(split && { split: split as Split }),
  };
}

/** How many days a question looks back. */
export function daysOf({ span }: Pick<Question, 'span'>): number {
  return 'days' in span ? span.days : 7 * span.weeks;
}

/** A time back from today in words: `last 30 days`. */
export function nameOfSpan(span: QuestionSpan): string {
  return 'days' in span ? `last ${String(span.days)} days` : `last ${String(span.weeks)} weeks`;
}
