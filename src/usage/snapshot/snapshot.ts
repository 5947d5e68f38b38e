import { addDays, type Day } from '../../library/dates.ts';
import type { Pieces } from '../../library/pieces.ts';
import { isSameZone } from '../../library/time-zone.ts';
import { eventCatalogue } from '../events.ts';
import type { FrozenTable } from '../privacy/freeze.ts';
import { sellingGroups, type TeamGroup } from '../privacy/team-groups.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import { answerColumns, cellsOf } from '../questions/columns.ts';
import { indexLibrary, type LibraryFacts, type LibraryIndex } from '../questions/library-facts.ts';
import { isOneBlock, namePeriod, SPAN_WEEKS, type SpanWeeks } from '../questions/periods.ts';
import type { PeriodRow, Question } from '../questions/question.ts';
import { questions, type AnyQuestion, type QuestionId } from '../questions/questions.ts';
import type { Selected } from '../questions/selected.ts';
import type { AnswerColumn, Cell } from './answer.ts';
import { estimateMissed, type Missed, type PageLoads } from './missed-views.ts';
import { rowsOfTables, tablesOf } from './tables.ts';

/** The weeks that numbers are about: the first day, and the last. */
export interface Counted {
  from: Day;
  until: Day;
  /** Set where the hub had another time zone when the first of these weeks were counted: that one, and their last day. */
  before?: { zone: string; until: Day };
}

/** One answered question. `no-data` means that nothing is known, never that the number is zero. */
export interface Answer {
  id: QuestionId;
  title: string;
  asks: string;
  hogql: string;
  state: 'ready' | 'no-data' | 'failed';
  /** Why the newest weeks were not counted, as a sentence. Only when `failed`; the rows are then of those before. */
  problem?: string;
  columns: AnswerColumn[];
  rows: Cell[][];
  /** Undefined where no week was counted. */
  counted?: Counted;
  /** How much may be missing in the time that the question looks at; undefined where nobody knows. */
  missed?: Missed;
}

/** The rows of a question for one team, or one span, or both. Its columns are those of the question. */
export interface Slice {
  question: QuestionId;
  /** Id of a group of teams, `all` for everybody. */
  team: string;
  /** Only where the question looks at one block of weeks. */
  weeks?: SpanWeeks;
  rows: Cell[][];
  counted?: Counted;
}

/** All answers of one day. May be shown to everybody: its numbers of people are those that were rounded and kept. */
export interface Snapshot {
  /** Of an earlier version the numbers were exact. */
  version: 2;
  /** ISO 8601 in UTC. */
  madeAt: string;
  today: Day;
  source: 'embedded' | 'posthog' | 'none';
  /** Events of the catalogue that the source held when the day began. */
  events: number;
  /** Teams as they are counted together. */
  groups: readonly TeamGroup[];
  answers: Answer[];
  /** Set when a part of what the store was given is missing or damaged on its disk. */
  isDamaged?: true;
  /** The answers by team and span. */
  slices?: Slice[];
}

export interface SnapshotInput {
  /** ISO 8601 in UTC. */
  madeAt: string;
  today: Day;
  source: FrozenTable['source'];
  /** How many events of each name the source holds. */
  eventCounts: Readonly<Record<string, number>>;
  /** What was counted, rounded and kept, of this source. */
  tables: readonly FrozenTable[];
  groups: readonly TeamGroup[];
  /** Why a question could not be counted now, by its id. */
  problems: ReadonlyMap<string, string>;
  /** Page loads, and views a day to hold against them; undefined where nobody counts page loads. */
  loaded?: { loads: PageLoads; views: Readonly<Record<Day, number>> } | undefined;
  facts: LibraryFacts;
}

/**
 * How many events of each name there are that arrived before `{to}`, and the day when the first of them did: tells nothing-known
 * from nothing-used, and since when anything is known.
 */
export const eventCountsHogql = `
SELECT event, count() AS times, toDate(min(created_at)) AS first
FROM events
WHERE event IN (${Object.keys(eventCatalogue)
  .map((name) => `'${name}'`)
  .join(', ')})
  AND created_at < toDateTime({to})
GROUP BY event
ORDER BY event ASC
LIMIT 100`.trim();

function unanswered(question: AnyQuestion, state: 'no-data' | 'failed'): Answer {
  const { id, title, asks, hogql, row } = question;
  return { id, title, asks, hogql, state, columns: answerColumns(row), rows: [] };
}

/** Rounded numbers of a team → the rows of a question that are shown of it. */
export function answerRows(
  question: Question,
  rows: readonly PeriodRow<Selected>[],
  library: LibraryIndex,
  today: Day,
): Cell[][] {
  return question.answer(rows as PeriodRow<never>[], library, today).flatMap((values) => {
    const cells = cellsOf(question.row, values);
    return cells === undefined ? [] : [cells];
  });
}

