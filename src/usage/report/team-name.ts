import { nameOf } from '../../library/name-of.ts';
import { NO_TEAM, teamsOf } from '../privacy/team-groups.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';

/** The name of a team, or of those counted together; two ids are no teams: everybody, and those who never said theirs. */
export function nameOfTeam(
  id: string,
  { teams }: { teams: readonly { id: string; name: string }[] },
): string {
  if (id === ALL_TEAMS) return 'All teams';
  if (id === NO_TEAM) return 'Team not said';
  return teamsOf(id)
    .map((each) => nameOf(teams, each))
    .join(' and ');
}
