import type { Day } from '../../library/dates.ts';
import type { EventName } from '../events.ts';
import type { Columns, CountedValues, KeyColumn, PeopleNames, ShareColumn, ShownRow } from './columns.ts';
import type { LibraryIndex } from './library-facts.ts';
import type { Activity } from './people-group.ts';
import { nameOfSpan, valuesOnDay, type QuestionSpan, type QuestionValues } from './periods.ts';
import type { Selected, SelectedRow } from './selected.ts';

/** How PostHog draws a question on its dashboard, by the columns of the HogQL; a table where nothing is said. */
interface DashboardChart<Name extends string = string> {
  display: 'ActionsLineGraph' | 'ActionsBar';
  x: Name;
  y: readonly Name[];
  by?: Name;
}

/** Whether a question is `drawn` by a figure of its own in `charts/figures.ts`, or shown as its `table` alone. */
type Chart = 'drawn' | 'table';

type PeopleSelected<Selects> = {
  [Name in keyof Selects]: Selects[Name] extends 'people' ? Name : never;
}[keyof Selects] &
  string;

/**
 * What the people of each column did, by the names of the HogQL's columns. It decides how a number is rounded: the same
 * people in the same way, wherever they stand. And it says what is a part of what, which is what an attacker goes by.
 */
type People<Selects extends Selected> = {
  readonly [Name in PeopleSelected<Selects>]: (row: SelectedRow<Selects>, library: LibraryIndex) => Activity;
};

/** A row that was counted and rounded, with the period that it was counted in: `to` is the first day after it. */
export type PeriodRow<Selects extends Selected> = SelectedRow<Selects> & { from: Day; to: Day };

/** What is asked, and how it is told. */
interface Words<Id extends string, Selects extends Selected, Row extends Columns, Drawn extends Chart> {
  id: Id;
  title: string;
  /** The question in words, for somebody who reads charts once a week; `span` is such as `last 13 weeks`. */
  asks: (span: string) => string;
  /** The time it looks at. Only weeks that are over are counted. */
  span: QuestionSpan;
  row: Row;
  chart: Drawn;
  /** The column of the day by which a reader's span picks rows, where the question is not counted by span. */
  pickedBy?: keyof Row & string;
  /** Without any of these events there is nothing to say, which is not the same as zero. */
  needs: readonly EventName[];
  /** What is said, in bold and after it, where the answer is: nothing. */
  nothing?: readonly [string, string];
  /**
   * Rounded numbers of one team, or of all together → rows of the answer, in the order in which they are shown: by what is
   * shown, then by key. A row with a `team` gets those of every team at once.
   */
  answer(
    rows: readonly PeriodRow<Selects>[],
    library: LibraryIndex,
    today: Day,
  ): readonly CountedValues<Row>[];
}

/** One adoption question: its words, its text in HogQL, what a row of it holds and whom it is about. */
export interface QuestionSpec<
  Id extends string,
  Selects extends Selected,
  Row extends Columns,
  Drawn extends Chart = Chart,
> extends Words<Id, Selects, Row, Drawn> {
  /** Counts people by key and team, see `countPeople`. Runs unchanged on the embedded store and on PostHog. */
  hogql: string;
  selects: Selects;
  people: People<Selects>;
  /** Set where people who do not sell are counted too; else they are in none of its numbers. */
  readers?: 'everybody';
  /** So many weeks before its period are looked at too. */
  lookBack?: number;
  /** The week of a series that a row is counted in, as its Monday, where that is not its column of a day. */
  countedIn?: (row: SelectedRow<Selects>) => Day;
  dashboard?: DashboardChart<keyof Selects & string>;
}

type FromNames<Row> = {
  [Name in keyof Row]: Row[Name] extends { role: 'people'; from: infer From } ? From : never;
}[keyof Row];

type StrayParts<Row> = {
  [Name in keyof Row]: Row[Name] extends ShareColumn<infer Part> ? Exclude<Part, keyof Row> : never;
}[keyof Row];

type ProductNames<Row> = {
  [Name in keyof Row]: Row[Name] extends KeyColumn<'asset'> | KeyColumn<'product'> ? Name : never;
}[keyof Row];

type TeamNames<Selects> = {
  [Name in keyof Selects]: Selects[Name] extends 'team' ? Name : never;
}[keyof Selects];

