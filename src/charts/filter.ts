import { addDays, mondayOf, renderDay } from '../library/dates.ts';
import { MINIMUM_GROUP } from '../usage/privacy/minimum-group.ts';
import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import { cellsOf } from '../usage/questions/columns.ts';
import { nameOfSpan, type Question } from '../usage/questions/question.ts';
import { questionOf } from '../usage/questions/questions.ts';
import { rowsOf } from '../usage/questions/rows-of.ts';
import { LONGEST_DAYS, SPAN_WEEKS, type SpanDays } from '../usage/questions/span-days.ts';
import { weeklyActiveRepsByProduct } from '../usage/questions/weekly-active-reps-by-product.ts';
import { weeklyActiveRepsByTeam } from '../usage/questions/weekly-active-reps-by-team.ts';
import type { Answer, Snapshot } from '../usage/snapshot/snapshot.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import { nameOfTeam } from './cell.ts';
import type { ChartContext } from './context.ts';
import { isFollowed, reachOf, type Filter, type Reach } from './filter-reach.ts';
import { pickRows } from './filter-rows.ts';

/*
 * How filters work without a reload. Two ways were open.
 *
 * Every chart drawn at build time for each product, team and span, and shown or hidden: no drawing code in the browser.
 * But seven teams, four products and four spans are 112 pages of charts, and a company with twelve teams and twenty
 * products has a thousand; and the live page would ask and draw all of them for a reader who looks at one.
 *
 * Or the rows by team and span are kept in the snapshot, beside the answers (`usage/snapshot/slices.ts`), and the browser picks
 * and draws with the very functions of this folder. That is taken: one file of rows and some 20 KB of code, both
 * fetched when a reader first chooses a filter, and nothing for all others. A product only picks among rows that are
 * shown anyway. What is filtered was withheld from where the snapshot was made, so no choice can show a small group.
 */

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

/** One answer of a snapshot with a filter on it. */
export function filterAnswer(
  snapshot: Snapshot,
  answer: Answer,
  filter: Filter,
  context: ChartContext,
): FilteredAnswer {
  const question = questionOf(answer.id);
  if (question === undefined)
    return { answer, context, about: '', notes: ['This question can no longer be filtered.'], unknown: '' };
  const reach = reachOf(question);
  const asked = within(reach, filter);
  const taken = takeRows(snapshot, question, answer, asked, reach, context);
  const picked = pickRows(
    taken,
    question,
    asked,
    reach,
    context,
    answer.answeredAt?.slice(0, 10) ?? snapshot.today,
  );
  const about = [
    asked.product === undefined
      ? undefined
      : (context.products.find(({ id }) => id === asked.product)?.name ?? asked.product),
    asked.team === undefined ? undefined : nameOfTeam(asked.team, context),
    asked.days === undefined ? undefined : nameOfSpan({ days: asked.days }),
  ].filter((part) => part !== undefined);
  const words = about.join(', ');
  const isSpanAlone = about.length === 1 && asked.days !== undefined;
  return {
    answer: dropEmptyColumns({ ...picked, asks: reword(question, asked.days) ?? picked.asks }),
    context: narrow(context, asked),
    about: isSpanAlone ? words.charAt(0).toUpperCase() + words.slice(1) : words,
    notes: (['product', 'team', 'days'] as const).flatMap((part) => {
      const how = reach[part];
      return filter[part] === undefined || isFollowed(how) ? [] : [how.why];
    }),
    unknown: asked.days === undefined ? '' : sayUnknown(snapshot, asked.days),
  };
}

/**
 * Says from when on anything is known, where a span begins earlier: time before it is unknown, and is not time without
 * use. Going by the first week that may be shown, so that it tells of nobody.
 */
function sayUnknown({ answers, today }: Snapshot, days: SpanDays): string {
  const weekly = answers.find(({ id }) => id === weeklyActiveRepsByTeam.id);
  const weeks = weekly === undefined ? [] : rowsOf(weeklyActiveRepsByTeam, weekly).map(({ week }) => week);
  const [first] = weeks.toSorted();
  // A span begins within a week, and weeks begin with the first whole one.
  if (first === undefined || first <= addDays(mondayOf(addDays(today, 1 - days)), 7)) return '';
  return `Nothing is known of the time before ${renderDay(first)}, so it is not a whole ${days === LONGEST_DAYS ? 'year' : `${String(days)} days`}.`;
}

/** The filter without the parts that a question cannot follow. */
function within(reach: Reach, filter: Filter): Filter {
  return {
    product: isFollowed(reach.product) ? filter.product : undefined,
    team: isFollowed(reach.team) ? filter.team : undefined,
    days: isFollowed(reach.days) ? filter.days : undefined,
  };
}

/** The answer with the rows that were counted for a team and a span, or for a product. */
function takeRows(
  snapshot: Snapshot,
  question: Question,
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
  if (reach.product === 'weeks-of-product' && asked.product !== undefined)
    return { ...base, ...weeksOfProduct(snapshot, asked.product) };
  const team = reach.team === 'slice' ? (asked.team ?? ALL_TEAMS) : ALL_TEAMS;
  const days = reach.days === 'slice' ? asked.days : undefined;
  const ownDays = 'days' in question.span ? question.span.days : undefined;
  const isOwn = team === ALL_TEAMS && (days === undefined || days === ownDays);
  if (isOwn) return base;
  const wanted = reach.days === 'slice' ? (days ?? ownDays) : undefined;
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
  const { id } = weeklyActiveRepsByProduct;
  const all = snapshot.answers.find((each) => each.id === id);
  const columns = all?.columns ?? [];
  const turn = (rows: readonly (readonly Cell[])[], team: string): Cell[][] =>
    rowsOf(weeklyActiveRepsByProduct, { columns, rows }).flatMap(({ week, product: of, reps }) =>
      of === product ? [cellsOf(weeklyActiveRepsByTeam.row, { week, team, reps })] : [],
    );
  const slices = snapshot.slices?.filter((each) => each.question === id) ?? [];
  return {
    rows: [...turn(all?.rows ?? [], ALL_TEAMS), ...slices.flatMap(({ rows, team }) => turn(rows, team))],
    withheld: 0,
    withheldNote:
      'Weeks are left out where fewer than five people, or such a group by subtraction, stand behind them.',
  };
}

/** A question in the words of the span that was chosen; undefined where none was. */
function reword({ span, asksOver }: Question, days: SpanDays | undefined): string | undefined {
  if (days === undefined) return undefined;
  return asksOver(nameOfSpan('days' in span ? { days } : { weeks: SPAN_WEEKS[days] }));
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
