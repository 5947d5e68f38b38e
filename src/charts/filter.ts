import { addDays, renderDay } from '../library/dates.ts';
import { teamsOf } from '../usage/privacy/team-groups.ts';
import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import { cellsOf } from '../usage/questions/columns.ts';
import { isOneBlock, namePeriod, SPAN_WEEKS, type SpanWeeks } from '../usage/questions/periods.ts';
import type { Question } from '../usage/questions/question.ts';
import { questionOf } from '../usage/questions/questions.ts';
import { rowsOf } from '../usage/questions/rows-of.ts';
import { weeklyActiveRepsByProduct } from '../usage/questions/weekly-active-reps-by-product.ts';
import { weeklyActiveRepsByTeam } from '../usage/questions/weekly-active-reps-by-team.ts';
import type { Answer, Counted, Snapshot } from '../usage/snapshot/snapshot.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import { nameOfTeam } from '../usage/report/team-name.ts';
import type { ChartContext } from './context.ts';
import { compareAnswer, lastWeeks, nameSpan, type Comparison, type WeekSpan } from './compared.ts';
import { isFollowed, reachOf, type Filter, type Reach } from './filter-reach.ts';
import { pickRows } from './filter-rows.ts';

/*
 * How filters work without a reload. Two ways were open.
 *
 * Every chart drawn at build time for each product, team and span, and shown or hidden: no drawing code in the browser.
 * But seven teams, four products and four spans are 112 pages of charts, and a company with twelve teams and twenty
 * products has a thousand; and the live page would ask and draw all of them for a reader who looks at one.
 *
 * Or the rows by team and span are kept in the snapshot, beside the answers (`Slice`), and the browser picks
 * and draws with the very functions of this folder. That is taken: one file of rows and some 20 KB of code, both
 * fetched when a reader first chooses a filter, and nothing for all others. A product only picks among rows that are
 * shown anyway. All of them were rounded and kept before the snapshot was made, so no choice can show more.
 */

/** An answer as far as a filter goes, and what it could not do. */
export interface FilteredAnswer {
  answer: Answer;
  /** The hub's words, only of what was chosen. */
  context: ChartContext;
  /** What the rows are about, such as `DACH, 4 weeks`; '' where no part of the filter applies. */
  about: string;
  /** Parts of the filter that do not apply, as sentences. */
  notes: string[];
  /** Where the span that was chosen begins before anything is known: that, as a sentence; '' otherwise. */
  unknown: string;
  /** The weeks that were chosen beside as many before them, where the answer is about weeks. */
  comparison?: Comparison;
}

/** Whether a filter asks for anything. */
export function isFilter(filter: Filter): boolean {
  const { product, team, weeks, between } = filter;
  return [product, team, weeks, between].some((part) => part !== undefined);
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
  const team = filter.team === undefined ? undefined : groupOf(snapshot, filter.team);
  const asked = { ...followed(reach, filter), ...(team !== undefined && isFollowed(reach.team) && { team }) };
  const taken = takeRows(snapshot, question, answer, asked, reach);
  const picked = pickRows(taken, question, asked, reach, context);
  const comparison = compareAnswer(
    pickRows(taken, question, { ...asked, weeks: undefined, between: undefined }, reach, context),
    narrow(context, asked),
    asked.between ?? (asked.weeks && lastWeeks(asked.weeks, taken)),
  );
  const about = [
    asked.product === undefined
      ? undefined
      : (context.products.find(({ id }) => id === asked.product)?.name ?? asked.product),
    asked.team === undefined ? undefined : nameOfTeam(asked.team, context),
    asked.weeks === undefined ? undefined : `${String(asked.weeks)} weeks`,
    asked.between === undefined ? undefined : nameSpan(asked.between),
  ].filter((part) => part !== undefined);
  const { counted } = picked;
  return {
    answer: {
      ...picked,
      ...(asked.between && counted && { counted: within(counted, asked.between) }),
      asks:
        asked.between !== undefined
          ? question.asksOver(`weeks from ${nameSpan(asked.between)}`)
          : asked.weeks === undefined
            ? picked.asks
            : question.asksOver(
                isOneBlock(question.span) && counted !== undefined
                  ? namePeriod({ weeks: asked.weeks, from: counted.from, to: addDays(counted.until, 1) })
                  : `last ${String(asked.weeks)} finished weeks`,
              ),
    },
    context: narrow(context, asked),
    about: about.join(', '),
    notes: [
      ...(['product', 'team', 'weeks'] as const).flatMap((part) => {
        const how = reach[part];
        return filter[part] === undefined || isFollowed(how) ? [] : [how.why];
      }),
      ...(filter.between === undefined || asked.between !== undefined ? [] : [sayBlocks(reach)]),
    ],
    unknown:
      asked.between !== undefined
        ? sayUnknown(snapshot, asked.between.from)
        : counted === undefined || asked.weeks === undefined
          ? ''
          : sayUnknown(snapshot, counted.from),
    ...(comparison && { comparison }),
  };
}

