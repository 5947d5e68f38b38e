import type { AssetPart } from './asset.ts';
import type { Hub } from './hub.ts';
import { nameOf } from './name-of.ts';

/** The id of the department that all teams belong to that sell. */
export const SALES = 'sales';

type Team = Hub['teams'][number];

/** The teams that sell: reps are in no others. */
export function salesTeams({ teams }: { teams: readonly Team[] }): Team[] {
  return teams.filter(({ department }) => department === undefined);
}

/** The id of the department that a team belongs to; of one that nobody knows, as if it sold. */
export function departmentOfTeam(
  team: string,
  { teams }: { teams: readonly Pick<Team, 'id' | 'department'>[] },
): string {
  return teams.find(({ id }) => id === team)?.department ?? SALES;
}

/** The name of a department; that of sales also where hub.yaml does not list it. */
export function nameOfDepartment(id: string, departments: Parameters<typeof nameOf>[0]): string {
  return id === SALES && !departments.some((one) => one.id === id) ? 'Sales' : nameOf(departments, id);
}

/** The name of a team or of a department. */
export function nameOfGroup(id: string, { teams, departments }: Pick<Hub, 'teams' | 'departments'>): string {
  return teams.find((team) => team.id === id)?.name ?? nameOfDepartment(id, departments);
}

/** The id of the department that a page comes from: what it says itself, else where its owner works. */
export function departmentOfAsset(
  { kind, data }: AssetPart<'kind' | 'data'>,
  { people, teams }: Pick<Hub, 'people' | 'teams'>,
): string | undefined {
  if (kind === 'sell-story') return data.team === undefined ? SALES : departmentOfTeam(data.team, { teams });
  if (kind === 'build-story' || kind === 'role') return data.department;
  return people.find(({ id }) => id === data.owner)?.department;
}
