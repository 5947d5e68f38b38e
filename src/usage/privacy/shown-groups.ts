import { isSmallGroup, MINIMUM_GROUP } from './minimum-group.ts';

/** People of one team in each step, disjoint: a person is counted in the innermost step only. */
export interface TeamSteps {
  team: string;
  /** People by step, innermost first. */
  steps: readonly number[];
  /** People of whom these are a part, such as the head count of the team; undefined where nobody knows. */
  outOf: number | undefined;
}

/** Which counts of one key may be shown: those of all teams and of each team of `teams`, in each step of `steps`. */
export interface ShownGroups {
  steps: readonly number[];
  teams: readonly string[];
}

/**
 * Which numbers of one key may stand beside each other. What is shown is a grid: all teams together and some of the
 * teams, each in the same steps. From a grid one can work out, by subtraction, the people between two steps of one
 * team, those of all the teams that are not shown, those of a team who are in no step, and sums of such groups, and no
 * other group. So each of these is either nobody or a group that is large enough.
 *
 * `given` is the step that the question shows for all teams in any case; `all: 'needed'` takes all steps or none. Only
 * teams of `only` are shown where that is given: numbers of the others are withheld elsewhere. Of all choices of steps
 * the one that shows most is taken; a larger team is tried before a smaller one.
 */
export function chooseShownGroups(
  counts: readonly TeamSteps[],
  options: { given: number; all: 'needed' | 'any'; outOf: number | undefined; only?: ReadonlySet<string> },
): ShownGroups {
  const stepCount = counts[0]?.steps.length ?? 0;
  const every = Array.from({ length: stepCount }, (_, step) => step);
  const choices = options.all === 'needed' ? [every] : subsetsOf(every);
  const everybody: TeamSteps = { team: '', steps: sumOf(counts, every), outOf: options.outOf };
  const isGivenShown = upTo(everybody, options.given) >= MINIMUM_GROUP;
  let best: ShownGroups = { steps: [], teams: [] };
  for (const steps of choices) {
    if (options.all === 'any' && isGivenShown && !steps.includes(options.given)) continue;
    if (!isSafe(everybody, steps) && !(steps.length === 1 && steps[0] === options.given)) continue;
    const teams = chooseTeams(counts, everybody, steps, options.only);
    if (steps.length * (1 + teams.length) > best.steps.length * (1 + best.teams.length))
      best = { steps, teams };
  }
  return best;
}

function chooseTeams(
  counts: readonly TeamSteps[],
  everybody: TeamSteps,
  steps: readonly number[],
  only: ReadonlySet<string> | undefined,
): string[] {
  const chosen: TeamSteps[] = [];
  const bySize = [...counts].sort(
    (a, b) => upTo(b, b.steps.length - 1) - upTo(a, a.steps.length - 1) || (a.team < b.team ? -1 : 1),
  );
  for (const team of bySize) {
    if (only !== undefined && !only.has(team.team)) continue;
    if (!isSafe(team, steps)) continue;
    chosen.push(team);
  }
  // What is left over when the chosen are taken from all: the last ones go until nobody, or enough, are left.
  while (chosen.length > 0) {
    const places = everybody.steps.map((_, step) => step);
    const shown = sumOf(chosen, places);
    const heads = chosen.reduce((sum, { outOf = 0 }) => sum + outOf, 0);
    const rest = {
      ...everybody,
      steps: everybody.steps.map((all, step) => all - (shown[step] ?? 0)),
      outOf: everybody.outOf === undefined ? undefined : everybody.outOf - heads,
    };
    if (!isSmallGroup(othersOf(rest, steps)) && bandsOf(rest, steps).every((people) => !isSmallGroup(people)))
      break;
    chosen.pop();
  }
  return chosen.map(({ team }) => team);
}

/** Whether each count that is shown, and each difference of two neighbours, is about nobody or about enough. */
function isSafe(counts: TeamSteps, steps: readonly number[]): boolean {
  const largest = upTo(counts, steps.at(-1) ?? 0);
  const smallest = upTo(counts, steps[0] ?? 0);
  if (smallest < MINIMUM_GROUP && !(smallest === 0 && largest >= MINIMUM_GROUP)) return false;
  return (
    !isSmallGroup(othersOf(counts, steps)) && bandsOf(counts, steps).every((people) => !isSmallGroup(people))
  );
}

/** People of whom these are a part, and who are in no step that is shown. */
function othersOf(counts: TeamSteps, steps: readonly number[]): number {
  return counts.outOf === undefined ? 0 : Math.max(0, counts.outOf - upTo(counts, steps.at(-1) ?? 0));
}

/** People in the innermost step shown, and those between each two steps shown. */
function bandsOf(counts: TeamSteps, steps: readonly number[]): number[] {
  return steps.map((step, place) => {
    const before = steps[place - 1];
    return upTo(counts, step) - (before === undefined ? 0 : upTo(counts, before));
  });
}

/** People in a step and in those inside it. */
export function upTo({ steps }: Pick<TeamSteps, 'steps'>, step: number): number {
  return steps.slice(0, step + 1).reduce((sum, people) => sum + people, 0);
}

function sumOf(counts: readonly TeamSteps[], places: readonly number[]): number[] {
  return places.map((step) => counts.reduce((sum, { steps }) => sum + (steps[step] ?? 0), 0));
}

/** All choices of at least one, in order. */
function subsetsOf(list: readonly number[]): number[][] {
  return Array.from({ length: 2 ** list.length - 1 }, (_, code) =>
    list.filter((__, place) => Math.floor((code + 1) / 2 ** place) % 2 === 1),
  );
}
