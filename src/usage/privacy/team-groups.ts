import { LEAST_SEATS } from '../../library/small-teams.ts';

/** Teams that are counted together. */
export interface TeamGroup {
  /** The ids of its teams joined by `+`. */
  id: string;
  teams: readonly string[];
  /** The ids of their departments, where they do not sell: then nobody in it is a rep. */
  departments?: readonly string[];
  /** How many people they are; null where nobody knows. */
  seats: number | null;
}

/** The teams of a group, by its id. */
export const teamsOf = (group: string): string[] => group.split('+');

/** Stands for those who never said which team they are in. */
export const NO_TEAM = 'unknown';

/** A team with how many they are: reps, or the people of a department that does not sell. */
export interface CountedTeam {
  id: string;
  reps: number;
  department?: string | undefined;
  people?: number | undefined;
}

interface Counting {
  teams: string[];
  seats: number;
}

/** Teams under ten seats go with the next smallest until none is left. */
function joinSmall(teams: readonly Counting[]): Counting[] {
  let groups = [...teams];
  for (;;) {
    const [smallest, next, ...rest] = groups.sort(
      (a, b) => a.seats - b.seats || ((a.teams[0] ?? '') < (b.teams[0] ?? '') ? -1 : 1),
    );
    if (smallest === undefined || next === undefined || smallest.seats >= LEAST_SEATS) return groups;
    const together = { teams: [...smallest.teams, ...next.teams].sort(), seats: smallest.seats + next.seats };
    groups = [...rest, together];
  }
}

const named = (group: Counting): TeamGroup => ({ ...group, id: group.teams.join('+') });
const byId = (a: TeamGroup, b: TeamGroup): number => (a.id < b.id ? -1 : 1);

/**
 * Teams as they are counted, by id: those under ten seats go with the next smallest until none is left. Whoever names no
 * team, or one that the hub has not, is counted beside them: any rep could be that. Teams that do not sell come after all
 * others and are joined among themselves alone, so that the offsets of the others stay as they are.
 */
export function groupTeams(teams: readonly CountedTeam[]): TeamGroup[] {
  const selling = teams.filter(({ department }) => department === undefined);
  const departments = new Map(teams.map(({ id, department }) => [id, department]));
  const heads = selling.reduce((sum, { reps }) => sum + reps, 0);
  const inSales = [
    ...joinSmall(selling.map(({ id, reps }) => ({ teams: [id], seats: reps }))).map(named),
    { id: NO_TEAM, teams: [NO_TEAM], seats: heads === 0 ? null : heads },
  ];
  const outside = joinSmall(
    teams.flatMap(({ id, department, people = 0 }) =>
      department === undefined ? [] : [{ teams: [id], seats: people }],
    ),
  ).map((group): TeamGroup => ({
    ...named(group),
    departments: [...new Set(group.teams.flatMap((id) => departments.get(id) ?? []))].sort(),
  }));
  return [...inSales.sort(byId), ...outside.sort(byId)];
}

/** The groups of those who sell, and of those who may. */
export function sellingGroups(groups: readonly TeamGroup[]): TeamGroup[] {
  return groups.filter(({ departments }) => departments === undefined);
}

/**
 * The group that a team is counted in; of a team that nobody knows, that of people without one. A sign-in may name the
 * department in the place of a team.
 */
export function groupOf(groups: readonly TeamGroup[], team: string): string {
  const own =
    groups.find(({ teams }) => teams.includes(team)) ??
    groups.find(({ departments }) => departments?.includes(team));
  return own?.id ?? NO_TEAM;
}
