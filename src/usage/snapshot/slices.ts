import type { Cell } from './answer.ts';
import { MINIMUM_GROUP } from '../privacy/minimum-group.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import { cellsOf, type Columns } from '../questions/columns.ts';
import type { LibraryIndex } from '../questions/library-facts.ts';
import type { Split, StepRow } from '../questions/question.ts';
import type { AnyQuestion, QuestionId } from '../questions/questions.ts';
import { chooseShownGroups, upTo, type ShownGroups, type TeamSteps } from '../privacy/shown-groups.ts';
import { SPAN_DAYS, type SpanDays } from '../questions/span-days.ts';

/** The rows of a question for one team, or one span, or both. Its columns are those of the question. */
export interface Slice {
  question: QuestionId;
  /** Id of the team, `all` for everybody. */
  team: string;
  /** Only where the question looks at the last days. */
  days?: SpanDays;
  rows: Cell[][];
  /** Rows left out because they, or a group that could be worked out with them, are about fewer than five people. */
  withheld: number;
}

/** What is known beside the rows of a split. */
export interface SliceInput {
  library: LibraryIndex;
  today: string;
  /** Active reps by week and team as the store counted them, `all` for everybody. */
  active: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Weeks and teams (`2026-11-16 uk`) whose number of active reps is shown. */
  shownWeeks: ReadonlySet<string>;
}

/** One key with the people of each team. */
interface KeyCounts {
  key: readonly string[];
  teams: readonly TeamSteps[];
  shown: ShownGroups;
}

/**
 * The rows of a question by team and span. Together with the answer itself they hold no group of fewer than five
 * people, nor one that could be worked out by taking one number from another: see `chooseShownGroups`.
 */
export function buildSlices(
  question: AnyQuestion,
  split: Split,
  raw: readonly (readonly Cell[])[],
  input: SliceInput,
): Slice[] {
  const disjoint = readSteps(split, raw);
  const rows = split.toSteps?.(disjoint, input.today) ?? disjoint;
  const keys = collectKeys(split, rows, input);
  // How many rows are withheld of a team that is a small group itself would be about that group.
  const large = input.library.teams.filter(({ reps }) => reps >= MINIMUM_GROUP);
  const teams = [ALL_TEAMS, ...large.map(({ id }) => id)];
  const steps = split.steps === 'span' ? SPAN_DAYS.map((_, step) => step) : [split.given];
  return teams.flatMap((team) =>
    steps.flatMap((step): Slice[] => {
      if (team === ALL_TEAMS && step === split.given) return [];
      const days = split.steps === 'span' ? SPAN_DAYS[step] : undefined;
      return [
        {
          question: question.id,
          team,
          ...(days === undefined ? {} : { days }),
          ...sliceOf(question.row, split, keys, team, step, input),
        },
      ];
    }),
  );
}

function sliceOf(
  columns: Columns,
  split: Split,
  keys: readonly KeyCounts[],
  team: string,
  step: number,
  { library }: SliceInput,
): Pick<Slice, 'rows' | 'withheld'> {
  const heads = headsOf(library, team) ?? 0;
  const rows: [number, Cell[]][] = [];
  let withheld = 0;
  for (const { key, teams, shown } of keys) {
    const own = team === ALL_TEAMS ? teams : teams.filter((each) => each.team === team);
    const countTo = (wanted: number) => own.reduce((sum, each) => sum + upTo(each, wanted), 0);
    const people = countTo(step);
    if (people === 0) continue;
    const isShown =
      people >= MINIMUM_GROUP &&
      shown.steps.includes(step) &&
      (team === ALL_TEAMS || shown.teams.includes(team));
    const at = (wanted: number) => {
      const place = split.steps === 'span' ? step : wanted;
      return shown.steps.includes(place) ? countTo(place) : null;
    };
    if (isShown) rows.push([people, cellsOf(columns, split.row(key, at, library, heads))]);
    else withheld += 1;
  }
  // Weeks stay in order; all else is ranked, as the question ranks it.
  if (split.steps === 'span') rows.sort(([a], [b]) => b - a);
  return { rows: rows.map(([, cells]) => cells), withheld };
}

/** The head count of a team, or of all; undefined where nobody knows. */
function headsOf({ teams, heads }: LibraryIndex, team: string): number | undefined {
  if (team === ALL_TEAMS) return teams.length === 0 ? undefined : heads;
  return teams.find(({ id }) => id === team)?.reps;
}

/** Rows as they came, in the order of the columns that the text selects. */
function readSteps({ selects }: Split, rows: readonly (readonly Cell[])[]): StepRow[] {
  const keys = selects.indexOf('team');
  const [team, step, people] = [keys, selects.indexOf('step'), selects.indexOf('people')];
  return rows.map((row) => ({
    key: row.slice(0, keys).map((cell) => String(cell ?? '')),
    team: String(row[team] ?? ''),
    step: step === -1 ? 0 : Number(row[step] ?? 0),
    people: Number(row[people] ?? 0),
  }));
}

/** Rows of key, team, step and people, gathered by key, with what may be shown of each. */
function collectKeys(split: Split, rows: readonly StepRow[], input: SliceInput): KeyCounts[] {
  const width = split.steps === 'span' ? SPAN_DAYS.length : split.given + 1;
  const byKey = new Map<string, { key: readonly string[]; teams: Map<string, number[]> }>();
  for (const { key, team, step, people } of rows) {
    const name = JSON.stringify(key);
    const entry = byKey.get(name) ?? { key, teams: new Map<string, number[]>() };
    byKey.set(name, entry);
    const steps = entry.teams.get(team) ?? Array.from({ length: width }, () => 0);
    entry.teams.set(team, steps);
    steps[step] = (steps[step] ?? 0) + people;
  }
  return [...byKey.values()].map(({ key, teams }) => {
    const counts = [...teams].map(([team, steps]): TeamSteps => ({
      team,
      steps,
      outOf: outOf(split, key, team, input),
    }));
    const known = split.within === 'itself' ? shownIn(key[0] ?? '', counts, input) : undefined;
    const shown = chooseShownGroups(counts, {
      given: split.given,
      all: split.steps === 'all' ? 'needed' : 'any',
      outOf: outOf(split, key, ALL_TEAMS, input),
      ...(known === undefined ? {} : { only: known }),
    });
    return { key, teams: counts, shown };
  });
}

/** How many people there are of whom those of a team are a part; undefined where nobody knows. */
function outOf(split: Split, key: readonly string[], team: string, { library, active }: SliceInput) {
  if (split.within === 'itself') return undefined;
  if (split.within === 'active-in-week') return active.get((key[0] ?? '').slice(0, 10))?.get(team);
  return headsOf(library, team);
}

/** The teams whose number of active reps in a week is shown already, so that it tells nothing new. */
function shownIn(
  week: string,
  counts: readonly TeamSteps[],
  { shownWeeks }: SliceInput,
): ReadonlySet<string> {
  return new Set(
    counts.map(({ team }) => team).filter((team) => shownWeeks.has(`${week.slice(0, 10)} ${team}`)),
  );
}