/** The id of the teams that a team is counted with. */
function groupOf({ groups }: Snapshot, team: string): string {
  return groups.find(({ teams }) => teams.includes(team))?.id ?? team;
}

/** Says from when on anything is known, where a time begins earlier: time before it is unknown, and is not time without use. */
function sayUnknown({ answers }: Snapshot, from: string): string {
  const first = answers.find(({ id }) => id === weeklyActiveRepsByTeam.id)?.counted?.from;
  return first === undefined || first <= from
    ? ''
    : `Nothing is known of the time before ${renderDay(first)}, so not all of these weeks were counted.`;
}

/** Why weeks of a reader's own choice pick none of the rows. */
function sayBlocks({ weeks }: Reach): string {
  if (!isFollowed(weeks)) return weeks.why;
  return `Counted over ${SPAN_WEEKS.join(' or ')} weeks that are the same for everybody: over weeks of one’s own choice the difference of two numbers could be one person.`;
}

/** The weeks that were counted of those that were chosen; none of them where they were not. */
function within(counted: Counted, { from, to }: WeekSpan): Counted {
  const until = addDays(to, -1);
  return {
    ...counted,
    from: from > counted.from ? from : counted.from,
    until: until < counted.until ? until : counted.until,
  };
}

/** The filter without the parts that a question cannot follow. */
function followed(reach: Reach, filter: Filter): Filter {
  return {
    product: isFollowed(reach.product) ? filter.product : undefined,
    team: isFollowed(reach.team) ? filter.team : undefined,
    weeks: isFollowed(reach.weeks) ? filter.weeks : undefined,
    between: isFollowed(reach.weeks) && reach.weeks !== 'slice' ? filter.between : undefined,
  };
}

/** The answer with the rows that were counted for a team and a span, or for a product. */
function takeRows(
  snapshot: Snapshot,
  question: Question,
  answer: Answer,
  asked: Filter,
  reach: Reach,
): Answer {
  if (answer.counted === undefined) return answer;
  if (reach.product === 'weeks-of-product' && asked.product !== undefined)
    return { ...answer, rows: weeksOfProduct(snapshot, asked.product) };
  const { span } = question;
  const team = reach.team === 'slice' ? (asked.team ?? ALL_TEAMS) : ALL_TEAMS;
  const own = reach.weeks === 'slice' && 'weeks' in span ? span.weeks : undefined;
  const weeks: SpanWeeks | undefined = own === undefined ? undefined : (asked.weeks ?? own);
  if (team === ALL_TEAMS && weeks === own) return answer;
  const slice = snapshot.slices?.find(
    (each) => each.question === answer.id && each.team === team && each.weeks === weeks,
  );
  const { missed: _, counted: __, ...bare } = answer;
  if (slice === undefined)
    return { ...bare, rows: [], state: 'failed', problem: 'These weeks are not counted yet.' };
  // How much may be missing is the same for all that is about the same weeks.
  const missed = snapshot.answers.find(
    ({ counted }) => counted?.from === slice.counted?.from && counted?.until === slice.counted?.until,
  )?.missed;
  return {
    ...bare,
    rows: slice.rows,
    ...(slice.counted && { counted: slice.counted }),
    ...(missed && { missed }),
  };
}

/** Week, team and people for one product: the weeks of products turned around. */
function weeksOfProduct(snapshot: Snapshot, product: string): Cell[][] {
  const { id } = weeklyActiveRepsByProduct;
  const all = snapshot.answers.find((each) => each.id === id);
  const columns = all?.columns ?? [];
  const turn = (rows: readonly (readonly Cell[])[], team: string): Cell[][] =>
    rowsOf(weeklyActiveRepsByProduct, { columns, rows }).flatMap(({ week, product: of, reps }) =>
      of === product ? [cellsOf(weeklyActiveRepsByTeam.row, { week, team, reps }) ?? []] : [],
    );
  const slices = snapshot.slices?.filter((each) => each.question === id) ?? [];
  return [...turn(all?.rows ?? [], ALL_TEAMS), ...slices.flatMap(({ rows, team }) => turn(rows, team))];
}

/** The hub's words, only of the product and team that were chosen. */
function narrow(context: ChartContext, { product, team }: Filter): ChartContext {
  return {
    ...context,
    teams: team === undefined ? context.teams : context.teams.filter(({ id }) => teamsOf(team).includes(id)),
    products: product === undefined ? context.products : context.products.filter(({ id }) => id === product),
    ...(product !== undefined && {
      notes: context.notes?.filter((note) => note.product === product) ?? [],
    }),
    assets:
      product === undefined
        ? context.assets
        : new Map([...context.assets].filter(([, asset]) => asset.products.includes(product))),
  };
}