function ofOtherZone(tables: readonly FrozenTable[], zone: string | undefined): Pick<Counted, 'before'> {
  const other = tables.findLast((table) => !isSameZone(table.zone, zone));
  return other === undefined ? {} : { before: { zone: other.zone ?? 'UTC', until: addDays(other.to, -1) } };
}

/** Whether the rows of a question are by team or department themselves. */
const hasTeams = ({ row }: AnyQuestion): boolean =>
  Object.values(row).some(({ type }) => type === 'team' || type === 'department');

/** What is told from the tables of one source. */
function openTables({ tables, today, facts }: SnapshotInput) {
  const library = indexLibrary(facts);
  const moved = new Map(facts.moved ?? []);
  return (question: AnyQuestion, team: string, weeks?: SpanWeeks) => {
    const own = tablesOf(tables, question, today, weeks);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const isOfAll = hasTeams(question);
    const rows = rowsOfTables(own, question.selects, (each) => isOfAll || each === team, moved);
    const seats = last.groups.find(({ id }) => id === team)?.seats;
    return {
      rows: answerRows(question, rows, { ...library, heads: seats ?? library.heads }, today),
      counted: { from: first.from, until: addDays(last.to, -1), ...ofOtherZone(own, facts.zone) },
      last,
    };
  };
}

function answerQuestion(
  question: AnyQuestion,
  input: SnapshotInput,
  read: ReturnType<typeof openTables>,
): Answer {
  const problem = input.problems.get(question.counts);
  const isKnown = question.needs.some((name) => (input.eventCounts[name] ?? 0) > 0);
  if (!isKnown && problem === undefined) return unanswered(question, 'no-data');
  const told = read(question, ALL_TEAMS);
  const state = problem === undefined ? ('ready' as const) : ('failed' as const);
  const answer = { ...unanswered(question, 'failed'), state, ...(problem !== undefined && { problem }) };
  if (told === undefined) return problem === undefined ? unanswered(question, 'no-data') : answer;
  const { rows, counted, last } = told;
  const asks = isOneBlock(question.span) ? question.asksOver(namePeriod(last)) : question.asks;
  const missed =
    input.loaded &&
    estimateMissed(input.loaded.loads, input.loaded.views, {
      from: counted.from,
      to: last.to,
      zone: input.facts.zone,
    });
  return { ...answer, asks, rows, counted, ...(missed && { missed }) };
}

/** Every question by team, and by span where it looks at one block; its own answer is none of them. */
function* slicesOf(
  { groups }: SnapshotInput,
  answers: readonly Answer[],
  read: ReturnType<typeof openTables>,
): Pieces<Slice[]> {
  const slices: Slice[] = [];
  for (const question of questions) {
    const { span } = question;
    const isBlock = isOneBlock(span);
    if (hasTeams(question) && !isBlock) continue;
    if (!answers.some(({ id, counted }) => id === question.id && counted !== undefined)) continue;
    const spans = isBlock ? SPAN_WEEKS : [undefined];
    const teams = hasTeams(question) ? [] : sellingGroups(groups).map(({ id }) => id);
    for (const team of [ALL_TEAMS, ...teams])
      for (const weeks of spans) {
        const isOwn =
          team === ALL_TEAMS && (weeks === undefined || ('weeks' in span && weeks === span.weeks));
        if (isOwn) continue;
        yield;
        const told = read(question, team, weeks);
        if (told === undefined) continue;
        const { rows, counted } = told;
        slices.push({ question: question.id, team, ...(weeks !== undefined && { weeks }), rows, counted });
      }
  }
  return slices;
}

/** Answers to all questions, from what was counted and rounded once. */
export function* buildSnapshot(input: SnapshotInput): Pieces<Snapshot> {
  const read = openTables(input);
  const answers: Answer[] = [];
  for (const question of questions) {
    yield;
    answers.push(answerQuestion(question, input, read));
  }
  return {
    version: 2,
    madeAt: input.madeAt,
    today: input.today,
    source: input.source,
    events: Object.values(input.eventCounts).reduce((sum, count) => sum + count, 0),
    groups: sellingGroups(input.groups),
    answers,
    slices: yield* slicesOf(input, answers, read),
  };
}

/** What is shown when no source could be asked: every answer is unknown. */
export function emptySnapshot(today: Day): Snapshot {
  return {
    version: 2,
    madeAt: `${today}T00:00:00.000Z`,
    today,
    source: 'none',
    events: 0,
    groups: [],
    answers: questions.map((question) => unanswered(question, 'no-data')),
  };
}