/** What a row must hold beside its form, as a type that says what is missing. */
type WholeRow<Row> = ([StrayParts<Row>] extends [never]
  ? unknown
  : { row: { 'is no column': StrayParts<Row> } }) &
  ([ProductNames<Row>] extends [never]
    ? {
        /** Why a product picks no rows, as a sentence; or that the weeks of the products stand for its rows. */
        withoutProduct: { why: string } | 'weeks-of-product';
      }
    : unknown);

/** The same of what it is counted from. */
type Whole<Selects, Row> = WholeRow<Row> &
  ([Exclude<PeopleSelected<Selects>, FromNames<Row>>] extends [never]
    ? unknown
    : { row: { 'needs a column of people from': Exclude<PeopleSelected<Selects>, FromNames<Row>> } }) &
  ([Exclude<FromNames<Row>, PeopleSelected<Selects>>] extends [never]
    ? unknown
    : { selects: { 'are no people': Exclude<FromNames<Row>, PeopleSelected<Selects>> } }) &
  ([Exclude<PeopleNames<Row>, PeopleWithFrom<Row>>] extends [never]
    ? unknown
    : { row: { 'is counted from nothing': Exclude<PeopleNames<Row>, PeopleWithFrom<Row>> } }) &
  ([TeamNames<Selects>] extends [never] ? { selects: { team: 'team' } } : unknown);

type PeopleWithFrom<Row> = {
  [Name in keyof Row]: Row[Name] extends { role: 'people'; from: string } ? Name : never;
}[keyof Row];

/** A question as the rest of the hub uses it. */
export type Question<
  Id extends string = string,
  Selects extends Selected = Selected,
  Row extends Columns = Columns,
  Drawn extends Chart = Chart,
> = Omit<
  QuestionSpec<Id, Selects, Row, Drawn>,
  'asks' | 'people' | 'countedIn' | 'dashboard' | 'pickedBy'
> & {
  asks: string;
  asksOver: (span: string) => string;
  /** The values of its text for whoever looks at it on a day. */
  values: (today: Day) => QuestionValues;
  people: Readonly<
    Record<string, (row: Readonly<Record<string, string | number>>, library: LibraryIndex) => Activity>
  >;
  /** The id of the question whose numbers it is made from: mostly its own. */
  counts: string;
  countedIn?: (row: Readonly<Record<string, string | number>>) => Day;
  dashboard?: DashboardChart;
  pickedBy?: string;
  withoutProduct?: { why: string } | 'weeks-of-product';
};

/** The rows of a question as they are shown. */
export type RowOf<Of extends Question> = ShownRow<Of['row']>;

/** What any question says of itself, in place of how it is told. */
function told<Spec extends Pick<Words<string, Selected, Columns, Chart>, 'asks' | 'span'>>({
  asks,
  ...rest
}: Spec) {
  return {
    ...rest,
    asks: asks(nameOfSpan(rest.span)),
    asksOver: asks,
    values: (today: Day) => valuesOnDay(rest.span, today),
  };
}

/** A question from its declaration. What a row of it needs and lacks is a type error. */
export function defineQuestion<
  const Id extends string,
  const Selects extends Selected,
  const Row extends Columns,
  const Drawn extends Chart,
>(spec: QuestionSpec<Id, Selects, Row, Drawn> & Whole<Selects, Row>): Question<Id, Selects, Row, Drawn> {
  const { people, countedIn, ...rest } = spec as QuestionSpec<Id, Selects, Row, Drawn>;
  return {
    ...told(rest),
    people: people as unknown as Question['people'],
    ...(countedIn && { countedIn: countedIn as unknown as NonNullable<Question['countedIn']> }),
    counts: rest.id,
  };
}

/** A question that asks the source nothing: it is told from the rounded numbers of another one. */
export function deriveQuestion<
  const Id extends string,
  const Selects extends Selected,
  const Row extends Columns,
  const Drawn extends Chart,
>(
  { hogql, selects, people, counts }: Question<string, Selects>,
  spec: Words<Id, Selects, Row, Drawn> & WholeRow<Row>,
): Question<Id, Selects, Row, Drawn> {
  return { ...told(spec as Words<Id, Selects, Row, Drawn>), hogql, selects, people, counts };
}
