import type { Cell } from './answer.ts';
import { MINIMUM_GROUP } from '../privacy/minimum-group.ts';
import type { LibraryFacts, Question, QuestionId, Split } from '../questions/question.ts';
import { ALL_TEAMS } from '../questions/weekly-active-reps-by-team.ts';
import { countAt, textAt } from '../questions/window.ts';
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
  facts: LibraryFacts;
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
  question: Question,
  split: Split,
  raw: readonly (readonly Cell[])[],
  input: SliceInput,
): Slice[] {
  const rows = split.toSteps?.(raw, input.today) ?? raw;
  const keys = collectKeys(split, rows, input);
  // How many rows are withheld of a team that is a small group itself would be about that group.
  const large = input.facts.teams.filter(({ reps }) => reps >= MINIMUM_GROUP);
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
          ...sliceOf(split, keys, team, step, input),
        },
      ];
    }),
  );
}

function sliceOf(
  split: Split,
  keys: readonly KeyCounts[],
  team: string,
  step: number,
  { facts }: SliceInput,
): Pick<Slice, 'rows' | 'withheld'> {
  const heads = team === ALL_TEAMS ? headsOf(facts) : (facts.teams.find(({ id }) => id === team)?.reps ?? 0);
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
    if (isShown) rows.push([people, split.row(key, at, facts, heads)]);
    else withheld += 1;
  }
  // Weeks stay in order; all else is ranked, as the question ranks it.
  if (split.steps === 'span') rows.sort(([a], [b]) => b - a);
  return { rows: rows.map(([, cells]) => cells), withheld };
}

function headsOf(facts: LibraryFacts): number {
  return facts.teams.reduce((sum, { reps }) => sum + reps, 0);
}

/** Rows of key, team, step and people, gathered by key, with what may be shown of each. */
function collectKeys(split: Split, rows: readonly (readonly Cell[])[], input: SliceInput): KeyCounts[] {
  const width = split.steps === 'span' ? SPAN_DAYS.length : split.given + 1;
  const byKey = new Map<string, { key: string[]; teams: Map<string, number[]> }>();
  for (const row of rows) {
    const key = row.slice(0, split.keys).map((_, place) => textAt(row, place));
    const name = JSON.stringify(key);
    const entry = byKey.get(name) ?? { key, teams: new Map<string, number[]>() };
    byKey.set(name, entry);
    const team = textAt(row, split.keys);
    const steps = entry.teams.get(team) ?? Array.from({ length: width }, () => 0);
    entry.teams.set(team, steps);
    const step = countAt(row, split.keys + 1);
    steps[step] = (steps[step] ?? 0) + countAt(row, split.keys + 2);
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
function outOf(split: Split, key: readonly string[], team: string, { facts, active }: SliceInput) {
  if (split.within === 'itself') return undefined;
  if (split.within === 'active-in-week') return active.get((key[0] ?? '').slice(0, 10))?.get(team);
  if (team === ALL_TEAMS) return facts.teams.length === 0 ? undefined : headsOf(facts);
  return facts.teams.find(({ id }) => id === team)?.reps;
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
