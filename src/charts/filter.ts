import { addDays, mondayOf, renderDay, type Day } from '../library/dates.ts';
import { MINIMUM_GROUP } from '../usage/privacy/minimum-group.ts';
import { ALL_TEAMS } from '../usage/questions/weekly-active-reps-by-team.ts';
import { LONGEST_DAYS, SPAN_WEEKS, type SpanDays } from '../usage/questions/span-days.ts';
import type { Answer, Cell, QuestionId, Snapshot } from '../usage/snapshot/snapshot.ts';
import { columnOfType, nameOfTeam, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import { REACH, type Reach } from './filter-reach.ts';

/*
 * How filters work without a reload. Two ways were open.
 *
 * Every chart drawn at build time for each product, team and span, and shown or hidden: no drawing code in the browser.
 * But seven teams, four products and four spans are 112 pages of charts, and a company with twelve teams and twenty
 * products has a thousand; and the live page would ask and draw all of them for a reader who looks at one.
 *
 * Or the rows by team and span are kept in the snapshot, beside the answers (`usage/snapshot/slices.ts`), and the browser picks
 * and draws with the very functions of this folder. That is taken: one file of rows and some 15 KB of code, both
 * fetched when a reader first chooses a filter, and nothing for all others. A product only picks among rows that are
 * shown anyway. What is filtered was withheld from where the snapshot was made, so no choice can show a small group.
 */

/** What a reader chose; undefined is all. */
export interface Filter {
  product: string | undefined;
  team: string | undefined;
  days: SpanDays | undefined;
}

/** An answer as far as a filter goes, and what it could not do. */
export interface FilteredAnswer {
  answer: Answer;
  /** The hub's words, only of what was chosen. */
  context: ChartContext;
  /** What the rows are about, such as `DACH, last 30 days`; '' where no part of the filter applies. */
  about: string;
  /** Parts of the filter that do not apply, as sentences. */
  notes: string[];
  /** Where the span that was chosen begins before anything is known: that, as a sentence; '' otherwise. */
  unknown: string;
}

/** Whether a filter asks for anything. */
export function isFilter(filter: Filter): boolean {
  return filter.product !== undefined || filter.team !== undefined || filter.days !== undefined;
}

/** The span in words: `last 30 days`. */
function nameOfSpan(days: SpanDays): string {
  return `last ${String(days)} days`;
}

/** One answer of a snapshot with a filter on it. */
export function filterAnswer(
  snapshot: Snapshot,
  answer: Answer,
  filter: Filter,
  context: ChartContext,
): FilteredAnswer {
  const reach = REACH[answer.id];
  const asked = within(reach, filter);
  const taken = takeRows(snapshot, answer, asked, reach, context);
  const picked = pickRows(taken, asked, reach, context, answer.answeredAt?.slice(0, 10) ?? snapshot.today);
  const about = [
    asked.product === undefined
      ? undefined
      : (context.products.find(({ id }) => id === asked.product)?.name ?? asked.product),
    asked.team === undefined ? undefined : nameOfTeam(asked.team, context),
    asked.days === undefined ? undefined : nameOfSpan(asked.days),
  ].filter((part) => part !== undefined);
  const [only = '', ...more] = about;
  return {
    answer: dropEmptyColumns({ ...picked, asks: reword(picked.asks, asked.days) }),
    context: narrow(context, asked),
    about: more.length === 0 ? only.replace(/^last/, 'Last') : about.join(', '),
    notes: (['product', 'team', 'days'] as const).flatMap((part) => {
      const how = reach[part];
      return filter[part] === undefined || typeof how === 'string' ? [] : [how.why];
    }),
    unknown: asked.days === undefined ? '' : sayUnknown(snapshot, asked.days),
  };
}

/**
 * Says from when on anything is known, where a span begins earlier: time before it is unknown, and is not time without
 * use. Going by the first week that may be shown, so that it tells of nobody.
 */
function sayUnknown({ answers, today }: Snapshot, days: SpanDays): string {
  const id: QuestionId = 'weekly-active-reps-by-team';
  const weeks = answers.find((answer) => answer.id === id)?.rows.map((row) => textAt(row, 0)) ?? [];
  const [first] = weeks.toSorted();
  // A span begins within a week, and weeks begin with the first whole one.
  if (first === undefined || first <= addDays(mondayOf(addDays(today, 1 - days)), 7)) return '';
  return `Nothing is known of the time before ${renderDay(first)}, so it is not a whole ${days === LONGEST_DAYS ? 'year' : `${String(days)} days`}.`;
}

/** The filter without the parts that a question cannot follow. */
function within(reach: Reach, filter: Filter): Filter {
  return {
    product: typeof reach.product === 'string' ? filter.product : undefined,
    team: typeof reach.team === 'string' ? filter.team : undefined,
    days: typeof reach.days === 'string' ? filter.days : undefined,
  };
}

/** The answer with the rows that were counted for a team and a span, or for a product. */
function takeRows(
  snapshot: Snapshot,
  answer: Answer,
  asked: Filter,
  reach: Reach,
  context: ChartContext,
): Answer {
  const missed = asked.days === undefined ? answer.missed : snapshot.missed?.[asked.days];
  const { missed: _, ...bare } = answer;
  const base: Answer = { ...bare, ...(missed === undefined ? {} : { missed }) };
  if (answer.state !== 'ready') return base;
  const heads = context.teams.find(({ id }) => id === asked.team)?.reps;
  if (heads !== undefined && heads < MINIMUM_GROUP)
    return {
      ...base,
      rows: [],
      withheld: 1,
      withheldNote: `The team has ${String(heads)} people: too few to show.`,
    };
  if (reach.product === 'transposed' && asked.product !== undefined)
    return { ...base, ...weeksOfProduct(snapshot, asked.product) };
  const team = reach.team === 'slice' ? (asked.team ?? ALL_TEAMS) : ALL_TEAMS;
  const days = reach.days === 'slice' ? asked.days : undefined;
  const isOwn = team === ALL_TEAMS && (days === undefined || days === spanOf(answer));
  if (isOwn) return base;
  const wanted = reach.days === 'slice' ? (days ?? spanOf(answer)) : undefined;
  const slice = snapshot.slices?.find(
    (each) => each.question === answer.id && each.team === team && each.days === wanted,
  );
  if (slice === undefined)
    return {
      ...base,
      rows: [],
      withheld: 0,
      withheldNote: '',
      state: 'failed',
      problem: 'It was not counted by team and span.',
    };
  return { ...base, rows: slice.rows, withheld: slice.withheld, withheldNote: sayWithheld(slice.withheld) };
}

/** The days that a question itself looks at, from its words. */
function spanOf(answer: Answer): number {
  return Number(/last (\d+) days/.exec(answer.asks)?.[1] ?? 0);
}

function sayWithheld(count: number): string {
  if (count === 0) return '';
  const rows = count === 1 ? '1 row is' : `${String(count)} rows are`;
  return `${rows} left out: fewer than ${String(MINIMUM_GROUP)} people, or such a group could be worked out from the rest.`;
}

/** Week, team and people for one product: the weeks of products turned around. */
function weeksOfProduct(
  snapshot: Snapshot,
  product: string,
): Pick<Answer, 'rows' | 'withheld' | 'withheldNote'> {
  const id: QuestionId = 'weekly-active-reps-by-product';
  const turn = (rows: readonly (readonly Cell[])[], team: string): Cell[][] =>
    rows.flatMap(([week = null, of, people = null]) => (of === product ? [[week, team, people]] : []));
  const all = snapshot.answers.find((each) => each.id === id);
  const slices = snapshot.slices?.filter((each) => each.question === id) ?? [];
  return {
    rows: [...turn(all?.rows ?? [], ALL_TEAMS), ...slices.flatMap(({ rows, team }) => turn(rows, team))],
    withheld: 0,
    withheldNote:
      'Weeks are left out where fewer than five people, or such a group by subtraction, stand behind them.',
  };
}

/** The rows of an answer that a filter leaves. */
function pickRows(answer: Answer, asked: Filter, reach: Reach, context: ChartContext, today: Day): Answer {
  const at = {
    asset: columnOfType(answer, 'asset'),
    product: columnOfType(answer, 'product'),
    team: columnOfType(answer, 'team'),
    week: columnOfType(answer, 'week'),
    day: answer.columns.findIndex(({ name }) => name === reach.days),
  };
  const { product, team, days } = asked;
  // What is picked by its day was asked for the longest span: that leaves nothing out.
  const since =
    days === undefined || days === LONGEST_DAYS || reach.days === 'slice'
      ? ''
      : reach.days === 'week'
        ? addDays(mondayOf(today), -7 * (SPAN_WEEKS[days] - 1))
        : addDays(today, 1 - days);
  const day = reach.days === 'week' ? at.week : at.day;
  const rows = answer.rows.filter(
    (row) =>
      (product === undefined ||
        reach.product === 'transposed' ||
        (reach.product === 'product'
          ? textAt(row, at.product) === product
          : context.assets.get(textAt(row, at.asset))?.products.includes(product) === true)) &&
      (team === undefined || reach.team !== 'team' || textAt(row, at.team) === team) &&
      (since === '' || textAt(row, day) >= since),
  );
  const isPicked = (product !== undefined && reach.product !== 'transposed') || since !== '';
  if (!isPicked || answer.withheld === 0) return { ...answer, rows };
  // What was withheld is counted over all rows; of those that a filter leaves nobody has counted it.
  const withheld = rows.length === 0 ? answer.withheld : 0;
  return { ...answer, rows, withheld, withheldNote: `Before the filter: ${answer.withheldNote}` };
}

/** A question in the words of the span that was chosen. */
function reword(asks: string, days: SpanDays | undefined): string {
  if (days === undefined) return asks;
  return asks
    .replace(/last \d+ days/, nameOfSpan(days))
    .replace(/last \d+ weeks/, `last ${String(SPAN_WEEKS[days])} weeks`);
}

/** Leaves out columns that hold nothing in any row, such as what is not counted by team. */
function dropEmptyColumns(answer: Answer): Answer {
  const { columns, rows } = answer;
  if (rows.length === 0) return answer;
  const kept = columns.flatMap((_, place) => (rows.some((row) => row[place] !== null) ? [place] : []));
  if (kept.length === columns.length) return answer;
  return {
    ...answer,
    columns: columns.filter((_, place) => kept.includes(place)),
    rows: rows.map((row) => kept.map((place) => row[place] ?? null)),
  };
}

/** The hub's words, only of the product and team that were chosen. */
function narrow(context: ChartContext, { product, team }: Filter): ChartContext {
  return {
    ...context,
    teams: team === undefined ? context.teams : context.teams.filter(({ id }) => id === team),
    products: product === undefined ? context.products : context.products.filter(({ id }) => id === product),
    assets:
      product === undefined
        ? context.assets
        : new Map([...context.assets].filter(([, asset]) => asset.products.includes(product))),
  };
}
